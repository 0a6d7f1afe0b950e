"""Which names are in their blocks is found without looking at all of them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.catalogue.writing import writing
from papercat.people.name_blocks import ROW, file_names, forget_names, last_filed

NAMES = st.lists(st.sampled_from(["ada", "ada lovelace", "jun li", "j li", "…", "bo"]), max_size=9)


@pytest.fixture(scope="module")
def store() -> Iterator[sqlite3.Connection]:
    with writing(Path(":memory:")) as db:
        yield db


def add(db: sqlite3.Connection, names: list[str]) -> None:
    for name in names:
        db.execute("INSERT INTO names (name, person_id, folded) VALUES (?1, 1, ?1)", (name,))


@given(old=NAMES, new=NAMES)
def test_only_what_is_new_is_filed(
    store: sqlite3.Connection, old: list[str], new: list[str]
) -> None:
    store.execute("DELETE FROM name_blocks")
    store.execute("DELETE FROM names")
    store.execute("INSERT OR IGNORE INTO people VALUES (1, '', '')")
    add(store, old)
    file_names(store, last_filed(store))
    add(store, new)
    filed = file_names(store, last_filed(store))
    with_blocks = {name for name in new if " " in name}
    assert set(filed) & with_blocks == with_blocks - set(old)
    assert not set(filed) & {name for name in old if " " in name}


def test_nothing_is_left_of_a_name_that_is_forgotten() -> None:
    with writing(Path(":memory:")) as db:
        db.execute("INSERT INTO people VALUES (1, '', '')")
        add(db, ["ada lovelace", "j li"])
        file_names(db, 0)
        forget_names(db, [("ada lovelace", 1)])
        left = db.execute("SELECT DISTINCT place & ? FROM name_blocks", (ROW,)).fetchall()
        assert left == [(2,)]
        forget_names(db, [("j li", 2)])
        assert db.execute("SELECT * FROM name_blocks").fetchall() == []
