"""`papercat review`: the doubts as rows, and one key each on a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from papercat.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALL_GONE, BACKSPACE, END_OF_FILE = "\x15", "\x7f", "\x04"
"""keys, as a terminal sends them"""
LONG = 20
"""seconds after which a terminal that says nothing has failed"""


def doubtful(number: int, confidence: float, author: str) -> dict[str, object]:
    right = f"Counting Sheep in {number}D"
    return {
        "key": f"paper{number}",
        "title": f"{right}{author.split(maxsplit=1)[0]}",
        "authors": [author.split()[1]],
        "confidence": confidence,
        "doubts": [
            {
                "field": "title",
                "confidence": confidence,
                "reason": "the title may end elsewhere",
                "alternatives": [f"{right} | {author}"],
            }
        ],
        "sources": [{"file": "/p.txt", "line": number, "printed": f"LGtoday\n{right}{author}"}],
    }


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "papers.db"))
    records = [
        doubtful(2, 0.93, "Ben Moor"),
        doubtful(3, 0.4, "Ada Moor"),
        doubtful(4, 0.88, "Cy Moor"),
        doubtful(5, 0.9, "Zoe Hu"),
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    assert run(["import", str(tmp_path / "in.jsonl")]) == 0
    return tmp_path


@pytest.mark.usefixtures("catalogue")
def test_the_least_sure_come_first_then_what_teaches_most(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    assert run(["review", "--jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["key"] for row in found] == ["paper3", "paper4", "paper2", "paper5"]
    assert found[0]["line"] == "Counting Sheep in 3DAda Moor"
    assert found[0]["alternatives"] == [{"title": "Counting Sheep in 3D", "authors": ["Ada Moor"]}]


@pytest.mark.usefixtures("catalogue")
def test_alternatives_have_a_slash_between_for_names_have_commas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readings = ["Cows | Ada Moor, Ben Okafor", "Cows A | da Moor, Ben Okafor"]
    doubt = {"field": "title", "confidence": 0.1, "reason": "", "alternatives": readings}
    paper = {"title": "CowsAda", "authors": ["Moor", "Ben Okafor"], "doubts": [doubt]}
    (tmp_path / "cows.jsonl").write_text(json.dumps(paper), "utf-8")
    assert run(["import", str(tmp_path / "cows.jsonl")]) == 0
    capsys.readouterr()
    assert run(["review", "--plain"]) == 0
    assert " / ".join(readings) in capsys.readouterr().out


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("view", ["csv", "tsv", "json", "jsonl", "markdown", "plain", "table"])
def test_every_view_lists(view: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["review", f"--{view}", "--limit", "1"]) == 0
    assert "paper3" in capsys.readouterr().out


@pytest.mark.usefixtures("catalogue")
def test_nothing_is_asked_without_a_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "papercat", "review"],
        input="a\na\na\n",
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout.count("\n") == 4
    assert done.stderr == ""


class Terminal:
    """papercat on a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        """Start it."""
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "papercat", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            close_fds=True,
        )
        os.close(theirs)
        self.said = ""

    def wait_for(self, text: str) -> None:
        """Read until it has said `text` since the last key."""
        start, until = len(self.said), time.monotonic() + LONG
        while text not in self.said[start:]:
            ready, _, _ = select.select([self._ours], [], [], max(until - time.monotonic(), 0))
            assert ready, f"it never said {text!r} but {self.said!r}"
            try:
                self.said += os.read(self._ours, 1 << 16).decode()
            except OSError:  # it has ended
                assert text in self.said[start:]

    def press(self, keys: str) -> None:
        """Press keys, once it waits for them."""
        time.sleep(0.1)
        os.write(self._ours, keys.encode())

    def ended(self) -> int:
        """Its exit code."""
        return self._process.wait(LONG)

    def close(self) -> None:
        """End it, whatever it waits for."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts papercat on a terminal, and ends it after the test."""
    with ExitStack() as ends:

        def begin(*arguments: str) -> Terminal:
            terminal = Terminal(*arguments)
            ends.callback(terminal.close)
            return terminal

        yield begin


def export(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert run(["export", "--jsonl"]) == 0
    rows = map(json.loads, capsys.readouterr().out.splitlines())
    return {row["key"]: row for row in rows}


@pytest.mark.usefixtures("catalogue")
def test_one_key_each(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = start("review")
    terminal.wait_for("? help")
    assert "Counting Sheep in 3DAda │ Moor" in terminal.said
    assert "Counting Sheep in 3D │ Ada Moor" in terminal.said
    terminal.press("?")
    terminal.wait_for("? help")
    for key in "x1as":  # x means nothing
        terminal.press(key)
        terminal.wait_for("? help")
    assert "'x' is not one of the keys" in terminal.said
    terminal.press("q")
    terminal.wait_for("2 settled")
    assert terminal.ended() == 0
    found = export(capsys)
    assert found["paper3"]["title"] == "Counting Sheep in 3D"
    assert found["paper4"]["title"] == "Counting Sheep in 4DCy"
    assert {key for key, row in found.items() if row["doubts"]} == {"paper2", "paper5"}


@pytest.mark.usefixtures("catalogue")
def test_editing(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = start("review", "--limit", "1")
    terminal.wait_for("? help")
    terminal.press("e")
    terminal.wait_for("Counting Sheep in 3DAda")
    terminal.press(ALL_GONE + "Counting Sheep\n")
    terminal.wait_for("authors: Moor")
    terminal.press(ALL_GONE + "Ada Moor;  Ben Okafor,  Jr.; et al.\n")
    terminal.wait_for("1 settled")
    assert terminal.ended() == 0
    found = export(capsys)["paper3"]
    assert found["title"] == "Counting Sheep"
    authors = found["authors"]
    assert isinstance(authors, list)
    assert [author["name"] for author in authors] == ["Ada Moor", "Ben Okafor, Jr."]
    assert found["authors_truncated"] is True


@pytest.mark.usefixtures("catalogue")
def test_once_the_title_is_edited_the_authors_are_what_follows_it(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = start("review", "--limit", "1")
    terminal.wait_for("? help")
    terminal.press("e")
    terminal.wait_for("Counting Sheep in 3DAda")
    terminal.press(BACKSPACE * len("Ada") + "\n")
    terminal.wait_for("authors: Ada Moor")
    terminal.press("\n")
    terminal.wait_for("1 settled")
    found = export(capsys)["paper3"]
    assert found["title"] == "Counting Sheep in 3D"


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("keys", [["\n", "\n"], [END_OF_FILE]])
def test_who_changes_nothing_is_asked_again(
    keys: list[str], start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = start("review", "--limit", "1")
    terminal.wait_for("? help")
    terminal.press("e")
    terminal.wait_for("title")
    if keys[0] == END_OF_FILE:
        terminal.press(ALL_GONE)
    for key in keys:
        terminal.press(key)
    terminal.wait_for("? help")
    assert "nothing was changed" in terminal.said
    terminal.press("q")
    terminal.wait_for("0 settled, 4 left")
    assert export(capsys)["paper3"]["doubts"]


@pytest.mark.usefixtures("catalogue")
def test_the_last_one_is_taken_back_with_a_key(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = start("review")
    for key in "1u":
        terminal.wait_for("? help")
        terminal.press(key)
    terminal.wait_for("? help")
    assert "undone" in terminal.said
    terminal.press("q")
    terminal.wait_for("0 settled, 4 left")
    assert export(capsys)["paper3"]["doubts"]


def test_the_year_of_a_date_is_settled_with_the_day_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "papers.db"))
    page = tmp_path / "page.txt"
    page.write_text(
        "LGJan 30\nCounting Sheep at NightAda Moor, Ben Okafor\nWe count sheep at night.\n"
        "LGMay 4, 2015\nCounting GoatsAda Moor, Cleo Vale\nWe count goats in the morning.\n",
        "utf-8",
    )
    assert run(["import", str(page)]) == 0
    capsys.readouterr()
    assert run(["review", "--jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (doubt,) = [row for row in found if row["field"] == "published"]
    assert doubt["published"] == "2016-01-30"
    assert len(doubt["alternatives"]) == 3
    assert "copied in 2016 or later" in doubt["reason"]
    assert run(["import", str(page), "--as-of", "2019-03-01"]) == 0
    capsys.readouterr()
    assert run(["review"]) == 0
    assert "published" not in capsys.readouterr().out
    assert export(capsys)["moor2016counting"]["published"] == "2019-01-30"


EVIL = "\x1b]52;c;aGk=\x07\x1b[31m\u202e\u2028\x85"
"""codes that set the clipboard, a colour, the direction of text and line ends"""


def test_text_of_a_document_does_not_control_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "papers.db"))
    reading = f"Counting  Sheep{EVIL} | Ada Moor{EVIL}"
    doubt = {"field": "title", "confidence": 0.4, "reason": EVIL, "alternatives": [reading]}
    record = {
        "title": f"Counting  Sheep{EVIL}Ada",
        "authors": [f"Moor  {EVIL}"],
        "confidence": 0.4,
        "doubts": [doubt],
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(record), "utf-8")
    assert run(["import", str(tmp_path / "in.jsonl")]) == 0
    terminal = start("review")
    terminal.wait_for("? help")
    terminal.press("e")
    terminal.wait_for("title: ")
    terminal.press("\n")
    terminal.wait_for("authors: ")
    terminal.press("\n")
    terminal.wait_for("? help")
    assert "nothing was changed" in terminal.said
    terminal.press("q")
    terminal.wait_for("0 settled, 1 left")
    for code in ("\x1b]", "\x1b[31m", "\x07", "\u202e", "\u2028", "\x85"):
        assert code not in terminal.said
    assert "\\u{202e}" in terminal.said


def test_a_key_that_joins_people_asks_first(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    start: Start,
) -> None:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "papers.db"))
    papers = [
        {"title": "On Frobs", "authors": ["Y. Frobnitz", "Ada Quux"], "published": "2001"},
        {"title": "On Grobs", "authors": ["Yorick Frobnitz", "Ben Zyzzy"], "published": "2014"},
        {"title": "On Trobs", "authors": ["Yvonne Frobnitz", "Cleo Bax"], "published": "2018"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert run(["import", str(tmp_path / "in.jsonl")]) == 0
    capsys.readouterr()
    assert run(["review", "--jsonl"]) == 0
    doubt = json.loads(capsys.readouterr().out.splitlines()[0])
    joins = "a" if doubt["likely_one"] >= 0.5 else "1"

    terminal = start("review")
    terminal.wait_for("? help")
    for shown in ("Y. Frobnitz (shown as ", "Yorick Frobnitz: 1 paper · 2014", "with ", "On Grobs"):
        assert shown in terminal.said
    terminal.press(joins)
    terminal.wait_for("Press y for yes")
    terminal.press("n")
    terminal.wait_for("? help")
    assert "nothing was changed" in terminal.said
    terminal.press(joins)
    terminal.wait_for("Press y for yes")
    terminal.press("y")
    terminal.wait_for("settled; take it back with: papercat undo 1")
