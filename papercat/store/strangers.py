"""Whether a catalogue's triggers and views are papercat's own.

A file from a stranger may hold a trigger that changes other rows on every
insert. Readers never run triggers; before anything is written, the catalogue's
are held against those that the migrations make.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from papercat.errors import CatalogueUnusable
from papercat.store.schema import migration_files, statements

ACTIVE = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"


def refuse_planted(db: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueUnusable where the catalogue has triggers or views that are not papercat's."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as own:
        for migration in migration_files():
            for statement in statements(migration.read_text("utf-8")):
                own.execute(statement)
        expected = set(own.execute(ACTIVE))
    strange = sorted(name for name, sql in set(db.execute(ACTIVE)) - expected)
    if strange:
        raise CatalogueUnusable(
            f"{path}: has triggers or views that papercat did not make ({', '.join(strange)});"
            " drop them before importing into it"
        )
