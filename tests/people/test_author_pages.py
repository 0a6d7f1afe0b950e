"""Who wrote with whom."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from people_store import load, paper
from running import in_memory

from papercat.papers.model import Author
from papercat.people.author_pages import chain_between, coauthors_of, papers_together
from papercat.people.find_person import find_person

CHAIN = ["Ada Quux", "Ben Zyzzy", "Cleo Frobnitz", "Dan Xyzzy", "Eve Plugh"]


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with in_memory() as db:
        pairs = pairwise(CHAIN)
        load(db, [paper(f"Paper {n}", *pair, year=2000 + n) for n, pair in enumerate(pairs)])
        load(db, [paper("Newer", *CHAIN[:2], year=2020), paper("Alone", "Zoe Bax")], "more")
        yield db


def number(db: sqlite3.Connection, name: str) -> int:
    return find_person(db, name).id


def test_papers_together_newest_first(store: sqlite3.Connection) -> None:
    together = papers_together(store, number(store, CHAIN[0]), number(store, CHAIN[1]))
    assert len(together) == 2
    assert together == sorted(together, reverse=True)


@pytest.mark.parametrize("end", range(1, 5))
def test_the_shortest_chain(store: sqlite3.Connection, end: int) -> None:
    chain = chain_between(store, number(store, CHAIN[0]), number(store, CHAIN[end]))
    assert [step.one for step in chain] == CHAIN[:end]
    assert [step.other for step in chain] == CHAIN[1 : end + 1]
    assert chain[0].title == "Newer"


def test_nobody_leads_to_somebody_who_wrote_alone(store: sqlite3.Connection) -> None:
    assert chain_between(store, number(store, CHAIN[0]), number(store, "Zoe Bax")) == []


def test_coauthors_with_counts_and_years(store: sqlite3.Connection) -> None:
    assert [row[1:] for row in coauthors_of(store, number(store, CHAIN[1]), 9)] == [
        ("Ada Quux", 2, 0, "2000", "2020"),
        ("Cleo Frobnitz", 1, 0, "2001", "2001"),
    ]


def test_with_whom_somebody_wrote_is_inferred_where_either_is(store: sqlite3.Connection) -> None:
    hidden = Author("Ada Quux", "inferred")
    more = [
        replace(paper("Hidden", "Zoe Bax", year=2021), authors=(Author("Zoe Bax"), hidden)),
        replace(paper("Shown", "Zoe Bax", year=2022), authors=(Author("Zoe Bax"), hidden)),
    ]
    load(store, more, "page")
    zoe = number(store, "Zoe Bax")
    ada = number(store, "Ada Quux")
    assert coauthors_of(store, zoe, 9) == [(ada, "Ada Quux", 2, 2, "2021", "2022")]
    steps = chain_between(store, zoe, number(store, "Cleo Frobnitz"))
    assert [step.stated for step in steps] == [0, 1, 1]
