"""Searches kept under a name, and how far each has been seen.

What is new since all that a search finds was last shown are the papers that only sources
imported since then have: no clock has to be right for that.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from papercat.catalogue.connection import SAFE, explained, version_of
from papercat.catalogue.schema import migration_files
from papercat.errors import CatalogueUnusable, NothingFound
from papercat.search.field_sql import Condition

SAVE = """
INSERT INTO saved_searches (name, query, last_source)
VALUES (?, ?, (SELECT coalesce(max(id), 0) FROM sources))
ON CONFLICT (name) DO UPDATE SET query = excluded.query, last_source = excluded.last_source
"""
SEEN = "UPDATE saved_searches SET last_source = ? WHERE name = ? AND last_source < ?"
NEWEST_SOURCE = "SELECT coalesce(max(id), 0) FROM sources"
FIND = "SELECT name, query, last_source FROM saved_searches WHERE name = ?"
ALL = "SELECT name, query, last_source FROM saved_searches ORDER BY name"
ADDED_SINCE = """{row} IN (SELECT paper_id FROM paper_sources WHERE source_id > ?)
AND NOT EXISTS (SELECT 1 FROM paper_sources WHERE paper_id = {row} AND source_id <= ?)"""
TRIGGERS = (
    "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'saved_searches'"
)

_WAIT = 10
"""seconds"""


class SavedSearch(NamedTuple):
    """A query under a name."""

    name: str
    query: str
    last_source: int
    """the newest source when all that it finds was last shown"""

    @property
    def unseen(self) -> Condition:
        """What was added since then."""
        return Condition(ADDED_SINCE, (self.last_source, self.last_source))


@contextmanager
def noting(path: Path) -> Iterator[sqlite3.Connection]:
    """The catalogue for a note of this kind; it must be there and of this version.

    Raises CatalogueUnusable.
    """
    with explained(path), closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as db:
        db.executescript(SAFE)
        if version_of(db, path) < len(migration_files()):
            raise CatalogueUnusable(f"{path}: made by an older papercat; import something first")
        if db.execute(TRIGGERS).fetchone()[0]:
            raise CatalogueUnusable(f"{path}: has triggers that papercat did not make")
        yield db


def save_search(db: sqlite3.Connection, name: str, query: str) -> None:
    """Keep a query under a name; one that has the name already is replaced."""
    db.execute(SAVE, (name, query))


def saved_search(db: sqlite3.Connection, name: str) -> SavedSearch:
    """The search of that name. Raises NothingFound."""
    row = db.execute(FIND, (name,)).fetchone()
    if row is None:
        names = ", ".join(f"@{each.name}" for each in saved_searches(db)) or "none yet"
        raise NothingFound(f"no saved search @{name}; there are {names}")
    return SavedSearch(*row)


def saved_searches(db: sqlite3.Connection) -> list[SavedSearch]:
    """All of them, by name."""
    return [SavedSearch(*row) for row in db.execute(ALL)]


def newest_source(db: sqlite3.Connection) -> int:
    """The number of the source that was imported last."""
    newest: int = db.execute(NEWEST_SOURCE).fetchone()[0]
    return newest


def mark_seen(db: sqlite3.Connection, name: str, source: int) -> None:
    """Note that a search has shown everything up to a source."""
    db.execute(SEEN, (source, name, source))
