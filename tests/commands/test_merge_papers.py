"""`merge` of papers: two become one, through later imports, until that is undone."""

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
    """Return all records in the order of their keys, without the ids of people."""
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
        f"Merged {GONE} into {KEPT}.",
        "take it back with: papercat undo 1",
    ]
    paper = next(row for row in exported(papercat) if row["key"] == KEPT)
    assert [author["name"] for author in paper["authors"]] == PUBLISHED["authors"]
    assert (paper["title"], paper["venue"]) == ("Mapping Fields", "CVPR")  # stated, not split
    facts = (paper["published"], paper["categories"], paper["has_code"])
    assert facts == ("2022-05-06", ["cs.CV"], True)
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
    merged = ["merged", "decision 1; take it back with: papercat undo 1"]
    assert merged in papercat("why", KEPT).rows
    settled = ["same paper", KEPT, "the same paper as another"]
    assert papercat("decisions").rows[0][1:4] == settled


def test_it_holds_through_every_later_import(
    papercat: Papercat, files: list[Path], tmp_path: Path
) -> None:
    papercat("merge", KEPT, GONE)
    merged = exported(papercat)
    assert papercat("import", *files).rows[-1][1:] == ["3", "0", "0", "3", "0", "0"]
    assert exported(papercat) == merged

    elsewhere = tmp_path / "elsewhere.jsonl"  # which has neither the identifier nor the venue
    elsewhere.write_text(json.dumps({**PUBLISHED, "ids": {}, "venue": None}), "utf-8")
    assert papercat("import", elsewhere).rows[0][1:4] == ["1", "0", "0"]
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


def test_what_was_imported_since_stays_when_a_merge_is_undone(
    papercat: Papercat, files: list[Path]
) -> None:
    before = {row["key"]: row for row in exported(papercat)}
    papercat("merge", KEPT, GONE)
    ids = {"doi": ["10.1/x", "10.1/y"]}
    files[1].write_text(json.dumps({**PUBLISHED, "ids": ids, "categories": ["cs.AI"]}), "utf-8")
    papercat("import", files[1])
    assert papercat("undo", "1").code == 0
    papers = {row["key"]: row for row in exported(papercat)}
    assert (papers[GONE]["ids"], papers[GONE]["categories"]) == (ids, ["cs.AI"])
    assert papers[KEPT] == before[KEPT]


def test_two_entries_of_pages_can_be_one_paper(
    papercat: Papercat, files: list[Path], tmp_path: Path
) -> None:
    assert files
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK, "utf-8")
    papercat("import", talk)
    before = exported(papercat)
    papercat("merge", KEPT, "hu2022mapsb")
    said = {row[1] for row in papercat("why", KEPT).rows if row[0] == "title"}
    assert said == {"On Maps of Fields in 3D", "Maps of Fields, Revisited"}
    assert papercat("undo", "1").code == 0
    assert exported(papercat) == before


def test_a_key_that_was_merged_goes_to_nobody_else(
    papercat: Papercat, files: list[Path], tmp_path: Path
) -> None:
    assert files
    papercat("merge", KEPT, GONE)
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({**PUBLISHED, "title": "Mapping Roads", "ids": {}}), "utf-8")
    papercat("import", other)
    assert keys(papercat) == {KEPT, "moor2022counting", f"{GONE}b"}


def test_a_merged_paper_can_be_merged_again(papercat: Papercat, files: list[Path]) -> None:
    before = exported(papercat)
    papercat("merge", KEPT, GONE)
    papercat("merge", "moor2022counting", KEPT)
    assert ["key", "moor2022counting"] in papercat("show", GONE).rows
    assert papercat("import", *files).rows[-1][1:] == ["3", "0", "0", "3", "0", "0"]
    assert [papercat("undo", number).code for number in ("1", "2")] == [0, 0]
    assert exported(papercat) == before


def test_corrections_hold_before_and_after_a_merge(papercat: Papercat, files: list[Path]) -> None:
    before = exported(papercat)
    papercat("correct", KEPT, "--category", "cs.RO", "--title", "On Maps of Fields")
    papercat("merge", KEPT, GONE)
    papercat("correct", KEPT, "--published", "2023")
    for _ in range(2):
        paper = next(row for row in exported(papercat) if row["key"] == KEPT)
        assert (paper["title"], paper["categories"]) == ("On Maps of Fields", ["cs.RO"])
        assert paper["published"] == "2023"
        assert papercat("import", *files).rows[-1][2] == "0"
    assert [papercat("undo", number).code for number in ("1", "2", "3")] == [0, 0, 0]
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


def test_two_papers_are_kept_apart(papercat: Papercat, files: list[Path], tmp_path: Path) -> None:
    ran = papercat("merge", KEPT, GONE, "--never")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        f"{KEPT} and {GONE} stay two papers.",
        "take it back with: papercat undo 1",
    ]
    joint = {"title": "On Maps of Fields in 3D", "authors": ["Gibson Hu"], "ids": {"doi": "10.1/x"}}
    (tmp_path / "joint.jsonl").write_text(json.dumps(joint), "utf-8")
    papercat("import", *files, tmp_path / "joint.jsonl")
    assert keys(papercat) == {KEPT, GONE, "moor2022counting"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((KEPT, KEPT), "are one paper already"),
        ((KEPT, KEPT, "--never"), f"to split it: papercat split {KEPT} --source FILE"),
        ((KEPT, "Ada Moor"), "no paper 'Ada Moor'"),
        (("Ada Moor", KEPT), "no paper 'Ada Moor'"),
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
