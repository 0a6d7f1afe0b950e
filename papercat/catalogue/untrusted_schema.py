"""Refuse a catalogue in which somebody planted tables, views or triggers.

A file from a stranger may have a trigger that changes other rows on every insert, or a
view named `papers` that never ends. Tables and views of a user's own are left alone.
"""

import re
import sqlite3
from functools import cache
from pathlib import Path

from papercat.catalogue.schema import DECLARED, declared, migration_files
from papercat.errors import CatalogueUnusable

VIEWS = "SELECT name FROM sqlite_master WHERE type = 'view'"

_TABLE = re.compile(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", re.MULTILINE)
_ON_TABLE = re.compile(r"\bON\s+\"?(\w+)", re.IGNORECASE)


@cache
def _table_names() -> frozenset[str]:
    """Return the names of papercat's tables."""
    texts = (path.read_text("utf-8") for path in migration_files())
    return frozenset(name for text in texts for name in _TABLE.findall(text))


def refuse_planted_views(db: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueUnusable if a view stands in the place of a table."""
    planted = sorted({name for (name,) in db.execute(VIEWS)} & _table_names())
    if planted:
        raise CatalogueUnusable(
            f"{path}: has a view in the place of the table {planted[0]}, which papercat did"
            " not make; it is damaged or hostile"
        )


def refuse_planted(db: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueUnusable if writing could run something that papercat did not make.

    These are triggers on papercat's tables, and other views under the names of papercat's.
    """
    expected = declared()
    planted: list[str] = []
    for kind, name, sql in db.execute(DECLARED):
        if kind not in ("trigger", "view") or expected.get((kind, name)) == sql:
            continue
        on_ours = kind == "trigger" and _table_of(sql) in _table_names()
        if on_ours or (kind, name) in expected or name in _table_names():
            planted.append(name)
    if planted:
        raise CatalogueUnusable(
            f"{path}: has triggers or views that papercat did not make"
            f" ({', '.join(sorted(planted))}); drop them before importing into it"
        )


def _table_of(sql: str) -> str | None:
    """Return the table that a trigger is on."""
    found = _ON_TABLE.search(sql)
    return found[1] if found else None
