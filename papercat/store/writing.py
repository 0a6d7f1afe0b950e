"""Opening the catalogue file for changes: made and brought up to date first."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from papercat.store.connection import SAFE, connect_reading, explained, version_of
from papercat.store.migrate import migrate
from papercat.store.schema import migration_files
from papercat.store.strangers import refuse_planted

_WAIT = 600
"""seconds: another import may be a long one, and waiting beats failing"""

_FOR_WRITING = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -65536;
"""


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """The catalogue for changes, in autocommit mode: callers begin their transactions.

    Raises CatalogueUnusable where it can't be made or written, is something else,
    or is from a newer papercat, before anything of it is changed.
    """
    with explained(path):
        if str(path) != ":memory:":
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and (path.is_dir() or path.stat().st_size):
                with closing(connect_reading(path)) as old:
                    version_of(old, path)
        with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as db:
            db.executescript(_FOR_WRITING + SAFE)
            if db.execute("PRAGMA user_version").fetchone()[0] < len(migration_files()):
                migrate(db)
            refuse_planted(db, path)
            yield db


@contextmanager
def transaction(db: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """All of it or nothing of it. With `keep=False`, nothing: a trial. May be nested."""
    begin, commit, rollback = (
        ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")
        if db.in_transaction
        else ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
    )
    db.execute(begin)
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite has rolled back by itself when the disk is full
            db.execute(rollback)
        raise
    db.execute(commit if keep else rollback)
