"""A query that a search compiles walks through no large table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from papercat.catalogue.migrate import migrate
from papercat.search.query_reader import parse
from papercat.search.search_papers import Order, Search

LARGE = re.compile(
    r"SCAN (paper|papers|p|names|n|people|person|authorships|a|identifiers|i|paper_\w+|p[cso])\b"
    r"(?! (VIRTUAL|USING COVERING INDEX|USING INDEX papers_with))"
)


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """An empty catalogue."""
    with sqlite3.connect(":memory:", isolation_level=None) as db:
        migrate(db)
        yield db


@pytest.mark.parametrize(
    "query",
    ["graph", "graph category:cs.LG", "graph author:x", "graph year:2020 has:code", "author:x",
     "graph OR author:x", "key:x", "id:x*", "C++", "-graph", "title:graph -has:doubts"],
)  # fmt: skip
def test_a_compiled_query_walks_through_no_large_table(db: sqlite3.Connection, query: str) -> None:
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    Search(db, parse(query)).ids(Order())
    db.set_trace_callback(None)
    papers = [sql for sql in asked if "papers" in sql and not sql.startswith("--")]
    assert papers
    for sql in papers:
        steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in steps if LARGE.match(step)], sql
