"""Checks of the catalogue file: pages, tables, references and texts."""

import os
import sqlite3
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from papercat.catalogue.schema import declared

PAGES = "PRAGMA integrity_check(100)"
ROWS_OF = "SELECT * FROM {table}"
REFERENCES = "PRAGMA foreign_key_check"
PARTS = "SELECT type, name FROM sqlite_master"
NOT_JSON = "SELECT rowid FROM {table} WHERE NOT json_valid({column}) AND {column} != ''"
_JSON = (
    ("decisions", "value"),
    ("statements", "record"),
    ("papers", "extra"),
    ("doubts", "alternatives"),
    ("posts", "extra"),
    ("post_papers", "authors"),
)
"""tables with a column of JSON"""

DERIVED_TABLES = frozenset(
    (
        "word_variants",
        "spellings",
        "name_blocks",
        "name_doubts",
        "paper_doubts",
        "people",
        "pdf_texts",
    )
)
"""tables that can be made again, besides full-text indexes"""
_EXAMPLES = 3
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""permissions of users who do not own the file"""


class Fault(NamedTuple):
    """Something in the catalogue that is not as it should be."""

    check: str
    what: str
    repairable: bool


def listed(what: str, wrong: Iterable[object]) -> str:
    """Return a line with the number of wrong things and a few examples."""
    names = sorted(map(str, wrong))
    more = " …" if len(names) > _EXAMPLES else ""
    return f"{what}: {len(names)} ({', '.join(names[:_EXAMPLES])}{more})"


def access_faults(path: Path) -> Iterator[Fault]:
    """Yield what is wrong with the owner and the mode of the file."""
    status = path.stat()
    if status.st_uid != os.geteuid():
        what = f"the file belongs to the user with the id {status.st_uid}, not to you"
        yield Fault("access", what, repairable=False)
    mode = stat.S_IMODE(status.st_mode)
    if mode & _OTHERS:
        what = f"other users may read or write the file (mode {mode:04o}, not 0600)"
        yield Fault("access", what, repairable=True)


def make_private(path: Path) -> None:
    """Let only the owner read and write the file, as far as it can be set."""
    with suppress(OSError):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)


def file_faults(db: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the faults of the file itself. Changes nothing."""
    for (line,) in db.execute(PAGES):
        if line != "ok":
            yield Fault("pages", line, repairable="index" in line)
    missing = missing_parts(db)
    for kind, name in missing:
        yield Fault("tables", f"{kind} {name} is missing", is_derived(kind, name))
    yield from _reference_faults(db)
    for kind, name in declared():
        if kind == "table" and "_fts" not in name and (kind, name) not in missing:
            yield from _text_faults(db, name)
    for table, column in _JSON:
        if ("table", table) not in missing:
            yield from _json_faults(db, table, column)


def missing_parts(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (type, name) of the declared tables, indexes, triggers and views that are missing."""
    exists = set(db.execute(PARTS))
    return [part for part in declared() if part not in exists]


def is_derived(kind: str, name: str) -> bool:
    """Tell whether a part of the schema holds nothing that can't be made again."""
    return kind != "table" or name in DERIVED_TABLES or "_fts" in name


def restore_missing(db: sqlite3.Connection) -> None:
    """Create the derived parts that are missing, empty."""
    for part in missing_parts(db):
        exists = part in set(db.execute(PARTS))  # a virtual table brings others
        if is_derived(*part) and not exists:
            db.execute(declared()[part])


def _json_faults(db: sqlite3.Connection, table: str, column: str) -> Iterator[Fault]:
    for (row,) in db.execute(NOT_JSON.format(table=table, column=column)):
        what = f"row {row} of {table} has no JSON in its column {column}"
        yield Fault("values", what, repairable=False)


def _reference_faults(db: sqlite3.Connection) -> Iterator[Fault]:
    rows: defaultdict[tuple[str, str], list[object]] = defaultdict(list)
    for table, row, other, _ in db.execute(REFERENCES):
        rows[table, other].append(row)
    for (table, other), found in rows.items():
        what = listed(f"rows of {table} refer to missing rows of {other}", found)
        yield Fault("references", what, repairable=table not in ("statements", "post_sources"))


def _text_faults(db: sqlite3.Connection, table: str) -> Iterator[Fault]:
    try:
        for row in db.execute(ROWS_OF.format(table=table)):
            if any(isinstance(value, bytes) for value in row):
                yield Fault("texts", f"{table}: has a value that is not text", repairable=False)
                return
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code & 0xFF != sqlite3.SQLITE_ERROR:
            raise
        yield Fault("texts", f"{table}: a text can't be read", repairable=False)
