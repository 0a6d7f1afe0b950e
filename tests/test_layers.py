"""The house: imports run one way, and every exception to a rule says why."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest
from running import ROOT

from papercat.cli import COMMANDS, HIDDEN


@pytest.mark.skip(reason="until people/search land")
def test_imports_run_one_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


LATER = re.compile(r'Later\("papercat\.(\w+)')
UNEXPLAINED = re.compile(
    r"# (?:noqa: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*|type: ignore\[[\w-]+\])$", re.MULTILINE
)


def heights() -> dict[str, int]:
    """How high each part of the package lies, the lowest 0."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    layers = enumerate(reversed(contract["layers"]))
    return {part: height for height, layer in layers for part in re.split(r" [|:] ", layer)}


def test_what_is_imported_later_lies_no_higher_than_who_needs_it() -> None:
    """import-linter does not see these, so they are held to the layers here."""
    height = heights()
    for path in (ROOT / "papercat").rglob("*.py"):
        layer = path.relative_to(ROOT / "papercat").parts[0].removesuffix(".py")
        for needed in LATER.findall(path.read_text("utf-8")):
            assert height[needed] <= height[layer], path


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
    assert {*COMMANDS, *HIDDEN} == files


def test_every_exception_to_a_rule_says_why() -> None:
    for folder in ("papercat", "training", "tests", "docs"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not UNEXPLAINED.findall(path.read_text("utf-8")), path
