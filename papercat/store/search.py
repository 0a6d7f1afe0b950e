"""Ranked search over the full-text indexes."""

import re
import sqlite3
from collections.abc import Sequence

RANKED = """
SELECT rowid FROM papers_fts WHERE papers_fts MATCH ? ORDER BY rank, rowid DESC LIMIT ? OFFSET ?
"""
COUNT = "SELECT count(*) FROM papers_fts WHERE papers_fts MATCH ?"
POSTS_RANKED = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? ORDER BY rank, rowid LIMIT ?"

_TOKEN = re.compile(r"[^\W_]+")


def match_all(words: Sequence[str]) -> str | None:
    """An FTS5 query for papers with every word, each quoted; None where no word is left."""
    phrases = [" ".join(_TOKEN.findall(word)) for word in words]
    return " AND ".join(f'"{phrase}"' for phrase in phrases if phrase) or None


def ranked(db: sqlite3.Connection, match: str, limit: int, offset: int = 0) -> list[int]:
    """The ids of the papers that match best: title over authors over abstract, then the newest."""
    return [row[0] for row in db.execute(RANKED, (match, limit, offset))]


def count_matches(db: sqlite3.Connection, match: str) -> int:
    """How many papers match."""
    count: int = db.execute(COUNT, (match,)).fetchone()[0]
    return count
