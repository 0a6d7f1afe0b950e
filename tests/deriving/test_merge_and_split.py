"""Papers that the user makes one, keeps apart or splits: it holds, and is taken back."""

import sqlite3
from dataclasses import replace

import pytest
from paper_store import (
    GOATS,
    MOOR,
    SHEEP,
    VALE,
    correct,
    everything,
    forget,
    keep_apart,
    keys,
    load,
    merge,
    paper,
    split,
    undo,
)

from papercat.errors import UsageError
from papercat.papers.find_paper import find_paper

ARXIV = (("arxiv", "2205.00001"),)


# Merge


def test_a_merged_paper_has_the_key_of_the_first_and_is_found_by_both(
    store: sqlite3.Connection,
) -> None:
    load(store, SHEEP, GOATS)
    merge(store, VALE, MOOR)
    assert keys(store) == [VALE]
    assert find_paper(store, MOOR) == find_paper(store, VALE)


def test_a_merge_holds_through_later_imports(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    merge(store, MOOR, VALE)
    load(store, replace(GOATS, line=1), replace(SHEEP, line=4, venue="ICLR"))
    load(store, GOATS, path="/other.txt")
    assert keys(store) == [MOOR]
    assert paper(store, MOOR).venue == "ICLR"


def test_a_merge_holds_again_when_its_sources_are_forgotten_and_imported(
    store: sqlite3.Connection,
) -> None:
    load(store, SHEEP, path="/one.txt")
    load(store, GOATS, path="/two.txt")
    merge(store, MOOR, VALE)
    forget(store, "/one.txt")
    forget(store, "/two.txt")
    load(store, GOATS, path="/two.txt")
    load(store, SHEEP, path="/one.txt")
    assert len(keys(store)) == 1


def test_undo_makes_two_papers_of_a_merged_one(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    before = everything(store)
    undo(store, merge(store, VALE, MOOR))
    assert everything(store) == before


def test_a_correction_of_a_merged_paper_goes_with_the_merge(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    merged = merge(store, MOOR, VALE)
    correct(store, MOOR, venue="ICLR")
    undo(store, merged)
    assert (paper(store, MOOR).venue, paper(store, VALE).venue) == ("ICLR", None)


# Keep apart


@pytest.mark.parametrize(("one", "other"), [(MOOR, VALE), (VALE, MOOR)])
def test_two_papers_kept_apart_stay_two_when_sources_give_them_one_identifier(
    store: sqlite3.Connection, one: str, other: str
) -> None:
    load(store, SHEEP, GOATS)
    keep_apart(store, one, other)
    with_both = replace(GOATS, ids=ARXIV, authors=(*GOATS.authors, *SHEEP.authors))
    load(store, replace(SHEEP, ids=ARXIV), with_both)
    load(store, with_both, path="/other.txt")
    assert keys(store) == [MOOR, VALE]


def test_papers_that_a_decision_merged_can_be_kept_apart(store: sqlite3.Connection) -> None:
    load(store, SHEEP, path="/one.txt")
    load(store, GOATS, path="/two.txt")
    merge(store, MOOR, VALE)
    split(store, MOOR, "/two.txt")
    assert keys(store) == [MOOR, VALE]


def test_papers_kept_apart_can_be_merged(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    apart = keep_apart(store, MOOR, VALE)
    merged = merge(store, MOOR, VALE)
    assert keys(store) == [MOOR]
    undo(store, apart)
    assert keys(store) == [MOOR]
    undo(store, merged)
    assert keys(store) == [MOOR, VALE]


# Split


@pytest.fixture
def joined(store: sqlite3.Connection) -> sqlite3.Connection:
    """Return a catalogue in which two sources state one paper."""
    load(store, SHEEP, path="/one.txt")
    load(store, replace(SHEEP, line=7, venue="ICLR"), path="/two.txt")
    assert keys(store) == [MOOR]
    return store


def test_what_one_source_says_becomes_another_paper(joined: sqlite3.Connection) -> None:
    split(joined, MOOR, "/two.txt:7")
    assert keys(joined) == [MOOR, f"{MOOR}b"]
    assert paper(joined, MOOR).venue is None
    assert paper(joined, f"{MOOR}b").venue == "ICLR"


def test_a_split_holds_through_later_imports(joined: sqlite3.Connection) -> None:
    split(joined, MOOR, "/two.txt")
    load(joined, replace(SHEEP, line=9, venue="ICML"), path="/two.txt")
    load(joined, SHEEP, GOATS, path="/one.txt")
    assert keys(joined) == [MOOR, f"{MOOR}b", VALE]


def test_the_founding_source_can_be_split_off(joined: sqlite3.Connection) -> None:
    split(joined, MOOR, "/one.txt")
    assert len(keys(joined)) == 2


def test_undo_makes_one_paper_of_a_split_one(joined: sqlite3.Connection) -> None:
    before = everything(joined)
    undo(joined, split(joined, MOOR, "/two.txt"))
    assert everything(joined) == before


def test_a_single_source_is_not_split(store: sqlite3.Connection) -> None:
    load(store, SHEEP)
    with pytest.raises(UsageError, match="the paper has a single source"):
        split(store, MOOR, "/page.txt")


def test_a_source_that_does_not_state_the_paper_is_not_split_off(
    joined: sqlite3.Connection,
) -> None:
    with pytest.raises(UsageError, match=r"is not one of its sources: /one\.txt:1, /two\.txt:7"):
        split(joined, MOOR, "/two.txt:8")


def test_a_line_tells_two_entries_of_one_source_apart(store: sqlite3.Connection) -> None:
    load(store, SHEEP, replace(SHEEP, line=4))
    with pytest.raises(UsageError, match="more than one of its sources"):
        split(store, MOOR, "/page.txt")
    split(store, MOOR, "/page.txt:4")
    assert len(keys(store)) == 2
