"""Open the catalogue for reading or for changes, and explain SQLite's errors in plain words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

from papercat.catalogue.schema import (
    APPLICATION_ID,
    FORMER_APPLICATION_ID,
    migration_files,
    refuse_planted,
    refuse_planted_views,
)
from papercat.errors import CatalogueUnusable

_READ_WAIT = 0.5
"""Seconds that a reader waits for a lock. In write-ahead mode a reader rarely meets one."""

_WRITE_WAIT = 600
"""Seconds that a writer waits for another one. Another import may take long, and waiting
is better than failing."""

PRIMARY_CODE = 0xFF
"""the part of SQLite's error codes that names the kind of error"""

# A catalogue may come from a stranger: check its pages, and hold foreign keys whatever
# program wrote it last.
SAFE = """
PRAGMA cell_size_check = ON;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
"""
# Functions in a stranger's views are not trusted. Writers can't set this: SQLite before
# 3.44 takes the triggers of full-text indexes for unsafe. They check all triggers instead.
_FOR_READING = "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cache_size = -16384;"

# In write-ahead mode readers go on while an import writes. It also syncs less often.
_FOR_WRITING = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -32768;
"""
# A dry run is one transaction around others. SQLite then keeps changed pages in a list,
# which is slow in memory.
_JOURNAL_ON_DISK = "PRAGMA temp_store = FILE"

_DAMAGED = "damaged; see papercat check, restore a backup, or import the files again"
_NONE_YET = "{}: no catalogue yet; make one with: papercat import FILE…"
_IN_PLAIN_WORDS = {
    "file is not a database": "not a papercat catalogue",
    "image is malformed": _DAMAGED,
    "Could not decode": "damaged: a text can't be read; see papercat check",
    "vtable constructor failed": _DAMAGED,
    "malformed JSON": _DAMAGED,
    "is full": "no room left on the disk; the unfinished change was rolled back",
    "disk I/O error": "the disk is full or failing; the unfinished change was rolled back",
    "readonly": "read-only; it can't be changed",
    "unable to open": "can't be opened; check that the folder exists and its permissions",
    "locked": "in use by another program; try again later",
}
"""a part of SQLite's message → what to tell the user"""


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
        with writing(path, wait=_READ_WAIT):
            pass
    except (CatalogueUnusable, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error).removeprefix(f"{path}: ")
        raise CatalogueUnusable(
            f"{path}: made by an older papercat, and could not be brought up to date: {reason}"
        ) from error


def connect_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that can't change the catalogue.

    `mode=rw` creates no file and `query_only` changes none; with `mode=ro`, SQLite would
    leave empty log files behind.
    """
    uri = f"file:{quote(str(path.absolute()))}?mode="
    db = sqlite3.connect(uri + "rw", uri=True, timeout=_READ_WAIT, isolation_level=None)
    try:
        db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        busy = error.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_BUSY
        logs = (Path(f"{path}-{kind}") for kind in ("wal", "journal"))
        if busy or any(log.exists() and log.stat().st_size for log in logs):
            raise  # without the log, answers would be out of date
        # In a read-only folder the write-ahead log can't be shared. Nobody else can write
        # there either, so SQLite may take the file for unchangeable.
        db = sqlite3.connect(uri + "ro&immutable=1", uri=True, isolation_level=None)
    db.executescript(SAFE + _FOR_READING)
    return db


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
        with closing(_open(path, keep=keep, wait=wait)) as db:
            db.executescript(SAFE)
            if keep:
                with transaction(db):
                    _make_current(db, path)
                with suppress(sqlite3.OperationalError):  # others use it in another mode
                    db.executescript(_FOR_WRITING)
                with _damage_explained(db, path):
                    yield db
                return
            db.execute(_JOURNAL_ON_DISK)
            with transaction(db, keep=False):
                _make_current(db, path, keep=False)
                with _damage_explained(db, path):
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
    version = 0 if is_blank(db) else version_of(db, path)
    if version < len(migration_files()):
        # Few runs need it, and loading sqlite-utils takes longer than most commands.
        migrate = import_module("papercat.catalogue.migrate")
        migrate.bring_up_to_date(db, path, version, keep=keep)
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
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the system into one line that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise CatalogueUnusable(f"{path}: {_in_plain_words(error, path)}") from error
    except UnicodeDecodeError as error:  # from SQLite quoting a damaged name
        raise CatalogueUnusable(f"{path}: {_DAMAGED}") from error
    except FileExistsError as error:
        raise CatalogueUnusable(f"{path}: {error.filename} is a file, not a folder") from error
    except OSError as error:
        if error.filename is None or str(error.filename) not in {str(path), str(path.parent)}:
            raise
        raise CatalogueUnusable(f"{path}: {error.strerror}") from error


@contextmanager
def _damage_explained(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Explain errors of code that met a value of the wrong type in a damaged catalogue."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        integrity = import_module("papercat.catalogue.integrity")  # few runs need it
        if any(integrity.file_faults(db)):
            raise CatalogueUnusable(f"{path}: {_DAMAGED}") from error
        raise


def _in_plain_words(error: sqlite3.DatabaseError, path: Path) -> str:
    if path.is_dir():
        return "a folder, not a catalogue"
    message = str(error)
    for part, plain in _IN_PLAIN_WORDS.items():
        if part in message:
            return plain
    return message
