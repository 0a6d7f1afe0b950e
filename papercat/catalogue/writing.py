"""Open the catalogue for changes; it is made or brought up to date first."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from papercat.catalogue.connection import (
    SAFE,
    connect_reading,
    explained,
    is_blank,
    refuse_missing,
    version_of,
)
from papercat.catalogue.migrate import bring_up_to_date
from papercat.catalogue.untrusted_schema import refuse_planted

_WAIT = 600
"""Seconds that a writer waits for another one. Another import may take long, and waiting
is better than failing."""

# In write-ahead mode readers go on while an import writes. It also syncs less often.
_FOR_WRITING = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -32768;
"""
# A dry run is one transaction around others. SQLite then keeps changed pages in a list,
# which is slow in memory.
_JOURNAL_ON_DISK = "PRAGMA temp_store = FILE"


@contextmanager
def writing(path: Path, *, keep: bool = True, wait: float = _WAIT) -> Iterator[sqlite3.Connection]:
    """Open the catalogue for changes, in autocommit mode; callers begin their transactions.

    With `keep=False`, everything is rolled back in the end, and a catalogue that can't be
    written is copied to memory first. `wait` is the number of seconds to wait for other
    writers.

    Raises CatalogueUnusable, before anything is changed, if the catalogue can't be made or
    written, is another kind of file, or is from a newer papercat.
    """
    with explained(path):
        if keep and str(path) != ":memory:":
            path.parent.mkdir(parents=True, exist_ok=True)
            _create_private(path)
        with closing(_open(path, keep=keep, wait=wait)) as db:
            db.executescript(SAFE)
            if keep:
                with transaction(db):
                    _make_current(db, path)
                with suppress(sqlite3.OperationalError):  # others use it in another mode
                    db.executescript(_FOR_WRITING)
                yield db
                return
            db.execute(_JOURNAL_ON_DISK)
            with transaction(db, keep=False):
                _make_current(db, path, keep=False)
                yield db


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an existing catalogue for changes, within one transaction.

    Raises CatalogueUnusable like `writing`, and if there is no catalogue yet.
    """
    refuse_missing(path)
    with writing(path) as db, transaction(db):
        yield db


def _create_private(path: Path) -> None:
    """Create a missing file so that only its owner can read it."""
    if path.exists():  # SQLite alone opens a catalogue that exists
        return
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _open(path: Path, *, keep: bool, wait: float) -> sqlite3.Connection:
    writable = all(os.access(place, os.W_OK) for place in (path, path.parent))
    if keep or writable or not path.exists():
        return sqlite3.connect(path, timeout=wait, isolation_level=None)
    copy = sqlite3.connect("", isolation_level=None)  # a temporary database
    with closing(connect_reading(path)) as db:
        db.backup(copy)
    return copy


def _make_current(db: sqlite3.Connection, path: Path, *, keep: bool = True) -> None:
    """Make or migrate the catalogue. The caller's transaction keeps others out."""
    if not is_blank(db):
        version_of(db, path)
    bring_up_to_date(db, path, keep=keep)
    refuse_planted(db, path)  # the rollback undoes what a planted trigger has done so far


@contextmanager
def transaction(db: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """Commit everything or nothing. With `keep=False`, roll back. May be nested."""
    begin, commit, rollback = "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
    if db.in_transaction:
        begin, commit, rollback = "SAVEPOINT part", "RELEASE part", "ROLLBACK TO part"
    db.execute(begin)
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite rolls back by itself if the disk is full
            db.execute(rollback)
        raise
    db.execute(commit if keep else rollback)
