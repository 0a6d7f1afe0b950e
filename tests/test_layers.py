"""Imports run one way, and every exception to a rule has its reason."""

import ast
import re
import subprocess
import sys

from running import ROOT

from papercat.cli import COMMANDS, HIDDEN, module_of


def test_imports_run_one_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


UNEXPLAINED = re.compile(
    r"# (?:noqa: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*|type: ignore\[[\w-]+\])$", re.MULTILINE
)


def test_no_module_imports_inside_a_function_but_the_table_of_commands() -> None:
    """Start-up is quick because of one place in cli.py, not of imports scattered about."""
    for path in (ROOT / "papercat").rglob("*.py"):
        functions = (
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        )
        inside = [
            node
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert not inside, path


def test_every_command_has_its_file_and_every_file_of_a_command_is_in_the_table() -> None:
    files = {path.stem.rstrip("_") for path in (ROOT / "papercat/commands").glob("[!_]*.py")}
    named = {module_of(name).rstrip("_") for name in (*COMMANDS, *HIDDEN)}
    assert named == files


def test_every_exception_to_a_rule_says_why() -> None:
    for folder in ("papercat", "training", "tests", "docs"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not UNEXPLAINED.findall(path.read_text("utf-8")), path
