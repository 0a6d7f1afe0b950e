"""Connections to a SQLite file that change nothing, and SQLite's errors in plain words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from papercat.errors import CatalogueUnusable

READ_WAIT = 0.5
"""Seconds that a reader waits for a lock. In write-ahead mode a reader rarely meets one."""

LOGS = ("-wal", "-shm", "-journal")
"""endings of the files that SQLite keeps next to a catalogue"""

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

DAMAGED = "damaged; see papercat check, restore a backup, or import the files again"
_IN_PLAIN_WORDS = {
    "file is not a database": "not a papercat catalogue",
    "image is malformed": DAMAGED,
    "Could not decode": "damaged: a text can't be read; see papercat check",
    "vtable constructor failed": DAMAGED,
    "malformed JSON": DAMAGED,
    "is full": "no room left on the disk; the unfinished change was rolled back",
    "disk I/O error": "the disk is full or failing; the unfinished change was rolled back",
    "readonly": "read-only; it can't be changed",
    "unable to open": "can't be opened; check that the folder exists and its permissions",
    "locked": "in use by another program; try again later",
}
"""a part of SQLite's message → what to tell the user"""


def connect_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that can't change the catalogue.

    `mode=rw` creates no file and `query_only` changes none; with `mode=ro`, SQLite would
    leave empty log files behind.
    """
    uri = f"file:{quote(str(path.absolute()))}?mode="
    db = sqlite3.connect(uri + "rw", uri=True, timeout=READ_WAIT, isolation_level=None)
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


def is_own_file(file: str | Path, catalogue: Path) -> bool:
    """Tell if a file is the catalogue or one of its logs, under any name or link.

    Only SQLite may open such a file: closing it drops all locks that this process has on it.
    """
    real = os.path.realpath(catalogue)  # SQLite keeps the logs there
    for ending in ("", *LOGS):
        if real + ending == os.path.realpath(file):
            return True
        with suppress(OSError):  # one of them does not exist
            if Path(real + ending).samefile(file):
                return True
    return False


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the system into one line that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise CatalogueUnusable(f"{path}: {_in_plain_words(error, path)}") from error
    except UnicodeDecodeError as error:  # from SQLite quoting a damaged name
        raise CatalogueUnusable(f"{path}: {DAMAGED}") from error
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
