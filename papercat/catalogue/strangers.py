"""Whether a catalogue's triggers and views are papercat's own.

A file from a stranger may hold a trigger that changes other rows on every
insert. Readers never run triggers; before anything is written, the catalogue's
are held against those that the migrations make.
"""

import sqlite3
from pathlib import Path

from papercat.catalogue.schema import DECLARED, declared
from papercat.errors import CatalogueUnusable

_ACTIVE = {"trigger", "view"}


def refuse_planted(db: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueUnusable where the catalogue has triggers or views that are not papercat's."""
    expected = {(name, sql) for (kind, name), sql in declared().items() if kind in _ACTIVE}
    found = {(name, sql) for kind, name, sql in db.execute(DECLARED) if kind in _ACTIVE}
    strange = sorted(name for name, sql in found - expected)
    if strange:
        raise CatalogueUnusable(
            f"{path}: has triggers or views that papercat did not make ({', '.join(strange)});"
            " drop them before importing into it"
        )
