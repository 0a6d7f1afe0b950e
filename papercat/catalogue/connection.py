"""Open the catalogue for reading or for changes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path

from papercat.catalogue.schema import (
    APPLICATION_ID,
    FORMER_APPLICATION_ID,
    migration_files,
    refuse_planted,
    refuse_planted_views,
)
from papercat.catalogue.sqlite_file import DAMAGED, READ_WAIT, SAFE, connect_reading, explained
from papercat.errors import CatalogueUnusable
from papercat.terminal import say

_WRITE_WAIT = 600
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

_NONE_YET = "{}: no catalogue yet; make one with: papercat import FILE…"


def refuse_missing(path: Path) -> None:
    """Raise CatalogueUnusable if there is no file, or an empty one as a crash may leave."""
    if not path.exists() or not path.stat().st_size:
        raise CatalogueUnusable(_NONE_YET.format(path))


@contextmanager
def reading(path: Path, *, older: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the catalogue for queries; creates nothing.

    A catalogue of an older version is brought up to date first, or opened as it is with
    `older`. Raises CatalogueUnusable if there is no catalogue, it can't be read, or it is
    another kind of file or of a newer version.
    """
    refuse_missing(path)
    with explained(path), ExitStack() as opened:
        db = opened.enter_context(closing(connect_reading(path)))
        if is_blank(db):
            raise CatalogueUnusable(_NONE_YET.format(path))
        if version_of(db, path) < len(migration_files()) and not older:
            opened.close()
            _update(path)
            db = opened.enter_context(closing(connect_reading(path)))
        refuse_planted_views(db, path)
        with _damage_explained(db, path):
            yield db


def _update(path: Path) -> None:
    """Bring a catalogue of an older version up to date."""
    try:
        with writing(path, wait=READ_WAIT):
            pass
    except (CatalogueUnusable, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error).removeprefix(f"{path}: ")
        raise CatalogueUnusable(
            f"{path}: made by an older papercat, and could not be brought up to date: {reason}"
        ) from error


def is_blank(db: sqlite3.Connection) -> bool:
    """Tell whether the file has no schema yet."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    return not application and not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def version_of(db: sqlite3.Connection, path: Path) -> int:
    """Return the catalogue's version: the number of migrations applied to it.

    Raises CatalogueUnusable if it is of another program, or of a newer or much older papercat.
    """
    (application,) = db.execute("PRAGMA application_id").fetchone()
    if application == FORMER_APPLICATION_ID:
        raise CatalogueUnusable(
            f"{path}: made by papercat 0.1, which this version can't read;"
            " move it away and import its sources again"
        )
    if application != APPLICATION_ID:
        raise CatalogueUnusable(f"{path}: a database, but not a papercat catalogue")
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migration_files()):
        raise CatalogueUnusable(
            f"{path}: made by a newer papercat (version {version}); update papercat to open it"
        )
    return version


@contextmanager
def writing(
    path: Path, *, keep: bool = True, wait: float = _WRITE_WAIT
) -> Iterator[sqlite3.Connection]:
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
        with closing(_open(path, keep=keep, wait=wait)) as db, ExitStack() as opened:
            db.executescript(SAFE)
            if not keep:
                db.execute(_JOURNAL_ON_DISK)
                opened.enter_context(transaction(db, keep=False))
            with transaction(db):
                _make_current(db, path, keep=keep)
            if keep:
                with suppress(sqlite3.OperationalError):  # others use it in another mode
                    db.executescript(_FOR_WRITING)
            with _damage_explained(db, path):
                yield db


@contextmanager
def changing(path: Path, *, wait: float = _WRITE_WAIT) -> Iterator[sqlite3.Connection]:
    """Open an existing catalogue for changes, within one transaction.

    Raises CatalogueUnusable like `writing`, and if there is no catalogue yet.
    """
    refuse_missing(path)
    with writing(path, wait=wait) as db, transaction(db):
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


def _make_current(db: sqlite3.Connection, path: Path, *, keep: bool) -> None:
    """Make or migrate the catalogue. The caller's transaction keeps others out."""
    version = 0 if is_blank(db) else version_of(db, path)
    if version < len(migration_files()):
        if version and keep:
            backup = import_module("papercat.catalogue.backup")
            copy = backup.copy_beside(path, f"version-{version}")
            say(f"{path}: made by an older papercat, now brought up to date; kept a copy: {copy}")
        # Few runs need it, and loading sqlite-utils takes longer than most commands.
        import_module("papercat.catalogue.migrate").migrate(db)
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


@contextmanager
def _damage_explained(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Explain errors of code that met a value of the wrong type in a damaged catalogue."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        integrity = import_module("papercat.catalogue.integrity")  # few runs need it
        if any(integrity.file_faults(db)):
            raise CatalogueUnusable(f"{path}: {DAMAGED}") from error
        raise
