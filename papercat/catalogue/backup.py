"""A copy of the whole catalogue as it stands at one moment, whoever is using it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from papercat.catalogue.connection import explained
from papercat.errors import CatalogueUnusable

_UNFINISHED = ".unfinished"
"""what a copy's name ends with until all of it is there"""
_LOGS = ("-wal", "-shm", "-journal")
"""what SQLite keeps beside a file, and would write into whatever file is there next"""
_ONE_FILE = "PRAGMA journal_mode = DELETE"  # a catalogue in use has a log beside it

_SOUND = "PRAGMA quick_check(1)"


def back_up(db: sqlite3.Connection, path: Path) -> None:
    """Write all that `db` holds into a file, which is there whole or not at all.

    What others write meanwhile is not in it. A file of that name is replaced, with the logs
    of whoever was killed while using it; a link goes on leading where it does. Raises
    CatalogueUnusable where it can't be written.
    """
    if path.exists() and not path.is_file():
        raise CatalogueUnusable(f"{path}: not a file; a backup can't be written there")
    if not path.parent.is_dir():  # SQLite would not mind `nowhere/../papers.db`
        raise CatalogueUnusable(f"{path}: there is no folder {path.parent}; make it first")
    place = Path(os.path.realpath(path))
    unfinished = place.with_name(place.name + _UNFINISHED)
    with explained(path):
        try:
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
                db.backup(copy)
                copy.execute(_ONE_FILE)
                if copy.execute(_SOUND).fetchone() != ("ok",):
                    raise CatalogueUnusable(
                        f"{path}: not written, for the catalogue is damaged; see papercat check"
                    )
            _sync(unfinished)
            for log in _LOGS:
                place.with_name(place.name + log).unlink(missing_ok=True)
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
