"""No question scans a large table: SQLite's plan of every query constant is looked at."""

import ast
import re
import sqlite3
from collections.abc import Iterator

import pytest
from running import ROOT, in_memory

from papercat.papers.paper_rows import READ
from papercat.papers.statements import IDS_WITH

PACKAGE = ROOT / "papercat"
LARGE = {
    "papers",
    "authorships",
    "names",
    "people",
    "identifiers",
    "paper_categories",
    "paper_organisations",
    "paper_sources",
    "name_blocks",
    "spellings",
    "variants",
    "inferences",
    "doubts",
}
ALLOWED = {
    "deriving.repair.OTHER_AUTHORS": "looks at everything, as it is asked to",
    "deriving.repair.OTHER_CATEGORIES": "the same",
    "deriving.repair.PAPERS_WITHOUT_STATEMENT": "the same",
    "papers.find_paper.COUNT": "counts the rows of an index",
    "papers.subjects.TOTALS[papers]": "the same",
    "papers.subjects.TOTALS[authorships stated]": "counts everything, for the command stats",
    "papers.subjects.TOTALS[authorships inferred]": "the same",
    "papers.subjects.PER_YEAR": "the same",
    "papers.subjects.PER_CATEGORY": "the same",
    "people.identity.COUNT_GROUPED": "stops at a number of names",
    "people.identity.LEFT_OVER": "groups everybody",
    "people.identity.NAMES_ON_PAPERS": "the same",
    "people.name_store.ALL_MET_IN_BLOCKS": "the same",
    "search.full_text.ALL_PAPERS": "indexes every paper again",
    "search.search_papers.PAPERS": "walks through a small index as far as a limit",
    "search.search_papers.BY_DATE": "the same",
    "people.doubts.LINES": "a list of every doubt",
    "papers.subjects.DOUBTS": "counts every doubt, few beside the papers",
    "exporting.flat_papers.FLAT": "looks once for names with a comma",
    "people.namesake_rows.ALL_TWO_WORDS": "tells everybody's namesakes apart again",
    "people.namesake_rows.ALL_NUMBERED": "the same",
    "people.author_pages.LIST": "counts everybody's papers, within two indices",
    "papers.paper_rows.ALL_IDS": "an export of everything",
    "papers.subjects.TOTALS[people]": "counts the rows of small pages",
    "papers.subjects.TOTALS[names]": "the same, in an index",
    "papers.subjects.ORGANISATIONS": "only listings name organisations, so there are few",
}
"""constant → why it may look at everything"""


def constants() -> Iterator[tuple[str, str]]:
    """(module.NAME, SQL) of every query that stands as a constant in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
            name = f"{module}.{node.targets[0].id}"
            if isinstance(node.value, ast.Dict):
                for key, value in zip(node.value.keys, node.value.values, strict=True):
                    query = query_of(value)
                    if query and key:
                        yield f"{name}[{ast.literal_eval(key)}]", query
            elif query := query_of(node.value):
                yield name, query


def query_of(value: ast.expr) -> str | None:
    """Return the SQL of a constant that is a query."""
    if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
        return None
    if re.search(r"\{\w*\}", value.value):  # a template, for an index or a table of a post
        return None
    return value.value if re.match(r"\s*(SELECT|WITH)\s", value.value) else None


QUERIES = dict(constants())


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    with in_memory() as db:
        db.execute("CREATE TEMP TABLE to_index (id INTEGER PRIMARY KEY)")
        yield db


def plan(db: sqlite3.Connection, query: str) -> list[str]:
    """The steps by which SQLite would answer; any values do."""
    for count in range(9):
        try:
            return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", ("1",) * count)]
        except sqlite3.ProgrammingError:
            continue
    raise ValueError(query)


def scans(db: sqlite3.Connection, query: str) -> list[str]:
    """The steps that walk through all of a large table or of an index of it."""
    names = {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", query)}
    found = (re.match(r"SCAN (\w+)", step) for step in plan(db, query))
    return [each[0] for each in found if each and names.get(each[1], each[1]) in LARGE]


def test_what_may_look_at_everything_is_still_there() -> None:
    assert set(QUERIES) >= set(ALLOWED)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_no_scan(empty: sqlite3.Connection, name: str) -> None:
    found = scans(empty, QUERIES[name])
    assert bool(found) == (name in ALLOWED), found


@pytest.mark.parametrize("query", [*READ.values(), *IDS_WITH.values()])
def test_no_scan_in_a_query_that_is_made_of_names(empty: sqlite3.Connection, query: str) -> None:
    assert scans(empty, query) == []
