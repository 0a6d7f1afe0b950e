"""What is in the catalogue, counted."""

import sqlite3
from collections.abc import Sequence

TOTALS = {
    "papers": "SELECT count(*) FROM papers",
    "people": "SELECT count(*) FROM people",
    "names": "SELECT count(*) FROM names",
    "authorships stated": "SELECT count(*) FROM authorships WHERE slot > 0",
    "authorships inferred": "SELECT count(*) FROM authorships WHERE slot < 0",
    "categories": "SELECT count(*) FROM categories",
    "organisations": "SELECT count(*) FROM organisations",
    "conferences": "SELECT count(*) FROM conferences",
    "posts": "SELECT count(*) FROM posts",
    "mentions": "SELECT count(*) FROM mentions",
    "sources": "SELECT count(*) FROM sources",
    "doubts": "SELECT count(*) FROM doubts",
}
PER_YEAR = """
SELECT coalesce(substr(published, 1, 4), 'unknown') AS year, count(*)
FROM papers GROUP BY year ORDER BY year DESC
"""
PER_CATEGORY = """
SELECT c.code, c.name, count(*) AS papers
FROM paper_categories AS pc JOIN categories AS c ON c.id = pc.category_id
WHERE pc.position = 1 GROUP BY c.id ORDER BY papers DESC, c.code
"""


def totals(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """(what, how many)."""
    return [(what, db.execute(query).fetchone()[0]) for what, query in TOTALS.items()]


def per_year(db: sqlite3.Connection) -> Sequence[tuple[str, int]]:
    """(year, papers), the last year first."""
    return db.execute(PER_YEAR).fetchall()


def per_category(db: sqlite3.Connection) -> Sequence[tuple[str, str | None, int]]:
    """(code, name, papers of which it is the primary category)."""
    return db.execute(PER_CATEGORY).fetchall()
