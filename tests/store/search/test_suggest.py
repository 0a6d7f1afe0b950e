"""Nearest spellings, out of what a catalogue holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from papercat.infer.spelling_keys import spelling_keys
from papercat.model import Author, Paper
from papercat.query.language import parse, to_text
from papercat.store.loading.document import load_document
from papercat.store.search.suggest import near_people, nearest_query
from papercat.store.writing import transaction, writing

NAMES = ("Jordan Hoffmann", "Jordan Hartmann", "Yi Liu", "Yi Lin", "Łukasz Kaiser", "J. R. Xu",
         "Viorica Pătrăucean", "L. Dell'Agnello", "Jack W. Rae", "Jack Ray")  # fmt: skip
PAPERS = (
    Paper("Information Retrieval with Causal Graphs", 1, abstract="A transformer retrieves.",
          authors=tuple(map(Author, NAMES))),
    Paper("Casual Retrieval of Graphs", 2, authors=(Author("Yi Liu"),)),
    Paper("Models that form from noise", 3, authors=(Author("Erd\u0151s P\u00e1l"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A catalogue of three papers."""
    path: Path = tmp_path_factory.mktemp("suggest") / "catalogue.db"
    with writing(path) as db:
        with transaction(db):
            load_document(db, "listing.txt", "1", "listing", PAPERS)
        yield db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("retreival", "retrieval"),
        ("informaton retrieval", "information retrieval"),
        ("causal grpahs", "causal graphs"),
        ("casual information", "causal information"),
        ("infromation retreival", "information retrieval"),
        ("title:retreival", "title:retrieval"),
        ("-models retreival", "-models retrieval"),
        ("author:hofmann", "author:hoffmann"),
        ("hofmann graphs", "hoffmann graphs"),
        ('"causl graphs"', '"causal graphs"'),
        ("year:2020 retreival", None),
        ("xylophone", None),
        ("an", None),
        ("", None),
        ("category:xyz", None),
    ],
)
def test_the_nearest_query_that_finds_something(
    db: sqlite3.Connection, typed: str, meant: str | None
) -> None:
    found = nearest_query(db, parse(typed))
    assert (found and to_text(found)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jordan Hofmann", "Jordan Hoffmann"),
        ("hofmann", "Jordan Hoffmann"),
        ("Jordon Hoffmann", "Jordan Hoffmann"),
        ("Jordn Hofmann", "Jordan Hoffmann"),
        ("Lukas Kaiser", "Łukasz Kaiser"),
        ("Viorica Patraucaen", "Viorica Pătrăucean"),
        ("L. Del'Agnello", "L. Dell'Agnello"),
        ("Yi Liv", "Yi Liu"),
        ("J. R. Xi", "J. R. Xu"),
        ("Jack Rea", "Jack W. Rae"),
        ("Pal Erdos", None),
        ("Nobody Whatsoever", None),
        ("", None),
    ],
)
def test_people_of_nearly_that_name(db: sqlite3.Connection, typed: str, meant: str | None) -> None:
    names = [person.name for person in near_people(db, typed)]
    assert (names[0] if names else None) == meant


def test_people_with_more_papers_come_first(db: sqlite3.Connection) -> None:
    first, second, *_ = near_people(db, "yi lio")
    assert (first.name, first.papers) == ("Yi Liu", 2)
    assert (second.name, second.papers) == ("Yi Lin", 1)


def test_words_are_filed_with_their_papers_and_only_once(db: sqlite3.Connection) -> None:
    filed = "SELECT key, word FROM spellings ORDER BY key, word"
    before = db.execute(filed).fetchall()
    assert {(key, "retrieval") for key in spelling_keys("retrieval")} <= set(before)
    with transaction(db):
        again = replace(PAPERS[0], abstract=None, title="Causal Retrieval", line=9)
        load_document(db, "again.txt", "2", "listing", [again])
    assert db.execute(filed).fetchall() == before


def test_words_in_other_letters_are_filed_as_a_keyboard_types_them(db: sqlite3.Connection) -> None:
    assert db.execute("SELECT folded, word FROM folds").fetchall() == [("lukasz", "łukasz")]


def test_a_later_import_adds_its_words(tmp_path: Path) -> None:
    with writing(tmp_path / "catalogue.db") as db:
        for number, title in enumerate(("Graphs", "Xylophones"), 1):
            with transaction(db):
                load_document(db, f"{number}.txt", str(number), "listing", [Paper(title, 1)])
            assert bool(nearest_query(db, parse("xylofones"))) == (number == 2)


def test_an_older_catalogue_gets_its_words_with_the_next_import(tmp_path: Path) -> None:
    with writing(tmp_path / "catalogue.db") as db:
        with transaction(db):
            load_document(db, "1.txt", "1", "listing", [Paper("Xylophones", 1)])
        db.execute("DELETE FROM spellings")
        assert nearest_query(db, parse("xylofones")) is None
        with transaction(db):
            load_document(db, "2.txt", "2", "listing", [Paper("Graphs", 1)])
        assert nearest_query(db, parse("xylofones")) is not None
