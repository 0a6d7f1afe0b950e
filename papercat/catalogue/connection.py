"""Opening the catalogue file for questions, and SQLite's complaints in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from papercat.catalogue.schema import APPLICATION_ID, FORMER_APPLICATION_ID, migration_files
from papercat.errors import CatalogueUnusable

_READ_WAIT = 0.5
"""seconds: questions don't wait for imports but for the first, which keeps them out"""

_KIND = 0xFF
"""the part of SQLite's error codes that is not detail"""

# A catalogue may come from a stranger: its pages are checked, and foreign keys hold
# whatever program wrote it last.
SAFE = """
PRAGMA cell_size_check = ON;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
"""
# What a view of a stranger's may call is not trusted. Writers need triggers that fill
# the full-text index, which SQLite before 3.44 does not count as safe; they look at the
# triggers first (see strangers.py).
_FOR_READING = "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cache_size = -16384;"


_DAMAGED = "damaged; restore it from a backup, or import the files again"
_NONE_YET = "{}: no catalogue yet; make one with: papercat import FILE…"
_IN_PLAIN_WORDS = {
    "file is not a database": "not a papercat catalogue",
    "image is malformed": _DAMAGED,
    "Could not decode": "damaged: a text in it is none; see papercat check",
    "vtable constructor failed": _DAMAGED,
    "full": "no room left on the disk; nothing of the unfinished file was kept",
    "disk I/O error": "the disk is full or fails; nothing unfinished was kept",
    "readonly": "can't be written: it is read-only",
    "unable to open": "can't be opened; check that the folder exists and its permissions",
    "locked": "in use by another program, such as a first import; try again in a while",
}
"""what SQLite says → what it means"""


def refuse_missing(path: Path) -> None:
    """Raise CatalogueUnusable where there is no catalogue: a mistyped path makes none.

    Nor is a file without a byte in it one, as a crash may leave.
    """
    if not path.exists() or not path.stat().st_size:
        raise CatalogueUnusable(_NONE_YET.format(path))


@contextmanager
def reading(path: Path, *, older: bool = False) -> Iterator[sqlite3.Connection]:
    """The catalogue for questions. Creates nothing and changes nothing.

    Raises CatalogueUnusable where there is none, it can't be read, it is no
    catalogue, or its version is not this papercat's; with `older`, or an older one.
    """
    refuse_missing(path)
    with explained(path), closing(connect_reading(path)) as db:
        if is_blank(db):
            raise CatalogueUnusable(_NONE_YET.format(path))
        if version_of(db, path) < len(migration_files()) and not older:
            raise CatalogueUnusable(
                f"{path}: made by an older papercat; to bring it up to date: papercat import FILE…"
            )
        yield db


def connect_reading(path: Path) -> sqlite3.Connection:
    """An open connection that can't change the catalogue.

    `mode=rw` never creates a catalogue and `query_only` never changes one; with
    `mode=ro` SQLite would leave the write-ahead log's empty files behind.
    """
    uri = f"file:{quote(str(path.absolute()))}?mode="
    db = sqlite3.connect(uri + "rw", uri=True, timeout=_READ_WAIT, isolation_level=None)
    try:
        db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        busy = error.sqlite_errorcode & _KIND == sqlite3.SQLITE_BUSY
        logs = (Path(f"{path}-{kind}") for kind in ("wal", "journal"))
        if busy or any(log.exists() and log.stat().st_size for log in logs):
            raise  # without what is being written, old or half answers would be given
        # In a folder that can't be written a write-ahead log can't be shared; then
        # nobody else writes either, and SQLite may be told so.
        db = sqlite3.connect(uri + "ro&immutable=1", uri=True, isolation_level=None)
    db.executescript(SAFE + _FOR_READING)
    return db


def is_blank(db: sqlite3.Connection) -> bool:
    """Whether the file holds nothing at all, as one that is only just being made."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    return not application and not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def version_of(db: sqlite3.Connection, path: Path) -> int:
    """The catalogue's version, which is the number of migrations it has had."""
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
    """SQLite's and the system's complaints as one line that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise CatalogueUnusable(f"{path}: {_plainly(error, path)}") from error
    except UnicodeDecodeError as error:  # SQLite names what is damaged, which is none any more
        raise CatalogueUnusable(f"{path}: {_DAMAGED}") from error
    except FileExistsError as error:
        raise CatalogueUnusable(f"{path}: {error.filename} is a file, not a folder") from error
    except OSError as error:
        if error.filename is None or str(error.filename) not in {str(path), str(path.parent)}:
            raise
        raise CatalogueUnusable(f"{path}: {error.strerror}") from error


def _plainly(error: sqlite3.DatabaseError, path: Path) -> str:
    text = str(error)
    if path.is_dir():
        return "a folder, not a catalogue"
    return next((plain for sign, plain in _IN_PLAIN_WORDS.items() if sign in text), text)
