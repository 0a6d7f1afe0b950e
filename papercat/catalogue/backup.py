"""Copies of the whole catalogue: complete, private, and safe from a power failure."""

import fcntl
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path

from papercat.catalogue.sqlite_file import LOGS, PRIMARY_CODE, connect_reading, explained
from papercat.errors import CatalogueUnusable

_WAIT = 0.5
"""seconds to wait for whoever is using the file to be replaced"""
_ALONE = "PRAGMA locking_mode = EXCLUSIVE"
_ONE_FILE = "PRAGMA journal_mode = DELETE"
"""writes an existing log into the file and deletes it"""
_UNFINISHED = ".unfinished"
_SOUND = "PRAGMA quick_check(1)"
_NO_DATABASE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def back_up(db: sqlite3.Connection, path: Path) -> None:
    """Write all that `db` holds into a file, which is there whole or not at all.

    What others write in the meantime is not in it. A database of that name is replaced
    in one transaction; a link continues to lead where it does. Raises CatalogueUnusable
    if the file can't be written or another program uses it.
    """
    if path.exists() and not path.is_file():
        raise CatalogueUnusable(f"{path}: not a file; a backup can't be written there")
    if not path.parent.is_dir():  # SQLite would not mind `nowhere/../papers.db`
        raise CatalogueUnusable(f"{path}: there is no folder {path.parent}; make it first")
    place = Path(os.path.realpath(path))
    db.execute("BEGIN")  # check and copy the same state
    try:
        if db.execute(_SOUND).fetchone() != ("ok",):
            raise CatalogueUnusable(
                f"{path}: not written, for the catalogue is damaged; see papercat check"
            )
        with explained(path):
            exists = place.exists()
            if not exists or not _replaced(db, place):
                _write_copy(db, place, replace=exists)
    finally:
        db.rollback()


def _replaced(db: sqlite3.Connection, place: Path) -> bool:
    """Replace the contents of a database; return False if SQLite can't read one there.

    The file itself stays: others may have it open, and would go on with the old file
    and the new one's log. SQLite's rollback journal keeps the old contents till the
    new ones are there.
    """
    with closing(sqlite3.connect(place, timeout=_WAIT, isolation_level=None)) as target:
        try:
            target.execute(_ALONE)
            target.execute(_ONE_FILE)
            target.execute("BEGIN EXCLUSIVE")
            target.execute("COMMIT")  # the lock stays: without it, the backup would wait for ever
        except UnicodeDecodeError:  # SQLite quotes a damaged schema
            return False
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & PRIMARY_CODE in _NO_DATABASE:
                return False
            raise
        db.backup(target)
        target.execute(_ONE_FILE)
    return True


def copy_beside(path: Path, ending: str) -> Path:
    """Copy the catalogue, as last committed, to a new file next to it; return that file.

    If the name is taken, a number follows it: `papers.db.damaged-2`. A connection that is
    writing can't be copied, so this opens another one.
    """
    place = path.with_name(f"{path.name}.{ending}")
    number = 1
    while place.exists():
        number += 1
        place = path.with_name(f"{path.name}.{ending}-{number}")
    with closing(connect_reading(path)) as db:
        _write_copy(db, place, replace=False)
    return place


def _write_copy(db: sqlite3.Connection, place: Path, *, replace: bool) -> None:
    """Write a file that only its owner may read, and give it its name when it is complete."""
    with unfinished_file(place) as unfinished:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            db.backup(copy)  # also syncs it
            copy.execute(_ONE_FILE)
        if place.exists() and not replace:
            raise CatalogueUnusable(f"{place}: not written, for another program has just made it")
        for ending in LOGS:  # of a file that is gone or damaged: SQLite would apply them to this
            place.with_name(place.name + ending).unlink(missing_ok=True)
        unfinished.replace(place)
        _sync_folder(place.parent)


@contextmanager
def unfinished_file(place: Path) -> Iterator[Path]:
    """Create a private file next to `place`, to be renamed; it is deleted if it is still there.

    Such files of programs that were killed are deleted first. Running programs hold a lock
    on theirs.
    """
    for left in place.parent.glob(f"{escape(place.name)}.*{_UNFINISHED}"):
        _delete_if_abandoned(left)
    handle, name = tempfile.mkstemp(_UNFINISHED, f"{place.name}.", place.parent)
    try:
        with suppress(OSError):  # some network disks have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield Path(name)
    finally:
        with suppress(OSError):  # it has its name already, or the next program deletes it
            Path(name).unlink()
        os.close(handle)


def _delete_if_abandoned(path: Path) -> None:
    if not path.is_file():
        return
    with suppress(OSError), path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for ending in ("", *LOGS):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a new name last through a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
