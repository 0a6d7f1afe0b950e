"""`papercat correct` settles what a paper says, from the command line alone."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from papercat.cli import run

if TYPE_CHECKING:
    from pathlib import Path

KEY = "moor2022counting"
DOUBTFUL = {
    "key": KEY,
    "title": "Counting Sheep in 3DAda",
    "authors": ["Moor", "Ben Okafor"],
    "published": "2022-05-06",
    "categories": ["cs.LG"],
    "confidence": 0.4,
    "doubts": [
        {
            "field": "title",
            "confidence": 0.4,
            "reason": "the title may end elsewhere",
            "alternatives": ["Counting Sheep in 3D | Ada Moor, Ben Okafor"],
        }
    ],
    "sources": [
        {
            "file": "/page.txt",
            "line": 1,
            "format": "listing",
            "printed": "LGMay 6, 2022\nCounting Sheep in 3DAda Moor, Ben Okafor · deepmind",
        }
    ],
}


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doubtful")
    (folder / "papers.jsonl").write_text(json.dumps(DOUBTFUL) + "\n")
    assert run(["import", str(folder / "papers.jsonl"), "--db", str(folder / "papers.db")]) == 0
    return folder / "papers.db"


@pytest.fixture(autouse=True)
def _catalogue(
    doubtful: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PAPERCAT_DB", str(shutil.copy(doubtful, tmp_path)))
    capsys.readouterr()


def test_authors_that_leave_one_in_the_title_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = exported(capsys)
    assert run(["correct", "moor2022counting", "--author", "Ben Okafor"]) == 2
    assert "before 'Ben Okafor' the line has more authors" in capsys.readouterr().err
    assert exported(capsys) == before


def exported(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert run(["export", "--jsonl"]) == 0
    record: dict[str, object] = json.loads(capsys.readouterr().out)
    authors = record["authors"]
    assert isinstance(authors, list)
    return record | {"authors": [author["name"] for author in authors]}


@pytest.mark.parametrize(
    "options",
    [
        ["--title", "Counting Sheep in 3D"],
        ["--author", "Ada Moor", "--author", "Ben Okafor"],
        ["--title", "Counting Sheep in 3D", "--author", "Ada Moor", "--author", "Ben Okafor"],
    ],
    ids=["the title alone", "the authors alone", "both"],
)
def test_a_split_is_settled(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["correct", KEY, *options]) == 0
    record = exported(capsys)
    assert record["title"] == "Counting Sheep in 3D"
    assert record["authors"] == ["Ada Moor", "Ben Okafor"]
    assert record["confidence"] == 1.0
    assert record["doubts"] == []


def test_a_shorter_title_makes_no_author_of_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["correct", KEY, "--title", "Counting Sheep"]) == 0
    record = exported(capsys)
    assert (record["title"], record["authors"]) == ("Counting Sheep", DOUBTFUL["authors"])


def test_what_follows_from_a_title_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["correct", KEY, "--title", "Counting Sheep in 3D"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"Settled {KEY}: title: Counting Sheep in 3D; authors: Ada Moor, Ben Okafor",
        "take it back with: papercat undo 1",
    ]


def test_accepting_settles_what_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["correct", KEY, "--accept"]) == 0
    record = exported(capsys)
    assert (record["title"], record["confidence"]) == (DOUBTFUL["title"], 1.0)
    assert run(["review", "--jsonl"]) == 0
    assert capsys.readouterr().out == ""


def test_date_and_categories(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["correct", KEY, "--published", "2021-03", "--category", "stat.ML"]) == 0
    record = exported(capsys)
    assert (record["published"], record["categories"]) == ("2021-03", ["stat.ML"])
    assert record["confidence"] == DOUBTFUL["confidence"]


def test_a_category_that_arxiv_does_not_have_is_kept_and_noted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["correct", KEY, "--category", "cs.XY", "--category", "LG"]) == 0
    assert capsys.readouterr().err.startswith("arXiv has no category 'cs.XY'; kept as given\n")
    assert exported(capsys)["categories"] == ["cs.XY", "cs.LG"]
    assert run(["correct", KEY, "--category", "LG", "--category", "cs.LG"]) == 0
    assert exported(capsys)["categories"] == ["cs.LG"]


GARDENS = ["CVMay 2, 2022", "Walking Through Old Gardens in 2Dgibson hu", "We walk."]


@pytest.fixture
def gardens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The key of a paper on a page whose line is doubtful."""
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "gardens.db"))
    page = tmp_path / "gardens.txt"
    page.write_text("\n".join(GARDENS))
    assert run(["import", str(page)]) == 0
    return "hu2022walking"


@pytest.fixture
def cut_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A paper whose list of authors is cut short."""
    file = tmp_path / "cut.bib"
    file.write_text("@misc{moor2020hills, title={Hills}, author={Ada Moor and others}}\n")
    assert run(["import", str(file)]) == 0
    capsys.readouterr()
    return "moor2020hills"


@pytest.mark.parametrize(
    ("typed", "names", "truncated"),
    [
        (["Ada Moor", "Ben Okafor"], ["Ada Moor", "Ben Okafor"], False),
        (["Ada Moor", "et al."], ["Ada Moor"], True),
        (["Ada Moor", "and others"], ["Ada Moor"], True),
    ],
)
def test_given_authors_are_all_unless_the_last_says_otherwise(
    cut_short: str,
    typed: list[str],
    names: list[str],
    truncated: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = [word for name in typed for word in ("--author", name)]
    assert run(["correct", cut_short, *options]) == 0
    end = ", et al." if truncated else ""
    said = f"Settled {cut_short}: authors: {', '.join(names)}{end}\n"
    assert capsys.readouterr().err.startswith(said)
    assert run(["show", cut_short, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [author["name"] for author in record["authors"]] == names
    assert record["authors_truncated"] is truncated


def test_a_title_alone_leaves_the_list_cut_short(
    cut_short: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["correct", cut_short, "--title", "The Hills"]) == 0
    capsys.readouterr()
    assert run(["show", cut_short, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["authors_truncated"] is True


def test_undo_takes_back_the_last_correction(
    gardens: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(capsys)
    assert run(["correct", gardens, "--title", "Walking Through", "--published", "2020"]) == 0
    assert run(["correct", gardens, "--venue", "ICLR"]) == 0
    capsys.readouterr()
    assert run(["undo"]) == 0
    assert exported(capsys)["published"] == "2020"
    assert run(["undo"]) == 0
    assert exported(capsys) == before


def test_a_line_that_was_mended_by_hand_is_another_entry(
    gardens: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["correct", gardens, "--accept"]) == 0
    mended = [GARDENS[0], GARDENS[1].replace("gibson hu", "Gibson Hu, Mia Chen"), GARDENS[2]]
    (tmp_path / "gardens.txt").write_text("\n".join(mended))
    assert run(["import", str(tmp_path / "gardens.txt")]) == 0
    record = exported(capsys)
    assert (record["title"], record["authors"]) == (
        "Walking Through Old Gardens in 2D",
        ["Gibson Hu", "Mia Chen"],
    )


def test_what_is_settled_already_needs_no_accepting(
    gardens: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["correct", gardens, "--accept"]) == 0
    assert run(["correct", gardens, "--accept"]) == 1
    assert f"nothing about {gardens} is doubted" in capsys.readouterr().err


def test_a_line_is_not_all_authors(gardens: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["correct", gardens, "--author", GARDENS[1]]) == 2
    assert "the line has no title; give --title too" in capsys.readouterr().err


def test_fields_of_one_command_are_one_decision(capsys: pytest.CaptureFixture[str]) -> None:
    before = exported(capsys)
    assert run(["correct", KEY, "--title", "Counting Sheep in 3D", "--published", "2020"]) == 0
    assert capsys.readouterr().err.endswith("take it back with: papercat undo 1\n")
    assert run(["undo", "1"]) == 0
    assert exported(capsys) == before


@pytest.mark.parametrize(
    ("options", "name", "value"),
    [
        (["--venue", "ICLR"], "venue", "ICLR"),
        (["--comment", "12 pages"], "comment", "12 pages"),
        (["--abstract", "We count."], "abstract", "We count."),
        (["--organisation", "mit"], "organisations", ["mit"]),
    ],
)
def test_other_fields(
    options: list[str], name: str, value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["correct", KEY, *options]) == 0
    assert exported(capsys)[name] == value


def test_an_author_who_is_not_inferred_can_not_be_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["correct", KEY, "--not-author", "Ben Okafor"]) == 2
    said = f"'Ben Okafor' is not an inferred author of {KEY}; nobody is"
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--accept", "--title", "x"],
        ["--title", " "],
        ["--author", ""],
        ["--author", "et al."],
        ["--published", "last May"],
        ["--category", ""],
        ["--category", "cs.LG cs.CL"],
    ],
)
def test_wrong_usage(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = exported(capsys)
    assert run(["correct", KEY, *options]) == 2
    assert exported(capsys) == before


def test_a_paper_that_is_not_there() -> None:
    assert run(["correct", "nobody1900", "--accept"]) == 1
