"""Open the catalogue for reading, and explain SQLite's errors in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

from papercat.catalogue.schema import APPLICATION_ID, FORMER_APPLICATION_ID, migration_files
from papercat.catalogue.untrusted_schema import refuse_planted_views
from papercat.errors import CatalogueUnusable

_READ_WAIT = 0.5
"""Seconds that a reader waits for a lock. In write-ahead mode a reader rarely meets one."""

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

_DAMAGED = "damaged; see papercat check, restore a backup, or import the files again"
_NONE_YET = "{}: no catalogue yet; make one with: papercat import FILE…"
_IN_PLAIN_WORDS = {
    "file is not a database": "not a papercat catalogue",
    "image is malformed": _DAMAGED,
    "Could not decode": "damaged: a text can't be read; see papercat check",
    "vtable constructor failed": _DAMAGED,
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
        yield db


def _update(path: Path) -> None:
    """Bring a catalogue of an older version up to date."""
    writing = import_module("papercat.catalogue.writing").writing  # few runs need it
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


def _in_plain_words(error: sqlite3.DatabaseError, path: Path) -> str:
    if path.is_dir():
        return "a folder, not a catalogue"
    message = str(error)
    for part, plain in _IN_PLAIN_WORDS.items():
        if part in message:
            return plain
    return message
