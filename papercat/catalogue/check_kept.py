"""Whether what was read and settled is there: it follows from nothing else.

Indices and the like that are missing count as well, as they are declared beside it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from papercat.catalogue.check_kind import Check, code, said
from papercat.catalogue.schema import declared

PAGES = "PRAGMA integrity_check(100)"
SORT_ANEW = "REINDEX"
REFERENCES = "PRAGMA foreign_key_check"
PARTS = "SELECT type, name FROM sqlite_master"
DECISIONS = "SELECT id FROM decisions WHERE NOT json_valid(value)"

_MADE_TABLES = {"tallies", "also_indexed", "word_variants", "spellings", "name_blocks"}
"""beside the indices; what is not made anew here the next import or question files"""


def _pages(db: sqlite3.Connection) -> Iterator[str]:
    return (line for (line,) in db.execute(PAGES) if line != "ok")


def _sort_anew(db: sqlite3.Connection) -> None:
    db.execute(SORT_ANEW)


def _lost(db: sqlite3.Connection) -> Iterator[str]:
    return (f"{kind} {name} is missing" for kind, name in _not_there(db) if not _made(kind, name))


def _missing(db: sqlite3.Connection) -> Iterator[str]:
    return (f"{kind} {name} is missing" for kind, name in _not_there(db) if _made(kind, name))


def _make_missing(db: sqlite3.Connection) -> None:
    for part in _not_there(db):
        if _made(*part) and part not in set(db.execute(PARTS)):  # an index brings its own tables
            db.execute(declared()[part])


def _not_there(db: sqlite3.Connection) -> list[tuple[str, str]]:
    there = set(db.execute(PARTS))
    return [part for part in declared() if part not in there]


def _made(kind: str, name: str) -> bool:
    """Whether a part of the schema holds nothing but what follows from the rest."""
    return kind != "table" or name in _MADE_TABLES or "_fts" in name


def _references(db: sqlite3.Connection) -> Iterator[str]:
    rows: defaultdict[tuple[str, str], list[int | None]] = defaultdict(list)
    for table, row, other, _ in db.execute(REFERENCES):
        rows[table, other].append(row)
    for (table, other), found in rows.items():
        what = f"rows of {table} that refer to one of {other} that is not there"
        numbered = [row for row in found if row is not None]  # some tables have no row ids
        yield said(what, map(str, numbered)) if numbered else f"{what}: {len(found)}"


def _texts(db: sqlite3.Connection) -> Iterator[str]:
    kept = [name for kind, name in declared() if not _made(kind, name)]
    lost = {name for _, name in _not_there(db)}
    for table in (table for table in kept if table not in lost):
        try:
            rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608  a table of ours
            damaged = any(bytes in map(type, row) for row in rows)
        except sqlite3.DatabaseError as error:
            if code(error) != sqlite3.SQLITE_ERROR:
                raise
            damaged = True
        if damaged:
            yield f"{table}: has a text that is none, or can't be read"


def _decisions(db: sqlite3.Connection) -> Iterator[str]:
    return (f"decision {number} can't be read" for (number,) in db.execute(DECISIONS))


CHECKS = (
    Check("pages", _pages, _sort_anew),
    Check("tables", _lost),
    Check("tables", _missing, _make_missing),
    Check("references", _references),
    Check("texts", _texts),
    Check("decisions", _decisions),
)
