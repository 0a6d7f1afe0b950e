"""What posts name is joined to the paper that it is, in whatever order both arrive."""

import sqlite3
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from papercat.importing.rewrite import correct

from papercat.catalogue.writing import transaction, writing
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Mention, Paper, Post, Record, Section

POST = Post(
    "A Week in Vienna",
    sections=(Section(None, "We show Genie."),),
    mentions=(Mention("Genie", "We show Genie.", 0),),
)
GENIE = Paper("Genie: Worlds from Videos", 1, published="2024", key="genie")
OTHER = Paper("Genie: A Lamp", 1, published="2023", key="lamp", ids=(("arxiv", "2"),))
NAMED = "SELECT p.key FROM mentions AS m LEFT JOIN papers AS p ON p.id = m.paper_id"


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with writing(Path(":memory:")) as db:
        yield db


def load(db: sqlite3.Connection, *records: Record) -> None:
    for number, record in enumerate(records):
        with transaction(db):
            load_document(db, f"/{number}", f"hash of {number}", "any", [record])


def named(db: sqlite3.Connection) -> list[str | None]:
    return [key for (key,) in db.execute(NAMED)]


@pytest.mark.parametrize("order", list(permutations([POST, GENIE])))
def test_the_only_paper_of_that_name_is_it(
    store: sqlite3.Connection, order: tuple[Record, ...]
) -> None:
    load(store, *order)
    assert named(store) == ["genie"]


@pytest.mark.parametrize("order", list(permutations([POST, GENIE, OTHER])))
def test_of_two_papers_of_that_name_neither_is(
    store: sqlite3.Connection, order: tuple[Record, ...]
) -> None:
    load(store, *order)
    assert named(store) == [None]


def test_a_corrected_title_is_looked_at_again(store: sqlite3.Connection) -> None:
    load(store, POST, GENIE, OTHER)
    with transaction(store):
        correct(store, find_paper(store, "lamp"), {"title": "A Lamp"})
    assert named(store) == ["genie"]
