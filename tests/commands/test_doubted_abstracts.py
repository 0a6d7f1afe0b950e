"""An abstract of which it is not clear which lines are it, from the page to the decision."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from papercat.cli import run
from papercat.commands.support.review_steps import step_for
from papercat.people.doubts import PaperDoubt

KEY = "moor2022counting"
WITH = "Members hear of sheep first. We count sheep | goats, which takes all night."
WITHOUT = "We count sheep | goats, which takes all night."
REASON = "'Members hear of sheep first.' may be the site's"
DOUBT = {"field": "abstract", "confidence": 0.7, "reason": REASON, "alternatives": [WITHOUT]}
PAPER = {
    "key": KEY,
    "title": "Counting Sheep with Sparse Attention",
    "authors": ["Ada Moor", "Ben Okafor"],
    "abstract": WITH,
    "published": "2022-05-06",
    "doubts": [DOUBT],
}


@pytest.fixture(autouse=True)
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "papers.db"))
    path = tmp_path / "papers.jsonl"
    path.write_text(json.dumps(PAPER) + "\n")
    assert run(["import", str(path)]) == 0
    return path


def shown(capsys: pytest.CaptureFixture[str]) -> tuple[object, object]:
    """The abstract and the doubts of the paper."""
    capsys.readouterr()
    assert run(["export", "--jsonl"]) == 0
    paper = json.loads(capsys.readouterr().out)
    return paper["abstract"], [doubt["field"] for doubt in paper["doubts"]]


def test_review_lists_both_readings(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["review", "--jsonl"]) == 0
    doubt = json.loads(capsys.readouterr().out)
    assert (doubt["key"], doubt["field"], doubt["reason"]) == (KEY, "abstract", REASON)
    assert doubt["abstract"] == WITH
    assert doubt["alternatives"] == [WITHOUT]
    assert run(["review", "--csv"]) == 0
    assert WITHOUT in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "abstract"),
    [
        (["--abstract", WITHOUT], WITHOUT),
        (["--accept"], WITH),
        (["--abstract", "Sheep."], "Sheep."),
    ],
)
def test_what_is_settled_holds_through_the_next_import(
    arguments: list[str], abstract: str, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["correct", KEY, *arguments]) == 0
    assert shown(capsys) == (abstract, [])
    assert run(["import", str(page)]) == 0
    assert shown(capsys) == (abstract, [])
    assert run(["search", "abstract:sheep"]) == 0
    assert run(["undo"]) == 0
    assert shown(capsys) == (WITH, ["abstract"])


def test_a_source_that_is_sure_settles_it(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sure = tmp_path / "sure.jsonl"
    sure.write_text(json.dumps({**PAPER, "abstract": WITHOUT, "doubts": []}) + "\n")
    assert run(["import", str(sure)]) == 0
    assert shown(capsys) == (WITHOUT, [])
    assert run(["import", str(page)]) == 0
    assert shown(capsys) == (WITHOUT, [])


def step_lines(*readings: str) -> list[str]:
    abstract, *others = readings
    doubt = PaperDoubt(KEY, "abstract", 0.7, REASON, "", (), tuple(others), "", "", abstract)
    step = step_for(sqlite3.connect(":memory:"), doubt)
    return list(step.lines(300))


def test_one_key_each() -> None:
    assert step_lines(WITH, WITHOUT) == [f"  a  {WITH}", f"  1  {WITHOUT}", f"     {REASON}"]


def test_long_readings_are_told_apart_by_their_ends() -> None:
    middle = " ".join(f"word{number}" for number in range(100))
    accept, other, _ = step_lines(f"{middle} the end", f"{middle} the end Load more")
    assert accept.endswith("word99 the end (102 words)")
    assert other.endswith("the end Load more (104 words)")
    assert max(len(accept), len(other)) < 190


def test_that_there_is_none_can_be_taken() -> None:
    assert step_lines("Follow the sheep", "")[1] == "  1  no abstract"
