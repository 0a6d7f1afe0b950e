"""`merge` of papers: two that a person knows to be one, through later imports, and taken back."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from running import Papercat

if TYPE_CHECKING:
    from pathlib import Path

PREPRINT = """\
CVMay 6, 2022Code
On Maps of Fields in 3DGibson Hu, Ada Moor, Ben Okafor et al. · deepmind
We draw maps of fields.
LGMay 5, 2022
Counting Sheep at NightAda Moor, Ben Okafor, Chi Nakamura et al.
We count sheep.
"""
TALK = """\
CVMay 9, 2022
Maps of Fields, RevisitedGibson Hu, Ada Moor, Dan Petrov et al.
We draw them again.
"""
PUBLISHED = {
    "title": "Mapping Fields",
    "authors": ["Gibson Hu", "Ada Moor", "Ben Okafor", "Eva Lund"],
    "published": "2024-01",
    "venue": "CVPR",
    "ids": {"doi": "10.1/x"},
}
KEPT, GONE = "hu2022maps", "hu2024mapping"


@pytest.fixture
def files(papercat: Papercat, tmp_path: Path) -> list[Path]:
    """A page and a record of one paper, imported as two."""
    page, record = tmp_path / "page.txt", tmp_path / "published.jsonl"
    page.write_text(PREPRINT, "utf-8")
    record.write_text(json.dumps(PUBLISHED), "utf-8")
    assert papercat("import", page, record).code == 0
    return [page, record]


def exported(papercat: Papercat) -> list[dict[str, Any]]:
    """All that is known but people's numbers, by key: papers of one day have no order."""
    rows = [json.loads(line) for line in papercat("export", "--jsonl").out.splitlines()]
    for author in chain.from_iterable(row["authors"] for row in rows):
        del author["id"]
    return sorted(rows, key=lambda row: str(row["key"]))


def keys(papercat: Papercat) -> set[str]:
    return {row["key"] for row in exported(papercat)}


def test_the_first_one_stays_with_what_the_other_knows_better(
    papercat: Papercat, files: list[Path]
) -> None:
    ran = papercat("merge", KEPT, GONE)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        f"{GONE} is the same paper as {KEPT}, and found there",
        "take it back with: papercat undo 1",
    ]
    paper = next(row for row in exported(papercat) if row["key"] == KEPT)
    assert [author["name"] for author in paper["authors"]] == PUBLISHED["authors"]
    assert (paper["title"], paper["venue"]) == ("Mapping Fields", "CVPR")  # stated, not split
    assert (paper["published"], paper["categories"], paper["has_code"]) == (
        "2022-05-06",
        ["cs.CV"],
        True,
    )
    assert {source["file"] for source in paper["sources"]} == set(map(str, files))
    assert keys(papercat) == {KEPT, "moor2022counting"}
    assert papercat("check").code == 0


def test_its_key_and_identifiers_lead_to_the_one_that_stays(
    papercat: Papercat, files: list[Path]
) -> None:
    assert files
    papercat("merge", KEPT, "10.1/x")
    for typed in (GONE, "10.1/x", KEPT):
        assert ["key", KEPT] in papercat("show", typed).rows
    assert ["merged", f"{GONE}; take it back with: papercat undo 1"] in papercat("why", KEPT).rows
    assert papercat("decisions").rows[0][1:4] == [
        "same paper",
        KEPT,
        f"{GONE} is the same paper",
    ]


def test_it_holds_through_every_later_import(
    papercat: Papercat, files: list[Path], tmp_path: Path
) -> None:
    papercat("merge", KEPT, GONE)
    merged = exported(papercat)
    assert papercat("import", *files).rows[-1][1:] == ["3", "0", "0", "3", "0", "0"]
    assert exported(papercat) == merged

    elsewhere = tmp_path / "elsewhere.jsonl"  # which has neither the identifier nor the venue
    elsewhere.write_text(json.dumps({**PUBLISHED, "ids": {}, "venue": None}), "utf-8")
    assert papercat("import", elsewhere).rows[0][1:4] == ["1", "0", "1"]
    assert keys(papercat) == {KEPT, "moor2022counting"}
    another = tmp_path / "another.jsonl"  # a yearly report may have that title too
    another.write_text(json.dumps({**PUBLISHED, "ids": {}, "published": "2012"}), "utf-8")
    assert papercat("import", another).rows[0][1:4] == ["1", "1", "0"]


def test_taken_back_both_are_what_they_were(papercat: Papercat, files: list[Path]) -> None:
    before = exported(papercat)
    papercat("merge", GONE, KEPT)
    assert papercat("undo", "1").code == 0
    assert exported(papercat) == before
    assert papercat("check").code == 0
    assert papercat("import", *files).rows[-1][1:] == ["3", "0", "0", "3", "0", "0"]
    assert exported(papercat) == before


def test_taken_back_what_was_learnt_since_stays(
    papercat: Papercat, files: list[Path], tmp_path: Path
) -> None:
    assert files
    before = {row["key"]: row for row in exported(papercat)}
    papercat("merge", KEPT, GONE)
    ids = {"doi": ["10.1/x", "10.1/y"]}
    files[1].write_text(json.dumps({**PUBLISHED, "ids": ids, "categories": ["cs.AI"]}), "utf-8")
    elsewhere = tmp_path / "elsewhere.jsonl"
    preprint = {"title": "On Maps of Fields in 3D", "authors": ["Gibson Hu"], "venue": "CVPR"}
    elsewhere.write_text(json.dumps(preprint), "utf-8")
    papercat("import", files[1], elsewhere)
    assert papercat("undo", "1").code == 0
    papers = {row["key"]: row for row in exported(papercat)}
    assert (papers[GONE]["ids"], papers[GONE]["categories"]) == (ids, ["cs.AI"])
    assert (papers[KEPT]["venue"], papers[KEPT]["ids"]) == ("CVPR", {})
    assert papers[KEPT]["categories"] == before[KEPT]["categories"]
    assert str(elsewhere) in {source["file"] for source in papers[KEPT]["sources"]}
    assert papercat("import", *files, elsewhere).rows[-1][1:] == ["4", "0", "0", "4", "0", "0"]
    assert {row["key"]: row for row in exported(papercat)} == papers


def test_two_lines_keep_their_readings(
    papercat: Papercat, files: list[Path], tmp_path: Path
) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK, "utf-8")
    papercat("import", talk)
    before = exported(papercat)
    papercat("merge", KEPT, "hu2022mapsb")
    merged = exported(papercat)
    paper = next(row for row in merged if row["key"] == KEPT)
    assert paper["title"] == "On Maps of Fields in 3D"
    for grown in (talk, talk, files[0]):
        grown.write_text(grown.read_text("utf-8") + TALK.replace("Revisited", "Again"), "utf-8")
        papercat("import", grown)
        paper = next(row for row in exported(papercat) if row["key"] == KEPT)
        assert paper["title"] == "On Maps of Fields in 3D"
    papercat("correct", "moor2022counting", "--accept")  # reads lines with its names again
    said = {row[1] for row in papercat("why", KEPT).rows if row[0] == "title"}
    assert said == {"On Maps of Fields in 3D", "Maps of Fields, Revisited"}
    assert papercat("undo", "1").code == 0
    titles = {row["title"] for row in exported(papercat)}
    assert {row["title"] for row in before} < titles


def test_a_key_that_was_merged_goes_to_nobody_else(
    papercat: Papercat, files: list[Path], tmp_path: Path
) -> None:
    assert files
    papercat("merge", KEPT, GONE)
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({**PUBLISHED, "title": "Mapping Roads", "ids": {}}), "utf-8")
    papercat("import", other)
    assert keys(papercat) == {KEPT, "moor2022counting", f"{GONE}b"}


def test_one_merged_into_another_that_is_merged_too(papercat: Papercat, files: list[Path]) -> None:
    assert files
    before = exported(papercat)
    papercat("merge", KEPT, GONE)
    papercat("merge", "moor2022counting", KEPT)
    assert ["key", "moor2022counting"] in papercat("show", GONE).rows
    assert papercat("import", *files).rows[-1][1:] == ["3", "0", "0", "3", "0", "0"]
    ran = papercat("undo", "1")
    assert (ran.code, "first: papercat undo 2" in ran.err) == (2, True)
    assert [papercat("undo", number).code for number in ("2", "1")] == [0, 0]
    assert exported(papercat) == before


def test_what_is_settled_of_it_stays_and_is_taken_back_in_turn(
    papercat: Papercat, files: list[Path]
) -> None:
    papercat("correct", KEPT, "--category", "cs.RO", "--title", "On Maps of Fields")
    before = exported(papercat)
    papercat("merge", KEPT, GONE)
    papercat("correct", KEPT, "--published", "2023")
    for _ in range(2):
        paper = next(row for row in exported(papercat) if row["key"] == KEPT)
        assert (paper["title"], paper["categories"]) == ("On Maps of Fields", ["cs.RO"])
        assert paper["published"] == "2023"
        assert papercat("import", *files).rows[-1][2] == "0"
    ran = papercat("undo", "3")
    assert (ran.code, "first: papercat undo 4" in ran.err) == (2, True)
    assert [papercat("undo", number).code for number in ("4", "3")] == [0, 0]
    assert exported(papercat) == before
    papercat("import", *files)
    assert exported(papercat) == before


def test_another_paper_of_that_title_is_known_by_its_identifier(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "editorials.jsonl"
    editorial = {"title": "Editorial", "authors": ["Ann Smith"]}
    rows = [{**editorial, "published": f"202{n}", "ids": {"doi": f"10.1/{n}"}} for n in range(3)]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    papercat("import", file)
    papercat("merge", "smith2020editorial", "smith2021editorial")
    assert papercat("import", file).rows[0][1:5] == ["3", "0", "0", "3"]
    assert keys(papercat) == {"smith2020editorial", "smith2022editorial"}


def test_who_was_told_apart_by_hand_stays_so(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "liu.jsonl"
    rows = [{"title": f"{word} Minds", "authors": ["Yang Liu"]} for word in ("One", "Two", "Three")]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    papercat("import", file)
    papercat("split", "Yang Liu", "--paper", "liutwo")
    papercat("merge", "liuone", "liutwo")
    papercat("split", "1", "--paper", "liuone")
    assert papercat("undo", "2").code == 0
    owners = {row[0]: row[1] for row in papercat("authors", "--view", "plain").rows}
    assert len(owners) == 3


def test_what_was_settled_of_it_before_is_taken_back_after_the_merge(
    papercat: Papercat, files: list[Path]
) -> None:
    assert files
    papercat("correct", GONE, "--published", "2023")
    papercat("merge", KEPT, GONE)
    ran = papercat("undo", "1")
    assert (ran.code, "first: papercat undo 2" in ran.err) == (2, True)
    assert [papercat("undo", number).code for number in ("2", "1")] == [0, 0]
    assert ["published", "2024-01"] in papercat("show", GONE).rows


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((KEPT, KEPT), "are one paper already"),
        ((KEPT, "Ada Moor"), "no paper 'Ada Moor'"),
        (("Ada Moor", KEPT), "no paper 'Ada Moor'"),
        ((KEPT, GONE, "--never"), "--never is about two people"),
    ],
)
def test_what_can_not_be_merged_is_said(
    papercat: Papercat, files: list[Path], typed: tuple[str, ...], said: str
) -> None:
    assert files
    ran = papercat("merge", *typed)
    assert (said in ran.err, ran.err.count("\n")) == (True, 1)
    assert ran.code in {1, 2}
    assert papercat("decisions").out == ""
