"""Writing, forgetting, rebuilding and checking the full-text indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import in_memory
from sqlite_utils import Database

from papercat.catalogue.connection import transaction
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import keys_of
from papercat.papers.model import Author, Paper
from papercat.search.full_text import (
    forget_papers,
    index_faults,
    index_papers,
    rebuild_index,
)
from papercat.search.query_reader import parse
from papercat.search.search_papers import Order, Search

PAPERS = (
    Paper("Chess with Networks", 1, key="chess", abstract="We play chess.",
          authors=(Author("Lena Vogel"),), ids=(("arxiv", "1"),)),
    Paper("Garden Paths", 2, key="garden", abstract="Networks of roses.",
          authors=(Author("Ola Berge"), Author("Simon Osindero", "inferred"))),
)  # fmt: skip


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """A catalogue of two papers."""
    with in_memory() as db:
        with transaction(db):
            load_document(db, "listing.txt", "1", "listing", PAPERS)
        yield db


def found(db: sqlite3.Connection, query: str) -> list[str]:
    return list(keys_of(db, Search(db, parse(query)).ids(Order())))


def paper_id(db: sqlite3.Connection, key: str) -> int:
    row: tuple[int] = db.execute("SELECT id FROM papers WHERE key = ?", (key,)).fetchone()
    return row[0]


def set_comment(db: sqlite3.Connection, key: str, comment: str) -> None:
    row = paper_id(db, key)
    forget_papers(db, [row])
    db.execute("UPDATE papers SET comment = ? WHERE id = ?", (comment, row))
    index_papers(db, [row])


def test_comments_are_searched_below_everything_else(db: sqlite3.Connection) -> None:
    set_comment(db, "chess", "12 pages about roses")
    assert found(db, "roses") == ["garden", "chess"]
    assert found(db, "comment:pages") == ["chess"]
    assert found(db, '"roses"') == ["garden"]
    assert list(index_faults(db)) == []


def test_a_paper_is_found_by_a_title_that_another_source_gives(db: sqlite3.Connection) -> None:
    other = Paper("Mastering a Board Game", 1, abstract="We play chess.", ids=(("arxiv", "1"),))
    with transaction(db):
        load_document(db, "other.txt", "2", "listing", [other])
    assert found(db, "mastering") == found(db, "title:board") == found(db, "chess") == ["chess"]
    assert list(index_faults(db)) == []


def test_words_of_inferred_authors_find_a_paper_with_other_words(db: sqlite3.Connection) -> None:
    assert found(db, "garden osindero") == ["garden"]


def test_a_forgotten_paper_is_not_found(db: sqlite3.Connection) -> None:
    forget_papers(db, [paper_id(db, "chess")])
    assert found(db, "networks") == ["garden"]
    forget_papers(db, [paper_id(db, "chess"), 999])
    index_papers(db, [paper_id(db, "chess")])
    assert found(db, "networks") == ["chess", "garden"]
    assert list(index_faults(db)) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE papers SET title = 'Chess without Networks'",
        "UPDATE papers SET abstract = 'We play goes.' WHERE key = 'chess'",
        "DELETE FROM papers WHERE key = 'chess'",
        "DELETE FROM titles_fts_docsize",
        "DELETE FROM papers_fts_data WHERE id > 10",
    ],
)
def test_an_index_that_differs_is_reported_and_rebuilt(db: sqlite3.Connection, change: str) -> None:
    db.execute(change)
    assert list(index_faults(db))
    rebuild_index(db)
    assert list(index_faults(db)) == []


def test_sqlite_utils_finds_the_index_without_being_told(db: sqlite3.Connection) -> None:
    papers = Database(db).table("papers")
    assert papers.detect_fts() == "papers_fts"
    assert [row["key"] for row in papers.search("garden paths")] == ["garden"]


@settings(max_examples=25)
@given(titles=st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_any_text_is_indexed_and_forgotten_without_a_trace(titles: list[str]) -> None:
    with in_memory() as db, transaction(db):
        for number, title in enumerate(titles, 1):
            shown = title.replace("\0", " ").encode("utf-8", "replace").decode()
            db.execute(
                "INSERT INTO papers (id, key, title) VALUES (?, ?, ?)",
                (number, str(number), shown),
            )
        numbers = range(1, len(titles) + 1)
        index_papers(db, numbers)
        assert list(index_faults(db)) == []
        forget_papers(db, numbers)
        db.execute("DELETE FROM papers")
        assert list(index_faults(db)) == []
