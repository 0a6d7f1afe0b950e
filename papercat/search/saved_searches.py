"""Searches saved under a name, and how much of each has been shown.

New in a saved search are the papers that only sources imported since then have: no clock
has to be right for that.
"""

import sqlite3
from dataclasses import dataclass

from papercat.errors import NothingFound, UsageError
from papercat.search.conditions import Condition

SAVE = """
INSERT INTO saved_searches (name, query, last_source)
VALUES (?, ?, (SELECT coalesce(max(id), 0) FROM sources))
ON CONFLICT (name) DO UPDATE SET query = excluded.query, last_source = excluded.last_source
"""
SEEN = "UPDATE saved_searches SET last_source = ? WHERE name = ? AND last_source < ?"
DELETE = "DELETE FROM saved_searches WHERE name = ?"
RENAME = "UPDATE saved_searches SET name = ? WHERE name = ?"
NEWEST_SOURCE = "SELECT coalesce(max(id), 0) FROM sources"
FIND = "SELECT name, query, last_source FROM saved_searches WHERE name = ?"
ALL = "SELECT name, query, last_source FROM saved_searches ORDER BY name"
ADDED_SINCE = """{row} IN (SELECT paper_id FROM paper_sources WHERE source_id > ?)
AND NOT EXISTS (SELECT 1 FROM paper_sources WHERE paper_id = {row} AND source_id <= ?)"""

WAIT = 10
"""seconds that a search waits for a running import"""


@dataclass(frozen=True)
class SavedSearch:
    """A query under a name."""

    name: str
    query: str
    last_source: int
    """the newest source when all results were last shown"""

    @property
    def unseen(self) -> Condition:
        """The condition for papers added since then."""
        return Condition(ADDED_SINCE, (self.last_source, self.last_source))


def save_search(db: sqlite3.Connection, name: str, query: str, *, force: bool) -> None:
    """Save a query under a name.

    Raises UsageError if another query has the name, unless `force` replaces it.
    """
    row = db.execute(FIND, (name,)).fetchone()
    if row and row[1] != query and not force:
        raise UsageError(f"@{name} is already {row[1]!r}; --force replaces it")
    db.execute(SAVE, (name, query))


def delete_search(db: sqlite3.Connection, name: str) -> None:
    """Delete a saved search. Raises NothingFound."""
    saved_search(db, name)
    db.execute(DELETE, (name,))


def rename_search(db: sqlite3.Connection, name: str, new: str) -> None:
    """Give a saved search another name. Raises NothingFound, or UsageError if it is taken."""
    saved_search(db, name)
    if name != new and db.execute(FIND, (new,)).fetchone():
        raise UsageError(f"@{new} exists; delete it first: papercat search --delete {new}")
    db.execute(RENAME, (new, name))


def saved_search(db: sqlite3.Connection, name: str) -> SavedSearch:
    """Find the search of a name. Raises NothingFound."""
    row = db.execute(FIND, (name,)).fetchone()
    if row is None:
        names = ", ".join([f"@{each.name}" for each in saved_searches(db)]) or "none yet"
        raise NothingFound(f"no saved search @{name}; saved are: {names}")
    return SavedSearch(*row)


def saved_searches(db: sqlite3.Connection) -> list[SavedSearch]:
    """List all saved searches by name."""
    return [SavedSearch(*row) for row in db.execute(ALL)]


def newest_source(db: sqlite3.Connection) -> int:
    """Return the id of the source that was imported last."""
    newest: int = db.execute(NEWEST_SOURCE).fetchone()[0]
    return newest


def mark_seen(db: sqlite3.Connection, name: str, source: int) -> None:
    """Record that a search has shown everything up to a source."""
    db.execute(SEEN, (source, name, source))
