"""Opening the catalogue file for changes: made and brought up to date first."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from papercat.catalogue.connection import (
    SAFE,
    connect_reading,
    explained,
    is_blank,
    refuse_missing,
    version_of,
)
from papercat.catalogue.schema import migration_files
from papercat.catalogue.strangers import refuse_planted
from papercat.later import Later

_MIGRATE = Later("papercat.catalogue.migrate")  # with sqlite-utils
_WAIT = 600
"""seconds: another import may be a long one, and waiting beats failing"""
_AGAIN = 0.02
"""seconds between two tries of what SQLite does not wait for by itself"""

_FOR_WRITING = "PRAGMA cache_size = -65536"
_LOGGED = "PRAGMA journal_mode = WAL"
_CHECKED = "PRAGMA foreign_keys = ON"
_UNCHECKED = "PRAGMA foreign_keys = OFF"
_SYNCED_BY_THE_LOG = "PRAGMA synchronous = NORMAL"  # without a log it takes more to be durable
# Within one transaction another one keeps the pages it changes, in memory as a list that
# is walked from its beginning: an import of 30,000 papers took twenty times as long.
_JOURNAL_ON_DISK = "PRAGMA temp_store = FILE"
ANY_PAPER = "SELECT 1 FROM papers LIMIT 1"


@contextmanager
def writing(path: Path, *, keep: bool = True) -> Iterator[sqlite3.Connection]:
    """The catalogue for changes, in autocommit mode: callers begin their transactions.

    With `keep=False` it is all a trial, bringing the catalogue up to date too; of one that
    can't be written, a copy is tried.

    Raises CatalogueUnusable where it can't be made or written, is something else,
    or is from a newer papercat, before anything of it is changed.
    """
    with explained(path):
        if str(path) != ":memory:":
            path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_opened(path, keep=keep)) as db:
            db.executescript(SAFE)
            if not keep:
                db.execute(_JOURNAL_ON_DISK)
                with transaction(db, keep=False):
                    _bring_up_to_date(db, path)
                    yield db
                return
            with transaction(db):
                _bring_up_to_date(db, path)
            db.execute(_FOR_WRITING)
            if db.execute(ANY_PAPER).fetchone():
                _keep_readers_waiting_less(db)
            yield db
            use_log(db)


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """A catalogue that is there, for changes and within one transaction.

    Raises CatalogueUnusable as `writing` does, and where there is no catalogue yet.
    """
    refuse_missing(path)
    with writing(path) as db, transaction(db):
        yield db


def _opened(path: Path, *, keep: bool) -> sqlite3.Connection:
    writable = all(os.access(place, os.W_OK) for place in (path, path.parent))
    if keep or writable or not path.exists():
        return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    copy = sqlite3.connect("", isolation_level=None)  # which SQLite keeps where it likes
    with closing(connect_reading(path)) as db:
        db.backup(copy)
    return copy


def _bring_up_to_date(db: sqlite3.Connection, path: Path) -> None:
    """Make or migrate the catalogue, alone with it: of several imports one does."""
    if not is_blank(db):
        version_of(db, path)
    if db.execute("PRAGMA user_version").fetchone()[0] < len(migration_files()):
        _MIGRATE.migrate(db)
    refuse_planted(db, path)  # what a planted trigger did till now is undone with the rest


def _keep_readers_waiting_less(db: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, which SQLite refuses rather than waits for others."""
    for _ in range(int(_WAIT / _AGAIN)):
        if use_log(db):
            return
        time.sleep(_AGAIN)


def use_log(db: sqlite3.Connection) -> bool:
    """Switch to a write-ahead log if nobody else is there; whether that is so now.

    A catalogue without papers is filled without one: a log would be as large as all that
    comes in, written twice and kept track of in memory, and there is nothing yet to read.
    """
    if db.in_transaction:
        return False
    try:
        db.execute(_LOGGED)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    db.execute(_SYNCED_BY_THE_LOG)
    return True


@contextmanager
def loading(db: sqlite3.Connection) -> Iterator[None]:
    """A transaction for an import, whose rows refer to others that it has just seen or made.

    While a catalogue gets its first papers, a fifteenth of the time would go into looking
    each of those up again for the foreign key's sake. Within a transaction it can't be chosen.
    """
    if not db.in_transaction and not db.execute(ANY_PAPER).fetchone():
        db.execute(_UNCHECKED)
    try:
        with transaction(db):
            yield
    finally:
        db.execute(_CHECKED)
    use_log(db)


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
