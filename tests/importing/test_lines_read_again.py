"""A listing's line that is read otherwise is the same paper, and names that are settled help."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from listed_papers import (
    PAGE,
    RIGHT,
    WRONG,
    decide,
    load,
    misread,
    names,
    only,
    records,
)
from papercat.importing.read_again import read_again
from papercat.importing.settling import settle, take_back

from papercat.catalogue.writing import transaction, writing
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Author, Doubt, Paper, Record
from papercat.papers.records import read_all
from papercat.people.known_names import known_names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with ExitStack() as opened:
        yield opened.enter_context(writing(tmp_path / "papers.db"))


def test_the_catalogue_knows_names_that_are_certain(db: sqlite3.Connection) -> None:
    load(db, records(PAGE))
    assert known_names(db) is None
    load(db, [Paper(title="Barns", line=1, authors=(Author("Jean-Luc O'Neil"),))], "b", "jsonl")
    known = known_names(db)
    assert known
    assert (known.given("jean-luc"), known.surname("o'neil")) == (1, 1)
    assert (known.given("o'neil"), known.surname("jean-luc")) == (0, 0)
    assert known.given("chi") == 0
    assert known.given('"') == known.given("AND") == known.given("*") == 0


def test_what_a_person_settles_teaches_the_names(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    key = next(paper.key for paper in read_all(db) if paper.title == WRONG["title"])
    assert key
    decide(db, key, **RIGHT)
    known = known_names(db)
    assert known
    assert known.given("gibson") > 1
    assert known.surname("hu") > 1


def doubtfully(found: Sequence[Record], confidence: float) -> list[Record]:
    """The papers of a page, the first one's split with so much confidence."""
    first, *rest = (record for record in found if isinstance(record, Paper))
    doubt = Doubt("title", confidence, "the title may end elsewhere")
    return [replace(first, confidence=confidence, doubts=(doubt,)), *rest]


def test_a_line_read_otherwise_is_the_same_paper(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    load(db, doubtfully(records(PAGE), 0.8), "b")
    found = {paper.title: paper for paper in read_all(db)}
    assert found.keys() == {RIGHT["title"], "Counting Sheep at Night"}
    assert names(found[str(RIGHT["title"])]) == RIGHT["authors"]
    assert found[str(RIGHT["title"])].confidence == 0.8
    load(db, misread(records(PAGE)), "c")
    assert {paper.title: paper.confidence for paper in read_all(db)}[str(RIGHT["title"])] == 0.8
    assert not db.execute("SELECT * FROM variants").fetchall()


def test_a_surer_reading_settles_the_doubt(db: sqlite3.Connection) -> None:
    load(db, doubtfully(records(PAGE), 0.4))
    surer = doubtfully(records(PAGE), 0.995)
    assert isinstance(surer[0], Paper)
    load(db, [replace(surer[0], doubts=()), *surer[1:]], "b")
    assert [paper.doubts for paper in read_all(db)] == [(), ()]


def test_a_line_that_moved_to_another_day_stays_one_paper(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    moved = doubtfully(records(PAGE), 0.8)
    assert isinstance(moved[0], Paper)
    load(db, [replace(moved[0], published="2022-05-07"), *moved[1:]], "b")
    assert len(list(read_all(db))) == 2


def test_a_settled_name_makes_other_lines_surer(db: sqlite3.Connection) -> None:
    other = ["CVMay 2, 2022", "Walking Through Old Gardens in 2Dgibson hu", "We walk."]
    load(db, records([*PAGE, *other]))
    doubtful = {p.title: p for p in read_all(db) if p.doubts}
    first = doubtful[str(RIGHT["title"])]
    before = doubtful["Walking Through Old Gardens in 2D"]
    assert first.key
    assert before.key
    assert before.confidence
    decide(db, first.key, **RIGHT)
    with transaction(db):
        (again,) = read_again(db, ["gibson hu"])
        assert (again.key, again.surer, again.otherwise) == (before.key, True, False)
        assert read_again(db, ["gibson hu"]) == []
    after = only(db, before.key)
    assert after.title == before.title
    assert after.confidence
    assert after.confidence > before.confidence


SPACE = """\
LGMay 5, 2022
Rovers at ESANASA JPL Team
We build rovers.
LGMay 4, 2022
The moon and ESANASA JPL Team
We look at the moon.
""".splitlines()


def readings(db: sqlite3.Connection) -> dict[str | None, tuple[str, list[str]]]:
    return {paper.key: (paper.title, names(paper)) for paper in read_all(db)}


@pytest.mark.parametrize("how", ["taken back", "settled otherwise"])
def test_what_a_wrong_decision_taught_is_forgotten_with_it(
    db: sqlite3.Connection, how: str
) -> None:
    load(db, records(SPACE))
    before = readings(db)
    rovers, moon = (paper.key or "" for paper in read_all(db))
    assert before[moon] == ("The moon and ESA", ["NASA JPL Team"])
    with transaction(db):
        wrong = {"title": "Rovers at ES", "authors": ["ANASA JPL Team"]}
        (decision,), (other,) = settle(db, find_paper(db, rovers), wrong)
    assert (other.key, other.otherwise) == (moon, True)
    assert readings(db)[moon] == ("The moon and ES", ["ANASA JPL Team"])
    with transaction(db):
        if how == "taken back":
            take_back(db, decision)
        else:
            title, authors = before[rovers]
            settle(db, find_paper(db, rovers), {"title": title, "authors": authors})
    assert readings(db) == before


def test_what_is_doubtful_about_the_authors_stays(db: sqlite3.Connection) -> None:
    cut = ["CVMay 2, 2022", "Walking Through Old Gardens in 2Dgibson hu, kasra moor,", "We walk."]
    load(db, records([*PAGE, *cut]))
    walking = next(paper for paper in read_all(db) if "Walking" in paper.title)
    assert [doubt.field for doubt in walking.doubts] == ["title", "authors"]
    with transaction(db):
        read_again(db, ["kasra moor"])
    again = only(db, str(walking.key))
    assert names(again) == ["gibson hu", "kasra moor"]
    assert again.confidence == walking.confidence
    assert "authors" in [doubt.field for doubt in again.doubts]


def test_a_page_that_was_cut_off_is_mended_by_the_whole_one(db: sqlite3.Connection) -> None:
    load(db, records([*PAGE[:4], "Counting Sheep at NightAda Moor, Ben Okaf"]))
    assert sum(bool(paper.doubts) for paper in read_all(db) if "Sheep" in paper.title) == 1
    load(db, records(PAGE), "b")
    (paper,) = (paper for paper in read_all(db) if "Sheep" in paper.title)
    assert names(paper) == ["Ada Moor", "Ben Okafor", "Chi Nakamura"]
    assert paper.authors_truncated
    assert paper.doubts == ()
