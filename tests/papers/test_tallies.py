"""The counts that are kept say what counting would, whatever happens to papers."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from papercat.papers.tallies import recount

from papercat.catalogue.writing import transaction, writing
from papercat.importing import prepared
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Paper
from papercat.papers.stats import per_category, per_year, totals
from papercat.papers.subjects import list_categories

PAPERS = [
    Paper(
        title=f"Title number {number}",
        line=number,
        authors=(Author(f"Jane {chr(65 + number % 7)}. Doe"), Author("John Roe")),
        authors_truncated=number % 2 == 0,
        published=f"20{10 + number % 5}-05-06" if number % 4 else None,
        categories=("cs.CV", "cs.LG") if number % 3 else ("cs.LG",),
        ids=(("arxiv", f"2001.{number:05}"),),
    )
    for number in range(1, 41)
]


@pytest.fixture(params=["small", "large"])
def store(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[sqlite3.Connection]:
    """A catalogue that takes forty papers for a few, or for a large load into an empty one."""
    if request.param == "large":
        monkeypatch.setattr(prepared, "AT_ONCE", 10)
    with writing(Path(":memory:")) as db:
        yield db


def load_papers(db: sqlite3.Connection, papers: list[Paper]) -> None:
    with transaction(db):
        load_document(db, "papers.jsonl", "0" * 64, "jsonl", papers)


def everything_counted(db: sqlite3.Connection) -> list[object]:
    return [totals(db), per_year(db), per_category(db), list_categories(db)]


def in_step(db: sqlite3.Connection) -> bool:
    kept = everything_counted(db)
    recount(db)
    return kept == everything_counted(db)


def test_papers_come(store: sqlite3.Connection) -> None:
    load_papers(store, PAPERS)
    assert dict(totals(store))["papers"] == len(PAPERS)
    assert sum(count for _, count in per_year(store)) == len(PAPERS)
    assert [row[0] for row in list_categories(store)] == ["cs.LG", "cs.CV"]
    assert in_step(store)


def test_papers_change(store: sqlite3.Connection) -> None:
    load_papers(store, PAPERS)
    more = (Author("Ann Other"), Author("Jane Doe"), Author("John Roe"))
    load_papers(
        store,
        [
            replace(
                paper, authors=more, published=paper.published or "1999-01", categories=("math.AG",)
            )
            for paper in PAPERS[::3]
        ],
    )
    assert in_step(store)


def test_papers_go(store: sqlite3.Connection) -> None:
    load_papers(store, PAPERS)
    store.execute("DELETE FROM papers WHERE id % 3 = 0 OR published IS NULL")
    assert in_step(store)


def test_a_large_load_leaves_the_schema_as_it_was(store: sqlite3.Connection) -> None:
    everything = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    before = store.execute(everything).fetchall()
    load_papers(store, PAPERS)
    assert store.execute(everything).fetchall() == before


def test_every_index_is_in_step_after_any_load(store: sqlite3.Connection) -> None:
    load_papers(store, PAPERS)
    load_papers(store, [replace(PAPERS[3], abstract="Now there is one."), *PAPERS[:9]])
    virtual = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'"
    names = [name for (name,) in store.execute(virtual)]
    assert {"papers_fts", "titles_fts", "names_fts"} <= set(names)
    for name in names:
        store.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608  names of the schema


def test_names_are_found_after_any_load(store: sqlite3.Connection) -> None:
    load_papers(store, PAPERS)
    found = store.execute("SELECT count(*) FROM names_fts WHERE names_fts MATCH 'doe'").fetchone()
    assert found == (7,)
