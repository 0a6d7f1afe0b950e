"""Statements: recognised when their source is imported again, and stored as they were read."""

import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_store import GOATS, SHEEP, load

from papercat.papers.model import Author, Doubt, Guess, Origin, Paper
from papercat.papers.statements import ids_by_mark, is_plain, mark_of, read_statements

SPLIT = replace(
    SHEEP,
    printed="LGMay 4, 2022\nCounting Sheep at NightAda Moor, Ben Okafor · deepmind",
    confidence=0.9,
)


def sheep(**changes: Any) -> Paper:
    return replace(SHEEP, **changes)


def split(**changes: Any) -> Paper:
    return replace(SPLIT, **changes)


# The mark


@pytest.mark.parametrize(
    "changed",
    [
        sheep(line=9),
        sheep(title="COUNTING sheep: at night"),
        sheep(abstract="We count sheep again."),
        sheep(authors=(Author("ada moor"),), authors_truncated=True),
        sheep(published="2023", categories=(), venue="ICLR"),
        sheep(ids=(("arxiv", "2205.00001"),), extra=(("volume", "3"),)),
        sheep(guesses=(Guess("published", "no year"),), doubts=(Doubt("title", 0.4, "?"),)),
    ],
)
def test_the_mark_survives_changes_of_all_but_title_and_first_author(changed: Paper) -> None:
    assert mark_of(changed) == mark_of(SHEEP)


@pytest.mark.parametrize(
    "other", [sheep(title="Counting Goats"), sheep(authors=(Author("Zoe Quist"),))]
)
def test_another_title_or_first_author_is_another_entry(other: Paper) -> None:
    assert mark_of(other) != mark_of(SHEEP)


@pytest.mark.parametrize(
    "changed",
    [
        split(title="Counting Sheep", authors=(Author("at NightAda Moor"),)),
        split(confidence=0.4, line=30),
        split(printed=f"{SPLIT.printed}, mit"),
        split(printed=str(SPLIT.printed).replace("May 4, 2022", "May 4, 2022Code")),
        split(printed=str(SPLIT.printed).partition(" · ")[0]),
    ],
)
def test_a_split_line_is_recognised_however_it_is_read(changed: Paper) -> None:
    assert mark_of(changed) == mark_of(SPLIT)


def test_another_printed_line_is_another_entry() -> None:
    other = split(printed=str(SPLIT.printed).replace("Sheep", "Goats"))
    assert mark_of(other) != mark_of(SPLIT)


@given(title=st.text(st.characters(codec="ascii")), name=st.text())
def test_the_mark_ignores_case(title: str, name: str) -> None:
    one = Paper(title.upper(), authors=(Author(name),))
    other = Paper(title.lower(), authors=(Author(name),))
    assert mark_of(one) == mark_of(other)


# Plain statements are stored in the rows of their paper


@pytest.mark.parametrize(
    "more",
    [
        {"key": "moor2022"},
        {"printed": "as printed"},
        {"confidence": 0.0},
        {"guesses": (Guess("published", "no year"),)},
        {"doubts": (Doubt("title", 0.4, "two readings"),)},
        {"origins": (Origin("/page.txt", 4),)},
        {"authors": (Author("Eva Lund", "inferred"),)},
    ],
)
def test_what_rows_do_not_hold_is_not_plain(more: dict[str, object]) -> None:
    assert is_plain(SHEEP)
    assert not is_plain(sheep(**more))


FULL = sheep(
    authors_truncated=True,
    has_code=True,
    organisations=("deepmind", "mit"),
    venue="ICLR",
    comment="12 pages",
    extra=(("volume", "3"),),
    ids=(("arxiv", "2205.00001"), ("doi", "10.1/x")),
)


def as_stored(db: sqlite3.Connection) -> list[Paper]:
    ids = [row[0] for row in db.execute("SELECT id FROM statements")]
    return [each.paper for each in read_statements(db, ids)]


@pytest.mark.parametrize("record", [FULL, replace(SPLIT, line=4), Paper("T", line=2)])
def test_a_statement_is_read_as_it_was_loaded(store: sqlite3.Connection, record: Paper) -> None:
    load(store, record)
    assert as_stored(store) == [record]


def test_the_text_of_a_plain_statement_is_not_stored_twice(store: sqlite3.Connection) -> None:
    load(store, FULL)
    assert store.execute("SELECT record FROM statements").fetchall() == [(None,)]


def test_a_plain_statement_is_stored_by_itself_when_another_joins(
    store: sqlite3.Connection,
) -> None:
    load(store, FULL)
    load(store, replace(FULL, venue="ICML"), path="/other.txt")
    assert [record.venue for record in as_stored(store)] == ["ICLR", "ICML"]


# The entries of an earlier import


def test_the_statements_of_a_source_are_found_by_what_they_print(store: sqlite3.Connection) -> None:
    load(store, SHEEP, replace(SHEEP, line=9), GOATS)
    assert ids_by_mark(store, 1) == {mark_of(SHEEP): [1, 2], mark_of(GOATS): [3]}
