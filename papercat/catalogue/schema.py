"""The schema that the migrations declare, and refusal of catalogues with another.

A file from a stranger may have a trigger that changes other rows on every insert, or a
view named `papers` that never ends. Tables and views of a user's own are left alone.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from papercat.catalogue.sql_values import first_column
from papercat.errors import CatalogueUnusable

APPLICATION_ID = 0x70636132
"""`pca2`, in the header of every catalogue file"""

FORMER_APPLICATION_ID = 0x70636174
"""`pcat`: catalogues made before version 0.2"""

DECLARED = "SELECT type, name, sql FROM sqlite_master WHERE sql NOTNULL"
VIEWS = "SELECT name FROM sqlite_master WHERE type = 'view'"

_TABLE = re.compile(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", re.MULTILINE)
_ON_TABLE = re.compile(r"\bON\s+\"?(\w+)", re.IGNORECASE)

_PACKAGE = Path(__file__).parent.parent


@cache
def migration_files() -> tuple[Path, ...]:
    """Return every migration in order: inside the package in a wheel, else in the checkout."""
    shipped = _PACKAGE / "migrations"
    folder = shipped if shipped.is_dir() else _PACKAGE.parent / "migrations"
    return tuple(sorted(folder.glob("*.sql")))


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one, triggers whole.

    `executescript` would commit first, but a migration is one transaction.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished SQL: {statement.strip()[:60]}")


def declared_index(name: str) -> list[str]:
    """Return the statements that declare a full-text index, set it up and fill it."""
    own = re.compile(rf"^(?:CREATE VIRTUAL TABLE|INSERT INTO) {name} ", re.MULTILINE)
    found = []
    for path in migration_files():
        for statement in statements(path.read_text("utf-8")):
            if own.search(statement) and "CREATE TRIGGER" not in statement:
                found.append(statement)
    return found


@cache
def declared() -> dict[tuple[str, str], str]:
    """Return (type, name) → SQL of everything the migrations declare, in an order that runs."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as own:
        for migration in migration_files():
            for statement in statements(migration.read_text("utf-8")):
                own.execute(statement)
        return {(kind, name): sql for kind, name, sql in own.execute(DECLARED)}


@cache
def _table_names() -> frozenset[str]:
    """Return the names of papercat's tables."""
    names: set[str] = set()
    for path in migration_files():
        names.update(_TABLE.findall(path.read_text("utf-8")))
    return frozenset(names)


def refuse_planted_views(db: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueUnusable if a view stands in the place of a table."""
    planted = sorted(set(first_column(db.execute(VIEWS))) & _table_names())
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
