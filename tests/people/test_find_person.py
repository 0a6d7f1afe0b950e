"""Whom a typed name means."""

import sqlite3
from collections.abc import Iterator
from itertools import product

import pytest
from people_store import load, paper
from running import in_memory

from papercat.errors import UsageError
from papercat.people.find_person import (
    MOST_FITTING,
    find_people,
    find_person,
    how_many,
    near_people,
)

PAGE = [
    paper("Text", "Smitha Thampi", "Ada Smith"),
    paper("Words", "Zoe Smith", "Jane Doe"),
    paper("More Words", "Zoe Smith", "Wang Xi"),
    paper("Sparse Words", "James Wang", "Kay J. Wang"),
    paper("Alone", "Plato", "Zed", "Adam Zed", "Platon Quux"),
]


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with in_memory() as db:
        load(db, PAGE)
        yield db


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("smith", {"Zoe Smith", "Ada Smith", "Smitha Thampi"}),
        ("Wang", {"Wang Xi", "James Wang", "Kay J. Wang"}),
        ("J. Wang", {"James Wang", "Kay J. Wang"}),
        ("smitha", {"Smitha Thampi"}),
        ("plato", {"Plato"}),
        ("zed", {"Zed", "Adam Zed"}),
        ("thamp", {"Smitha Thampi"}),
        ("jam", {"James Wang"}),
    ],
)
def test_a_surname_is_not_hidden_by_who_is_called_so_at_first(
    store: sqlite3.Connection, typed: str, people: set[str]
) -> None:
    assert {person.name for person in find_people(store, typed)} == people


def test_who_has_most_papers_comes_first(store: sqlite3.Connection) -> None:
    assert find_people(store, "smith")[0].name == "Zoe Smith"


def test_of_very_many_people_it_says_so(store: sqlite3.Connection) -> None:
    given = ("".join(letter * 4 for letter in pair) for pair in product("bdklmprt", repeat=2))
    load(store, [paper(f"On {name}", f"{name} Roe") for name in given])
    found = find_people(store, "roe")
    assert how_many(found) == f"at least {MOST_FITTING} people"
    with pytest.raises(UsageError, match=r"^at least 50 people fit 'roe'; .*, …$"):
        find_person(store, "roe")


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
def test_people_of_nearly_that_name(
    misspelt: sqlite3.Connection, typed: str, meant: str | None
) -> None:
    names = near_people(misspelt, typed)
    assert (names[0] if names else None) == meant


def test_people_with_more_papers_come_first(misspelt: sqlite3.Connection) -> None:
    assert near_people(misspelt, "yi lio")[:2] == ["Yi Liu", "Yi Lin"]
