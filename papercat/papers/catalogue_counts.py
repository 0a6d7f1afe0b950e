"""Counts of the catalogue."""

import sqlite3
from collections.abc import Sequence

STATED = "SELECT count(*) FROM authorships WHERE slot > 0"
INFERRED = "SELECT count(*) FROM authorships WHERE slot < 0"
DOUBTS = """
SELECT (SELECT count(*) FROM doubts) + (SELECT count(*) FROM name_doubts)
       + (SELECT count(*) FROM paper_doubts)
"""
TOTALS = {
    "papers": "SELECT count(*) FROM papers",
    "people": "SELECT count(*) FROM people",
    "names": "SELECT count(*) FROM names",
    "authorships stated": STATED,
    "authorships inferred": INFERRED,
    "categories": "SELECT count(*) FROM categories",
    "organisations": "SELECT count(*) FROM organisations",
    "conferences": "SELECT count(*) FROM conferences",
    "posts": "SELECT count(*) FROM posts",
    "mentions": "SELECT count(*) FROM mentions",
    "sources": "SELECT count(*) FROM sources",
    "doubts": DOUBTS,
}
PER_YEAR = "SELECT key, count FROM tallies WHERE kind = 'year' AND count > 0 ORDER BY key DESC"
PER_CATEGORY = """
SELECT c.code, c.name, t.count FROM tallies AS t JOIN categories AS c ON c.id = t.key
WHERE t.kind = 'primary category' AND t.count > 0 ORDER BY t.count DESC, c.code
"""


def totals(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """(what, how many)."""
    return [(what, db.execute(query).fetchone()[0]) for what, query in TOTALS.items()]


def count_doubts(db: sqlite3.Connection) -> int:
    """Count the doubts about papers and people."""
    return int(db.execute(DOUBTS).fetchone()[0])


def per_year(db: sqlite3.Connection) -> Sequence[tuple[str, int]]:
    """(year, papers), the last year first."""
    return db.execute(PER_YEAR).fetchall()


def per_category(db: sqlite3.Connection) -> Sequence[tuple[str, str | None, int]]:
    """(code, name, papers of which it is the primary category)."""
    return db.execute(PER_CATEGORY).fetchall()
