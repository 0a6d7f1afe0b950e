"""What the user changes: it holds through later imports and is taken back in any order."""

import random
import sqlite3
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper_store import (
    GOATS,
    MOOR,
    SHEEP,
    VALE,
    correct,
    counts,
    everything,
    forget,
    keys,
    load,
    merge,
    paper,
    remove,
    split,
    stated_names,
    titles,
    undo,
)

from papercat.deriving import changes
from papercat.deriving.changes import last_decision
from papercat.deriving.repair import find_faults
from papercat.errors import NothingFound
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Author, Guess, Owner, Paper

ARXIV = (("arxiv", "2205.00001"),)
PRINTED = "LGMay 4, 2022\nCounting Sheep at NightAda Moor, Ben Okafor"
RIGHT = {"title": SHEEP.title, "authors": ["Ada Moor", "Ben Okafor"]}
MISREAD = replace(
    SHEEP,
    title="Counting Sheep",
    authors=(Author("at NightAda Moor"), Author("Ben Okafor")),
    printed=PRINTED,
    confidence=0.4,
)


# Remove


def test_a_removed_paper_stays_away_when_its_source_is_imported_again(
    store: sqlite3.Connection,
) -> None:
    load(store, SHEEP, GOATS)
    remove(store, MOOR)
    assert keys(store) == [VALE]
    assert counts(load(store, SHEEP, GOATS)) == (0, 0, 2)
    assert keys(store) == [VALE]


def test_a_removed_paper_stays_away_when_its_entry_changes(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    remove(store, MOOR)
    load(store, replace(SHEEP, abstract="We count again."), GOATS)
    assert keys(store) == [VALE]


def test_a_removed_paper_stays_away_when_another_source_has_it(store: sqlite3.Connection) -> None:
    load(store, replace(SHEEP, ids=ARXIV))
    remove(store, MOOR)
    load(store, SHEEP, path="/by-title.txt")
    load(store, replace(SHEEP, title="Ewes", ids=ARXIV), path="/by-identifier.txt")
    assert keys(store) == []


def test_a_removed_paper_stays_away_when_its_source_is_forgotten_and_imported(
    store: sqlite3.Connection,
) -> None:
    load(store, SHEEP, GOATS)
    remove(store, MOOR)
    forget(store, "/page.txt")
    load(store, SHEEP, GOATS, path="/elsewhere.txt")
    assert keys(store) == [VALE]


def test_undo_brings_a_removed_paper_back_as_it_was(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    before = everything(store)
    decision = remove(store, MOOR)
    assert undo(store, decision) == ("remove", MOOR)
    assert everything(store) == before


def test_a_paper_comes_back_with_what_was_imported_in_the_meantime(
    store: sqlite3.Connection,
) -> None:
    load(store, SHEEP)
    decision = remove(store, MOOR)
    load(store, replace(SHEEP, venue="ICLR"), path="/other.txt")
    undo(store, decision)
    assert paper(store, MOOR).venue == "ICLR"


# Forget


def test_forgetting_a_source_deletes_what_only_it_says(store: sqlite3.Connection) -> None:
    load(store, SHEEP, path="/one.txt")
    load(store, GOATS, replace(SHEEP, venue="ICLR"), path="/two.txt")
    assert changes.count_only_in(store, 2) == (1, 0)
    forget(store, "/two.txt")
    assert keys(store) == [MOOR]
    assert paper(store, MOOR).venue is None
    assert store.execute("SELECT path FROM sources").fetchall() == [("/one.txt",)]
    assert list(find_faults(store, lambda _: None)) == []


def test_id_and_key_survive_when_the_founding_source_is_forgotten(
    store: sqlite3.Connection,
) -> None:
    load(store, replace(SHEEP, authors=()), path="/one.txt")
    load(store, SHEEP, path="/two.txt")
    (key,) = keys(store)
    assert key != MOOR
    number = find_paper(store, key)
    forget(store, "/one.txt")
    assert keys(store) == [key]
    assert find_paper(store, key) == number
    assert stated_names(paper(store, key)) == ["Ada Moor", "Ben Okafor"]


def test_two_papers_that_only_the_forgotten_source_joined_are_two_again(
    store: sqlite3.Connection,
) -> None:
    joint = replace(SHEEP, ids=(("arxiv", "2205.00001"), ("doi", "10.1/x")))
    load(store, replace(SHEEP, ids=ARXIV), path="/one.txt")
    load(store, joint, path="/joint.txt")
    load(store, replace(SHEEP, title="Ewes", ids=(("doi", "10.1/x"),)), path="/two.txt")
    assert len(keys(store)) == 1
    forget(store, "/joint.txt")
    assert titles(store) == ["Counting Sheep at Night", "Ewes"]


def test_a_correction_holds_again_when_a_forgotten_source_is_imported_again(
    store: sqlite3.Connection,
) -> None:
    load(store, SHEEP, GOATS)
    correct(store, MOOR, title="Counting Ewes")
    forget(store, "/page.txt")
    assert keys(store) == []
    load(store, SHEEP, GOATS)
    assert titles(store) == ["Counting Ewes", GOATS.title]


def test_a_source_is_found_by_its_path_or_id(store: sqlite3.Connection) -> None:
    load(store, SHEEP, path="/one.txt")
    assert changes.find_source(store, "/one.txt") == changes.find_source(store, "1")
    with pytest.raises(NothingFound, match="no source '7'; list them with: papercat sources"):
        changes.find_source(store, "7")


# Correct


def test_a_corrected_split_holds_when_the_page_comes_again(store: sqlite3.Connection) -> None:
    load(store, MISREAD)
    (key,) = keys(store)
    correct(store, key, **RIGHT)
    for page in ((MISREAD,), (GOATS, replace(MISREAD, line=9)), (replace(MISREAD, venue="X"),)):
        load(store, *page)
        found = paper(store, key)
        assert {"title": found.title, "authors": stated_names(found)} == RIGHT
        assert (found.confidence, found.doubts) == (1.0, ())


def test_a_correction_holds_when_an_entry_is_split_in_another_place(
    store: sqlite3.Connection,
) -> None:
    load(store, MISREAD)
    (key,) = keys(store)
    correct(store, key, venue="ICLR")
    load(store, replace(SHEEP, printed=PRINTED, confidence=0.9))
    assert (paper(store, key).venue, paper(store, key).title) == ("ICLR", SHEEP.title)


def test_a_correction_beats_a_better_source(store: sqlite3.Connection) -> None:
    load(store, replace(SHEEP, authors_truncated=True))
    correct(store, MOOR, published="2021-03", categories=["stat.ML"])
    names = ("Ada Moor", "Ben Okafor", "Chi Nakamura")
    full = replace(SHEEP, authors=tuple(map(Author, names)), published="2022-03-02")
    load(store, full, path="/lib.bib", form="bibtex")
    found = paper(store, MOOR)
    assert (found.published, found.categories) == ("2021-03", ("stat.ML",))
    assert stated_names(found) == list(names)


def test_a_source_that_states_the_title_from_before_is_still_that_paper(
    store: sqlite3.Connection,
) -> None:
    load(store, SHEEP)
    decision = correct(store, MOOR, title="Counting Sheep by Day")
    load(store, replace(SHEEP, ids=ARXIV), path="/other.txt")
    assert keys(store) == [MOOR]
    assert paper(store, MOOR).title == "Counting Sheep by Day"
    undo(store, decision)
    assert paper(store, MOOR).title == SHEEP.title


def test_of_two_papers_of_one_title_only_the_corrected_one_changes(
    store: sqlite3.Connection,
) -> None:
    namesake = replace(SHEEP, line=9, authors=(Author("Zoe Quist"),))
    load(store, SHEEP, namesake)
    correct(store, MOOR, title="Counting Ewes")
    load(store, SHEEP, namesake, GOATS)
    assert paper(store, MOOR).title == "Counting Ewes"
    assert titles(store).count(SHEEP.title) == 1


def test_one_yearly_column_of_several_is_corrected(store: sqlite3.Connection) -> None:
    columns = [
        Paper("Editorial", line=n, authors=(Author("Ada Moor"),), published=year)
        for n, year in enumerate(("2005", "2020"), 1)
    ]
    load(store, *columns)
    correct(store, "moor2005", categories=["cs.DL"])
    load(store, *columns)
    assert paper(store, "moor2005").categories == ("cs.DL",)
    assert paper(store, "moor2020").categories == ()


def test_the_full_text_index_follows_a_correction(store: sqlite3.Connection) -> None:
    load(store, MISREAD)
    (key,) = keys(store)
    correct(store, key, **RIGHT)
    query = "SELECT rowid FROM papers_fts WHERE papers_fts MATCH 'title : night'"
    assert store.execute(query).fetchall() == [(find_paper(store, key),)]
    assert list(find_faults(store, lambda _: None)) == []


EVA = Author("Eva Lund", "inferred")
HERS = Owner("Eva Lund", given=True, margin=1.0, reason="you say so")
OWNED = replace(
    SHEEP,
    authors=(*SHEEP.authors, EVA),
    authors_truncated=True,
    guesses=(Guess("authors", "it is her page", "Eva Lund"),),
)


@pytest.mark.parametrize(
    "fields",
    [{"authors": ["Ada Moor", "Eva Lund"]}, {"not_authors": ["Eva Lund"]}, {"title": "Ewes"}],
)
def test_undo_brings_an_inferred_author_back(
    store: sqlite3.Connection, fields: dict[str, object]
) -> None:
    load(store, HERS, OWNED)
    before = everything(store)
    undo(store, correct(store, MOOR, **fields))
    assert everything(store) == before


# Undo


def test_later_corrections_hold_when_an_earlier_one_is_undone(store: sqlite3.Connection) -> None:
    load(store, SHEEP)
    first = correct(store, MOOR, title="Ewes", venue="ICLR")
    second = correct(store, MOOR, title="Rams")
    undo(store, first)
    assert (paper(store, MOOR).title, paper(store, MOOR).venue) == ("Rams", None)
    undo(store, second)
    assert paper(store, MOOR).title == SHEEP.title


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_undo_works_in_any_order(store: sqlite3.Connection, order: tuple[int, ...]) -> None:
    load(store, SHEEP, path="/one.txt")
    load(store, replace(SHEEP, venue="ICLR"), GOATS, path="/two.txt")
    before = everything(store)
    decisions = [
        correct(store, MOOR, title="Ewes"),
        split(store, MOOR, "/two.txt"),
        merge(store, VALE, MOOR),
        remove(store, VALE),
    ]
    for position in order:
        undo(store, decisions[position])
    assert everything(store) == before
    assert list(find_faults(store, lambda _: None)) == []


def test_a_decision_is_undone_once(store: sqlite3.Connection) -> None:
    load(store, SHEEP)
    with pytest.raises(NothingFound, match="there is no decision to take back"):
        last_decision(store)
    decision = correct(store, MOOR, title="Ewes")
    assert last_decision(store) == decision
    undo(store, decision)
    with pytest.raises(NothingFound, match="is undone already"):
        undo(store, decision)
    with pytest.raises(NothingFound, match="no decision 99"):
        undo(store, 99)


@given(seed=st.integers(0, 1 << 32))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_papers_of_the_seeds_and_undoing_that_leaves_no_trace(
    db: sqlite3.Connection, seed: int
) -> None:
    chance = random.Random(seed)
    db.execute("PRAGMA foreign_keys = ON")
    before = everything(db)
    decisions = []
    for _ in range(3):
        kept, other = chance.sample(keys(db), 2)
        decisions.append(merge(db, kept, other))
    assert list(find_faults(db, lambda _: None)) == []
    chance.shuffle(decisions)
    for decision in decisions:
        undo(db, decision)
    assert everything(db) == before
