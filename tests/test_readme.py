"""README does not drift: every command in its `console` blocks runs, and ends well."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from running import ROOT, SEEDS, Papercat, Ran

RECIPE = re.MULTILINE | re.DOTALL
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = "92"
"""columns of the terminal that README shows"""
SHELL = re.compile(r"[|<>$*?;&~`]")
FOLDER = "/home/you/papercat"
CUT_OFF = "…"


def shown() -> list[tuple[str, list[str]]]:
    """Each `$ papercat …` of the console blocks with the lines below it; make is left to make."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall((ROOT / "README.md").read_text("utf-8")):
        for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            found.append((command, lines))
    return [(command, lines) for command, lines in found if command.startswith("papercat ")]


@pytest.fixture
def typed(
    tmp_path: Path, papercat: Papercat, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Ran]:
    """Run a line as typed in a folder with `seeds/`; in this process if it needs no shell."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(line: str) -> Ran:
        if not SHELL.search(line):
            return papercat(*shlex.split(line)[1:])
        function = f'papercat() {{ {sys.executable} -m papercat "$@"; }}\n'
        done = subprocess.run(
            ["bash", "-c", function + line], capture_output=True, text=True, check=False, timeout=60
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.mark.skipif(not shutil.which("fzf"), reason="needs fzf")
def test_the_recipe_for_fzf_works_as_printed(seeded: Path, tmp_path: Path) -> None:
    """A filter and a program that prints stand for the user and the desktop."""
    recipes = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), RECIPE)
    (recipe,) = [text for text in recipes if "fzf" in text]
    program = tmp_path / "papercat"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m papercat "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PAPERCAT_DB": str(seeded),
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "FZF_DEFAULT_OPTS": "--filter=perplexity",
    }
    done = subprocess.run(
        ["bash", "-c", recipe], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert "velickovic2026perplexity has no address and no PDF" in done.stderr


def squeezed(lines: Iterable[str]) -> str:
    """Without blanks: a folder's name may be longer than README's, and wrapped otherwise."""
    return "".join(part for line in lines for part in line.split())


def test_every_command_of_readme_runs_in_its_order_and_prints_what_it_shows(
    tmp_path: Path, typed: Callable[[str], Ran]
) -> None:
    """In one folder with seeds/ in it, as a reader would type them; up to an ellipsis."""
    assert shown()
    for command, lines in shown():
        ran = typed(f"{command} --view table" if lines else command)
        assert ran.code == 0, f"{command}\n{ran.out[-500:]}{ran.err}"
        assert "Traceback" not in ran.err
        printed, said = ran.out.splitlines(), ran.err.splitlines()
        until = lines.index(CUT_OFF) if CUT_OFF in lines else len(lines)
        expected = squeezed(line for line in lines[:until] if line not in said)
        assert squeezed(printed).replace(squeezed([str(tmp_path)]), FOLDER).startswith(expected)
