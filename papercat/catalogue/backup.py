"""A copy of the whole catalogue as it stands at one moment, whoever is using it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from papercat.catalogue.connection import explained
from papercat.catalogue.copying import ONE_FILE, write_copy
from papercat.errors import CatalogueUnusable

_WAIT = 0.5
"""seconds to wait for whoever is using the file to be replaced"""
_ALONE = "PRAGMA locking_mode = EXCLUSIVE"
_SOUND = "PRAGMA quick_check(1)"
_PRIMARY_CODE = 0xFF
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
                write_copy(db, place, replace=exists)
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
            target.execute(ONE_FILE)
            target.execute("BEGIN EXCLUSIVE")
            target.execute("COMMIT")  # the lock stays: without it, the backup would wait for ever
        except UnicodeDecodeError:  # SQLite quotes a damaged schema
            return False
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY_CODE in _NO_DATABASE:
                return False
            raise
        db.backup(target)
        target.execute(ONE_FILE)
    return True
