"""No question that a search asks walks through a large table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from types import ModuleType

import pytest

from papercat.query import parse
from papercat.store import completion, highlight, saved_searches, search, search_fields, similar
from papercat.store import suggest as suggestions
from papercat.store.migrate import migrate
from papercat.store.search import Order, Search

MODULES = (completion, highlight, saved_searches, search, search_fields, similar, suggestions)
LARGE = re.compile(
    r"SCAN (paper|papers|p|names|n|people|person|authorships|a|identifiers|i|paper_\w+|p[cso]|"
    r"spellings|s)\b(?! (VIRTUAL|USING (COVERING )?INDEX papers_with))"
)
WALKED = {"COUNT"}
"""questions about all papers, which an index answers"""


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """An empty catalogue."""
    with sqlite3.connect(":memory:", isolation_level=None) as db:
        migrate(db)
        yield db


def constants(module: ModuleType) -> Iterator[tuple[str, str]]:
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, str) and "SELECT" in value and name not in WALKED:
            yield name, value


def plan(db: sqlite3.Connection, sql: str) -> list[str]:
    numbered = max(map(int, re.findall(r"\?(\d+)", sql)), default=0)
    values = (1,) * (numbered or sql.count("?"))
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


QUESTIONS = [each for module in MODULES for each in constants(module)]


def whole(sql: str) -> str:
    """A condition as part of a question; a question as it is."""
    around = "SELECT 1 FROM papers AS paper WHERE paper.id = 1 AND "
    return around + sql.replace("{row}", "paper.id") if "{row}" in sql else sql


@pytest.mark.parametrize(
    "sql",
    [pytest.param(whole(sql), id=name) for name, sql in [*QUESTIONS, *search_fields.HAS.items()]],
)
def test_a_question_reads_only_what_it_needs(db: sqlite3.Connection, sql: str) -> None:
    assert not [step for step in plan(db, sql) if LARGE.match(step)]


@pytest.mark.parametrize(
    "query",
    ["graph", "graph category:cs.LG", "graph author:x", "graph year:2020 has:code", "author:x",
     "graph OR author:x", "key:x", "id:x*", "C++", "-graph", "title:graph -has:doubts"],
)  # fmt: skip
def test_a_compiled_query_does_too(db: sqlite3.Connection, query: str) -> None:
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    Search(db, parse(query)).ids(Order())
    db.set_trace_callback(None)
    papers = [sql for sql in asked if "papers" in sql and not sql.startswith("--")]
    assert papers
    for sql in papers:
        steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in steps if LARGE.match(step)], sql
