"""Completions of a command line for shells."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from papercat.catalogue.connection import transaction, writing
from papercat.cli import run
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Conference, Paper, Post

PAPERS = (
    Paper("Chess", 1, key="hoffmann2022chess", categories=("cs.LG", "hep-th"), tags=("games",),
          organisations=("mit",),
          authors=(Author("Jordan Hoffmann"), Author("Simon Osindero"))),
    Paper("Go", 2, key="osindero2020go", authors=(Author("Simón Ramírez"),), venue="ICLR"),
)  # fmt: skip
POST = Post("Papers", conference=Conference("ICLR", 2024))

Complete = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def two_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completion") / "catalogue.db"
    with writing(path) as db, transaction(db):
        load_document(db, "listing.txt", "1", "listing", [*PAPERS, POST])
    return path


@pytest.fixture
def complete(
    two_papers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Complete:
    """Complete the last word of a command line, in a catalogue of two papers."""
    monkeypatch.setenv("PAPERCAT_DB", str(two_papers))

    def choices(line: str) -> list[str]:
        assert run(["_complete", "--line", "--", f"papercat {line}"]) == 0
        return [each.split("\t")[0] for each in capsys.readouterr().out.splitlines()]

    return choices


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("sea", ["search"]),
        ("nosuch ", []),
        ("search --so", ["--sort"]),
        ("search --sort da", ["date"]),
        ("search --color a", ["always", "auto"]),
        ("search --fields key,ti", ["key,title"]),
        ("search --similar ho", ["hoffmann2022chess"]),
        ("search ", []),
        ("search cat", ["category:"]),
        ("search -aut", ["-author:"]),
        ("search author:osin", ["author:osindero"]),
        ("search author:ram", ["author:ramirez"]),
        ("search chess category:c", ["category:cs.LG"]),
        ("search category:l", ["category:cs.LG"]),
        ("search cat:cs", ["cat:cs.LG"]),
        ("search conference:", ["conference:iclr2024"]),
        ("search has:do", ["has:doubts"]),
        ("search key:os", ["key:osindero2020go"]),
        ("search colour:", []),
        ("show ho", ["hoffmann2022chess"]),
        ("author sim", ["Simon Osindero", "Simón Ramírez"]),
        ("author 'simon o", ["Simon Osindero"]),
        ("author osin", ["Simon Osindero"]),
        ("category h", ["hep-th"]),
        ("conference i", ["iclr2024"]),
        ("post ", ["papers"]),
        ("authors --sort ", ["papers", "recent", "name"]),
        ("authors --category l", ["cs.LG"]),
        ("correct ho", ["hoffmann2022chess"]),
        ("merge 'simon o", ["Simon Osindero"]),
        ("merge 1 osin", ["Simon Osindero", "osindero2020go"]),
        ("merge osindero2020go hoffmann2", ["hoffmann2022chess"]),
        ("search --view js", ["json", "jsonl"]),
        ("split osin", ["Simon Osindero", "osindero2020go"]),
        ("split 1 --paper ho", ["hoffmann2022chess"]),
        ("completion f", ["fish"]),
        ("stats ", []),
        ("tag ho", ["hoffmann2022chess"]),
        ("tag hoffmann2022chess +g", ["+games"]),
        ("tag hoffmann2022chess -g", ["-games"]),
        ("status hoffmann2022chess unr", ["unread"]),
        ("edit os", ["osindero2020go"]),
        ("open os", ["osindero2020go"]),
        ("file os", ["osindero2020go"]),
        ("why os", ["osindero2020go"]),
        ("complete has:do", ["has:doubts"]),
        ("authors has:do", ["has:doubts"]),
        ("organisation m", ["mit"]),
        ("note os", ["osindero2020go"]),
        ("correct osindero2020go --organisation m", ["mit"]),
        ("correct osindero2020go --category l", ["cs.LG"]),
        ("correct osindero2020go --author 'simon o", ["Simon Osindero"]),
        ("correct hoffmann2022chess --venue I", ["ICLR"]),
        ("forget lis", ["listing.txt"]),
        ("undo ", []),
        ("search tag:g", ["tag:games"]),
        ("search status:rea", ["status:reading", "status:read"]),
    ],
)
def test_completions(complete: Complete, line: str, choices: list[str]) -> None:
    assert complete(line) == choices


def test_commands_are_completed_except_the_hidden_one(complete: Complete) -> None:
    commands = complete("")
    assert {"import", "search", "completion"} <= set(commands)
    assert "_complete" not in commands


def test_without_a_catalogue_only_options_are_completed(
    complete: Complete, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "none.db"))
    assert complete("show h") == []
    assert complete("search --so") == ["--sort"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_read_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "papercat _complete" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


def test_an_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "tcsh"]) == 2
    assert "choose one of bash, fish, zsh" in capsys.readouterr().err


def test_completion_loads_no_large_library() -> None:
    code = (
        "import sys; from papercat.cli import run; run(['_complete', '--', 'author', 'x']);"
        " print(sorted({'sqlite_utils', 'rich', 'pydantic', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
