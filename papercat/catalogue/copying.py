"""Copies of a catalogue: complete, private, and safe from a power failure."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from papercat.catalogue.connection import connect_reading
from papercat.catalogue.location import LOGS
from papercat.errors import CatalogueUnusable

ONE_FILE = "PRAGMA journal_mode = DELETE"
"""writes an existing log into the file and deletes it"""


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
        write_copy(db, place, replace=False)
    return place


def write_copy(db: sqlite3.Connection, place: Path, *, replace: bool) -> None:
    """Write a file that only its owner may read, and give it its name when it is complete."""
    handle, name = tempfile.mkstemp(".unfinished", f"{place.name}.", place.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            db.backup(copy)  # also syncs it
            copy.execute(ONE_FILE)
        if place.exists() and not replace:
            raise CatalogueUnusable(f"{place}: not written, for another program has just made it")
        for ending in LOGS:  # of a file that is gone or damaged: SQLite would apply them to this
            place.with_name(place.name + ending).unlink(missing_ok=True)
        unfinished.replace(place)
        _sync_folder(place.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a new name last through a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
