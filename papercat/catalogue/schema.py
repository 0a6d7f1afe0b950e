"""The migrations, the schema they declare, and the number that marks a catalogue file."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

APPLICATION_ID = 0x70636132
"""`pca2`, in the header of every catalogue file"""

FORMER_APPLICATION_ID = 0x70636174
"""`pcat`: catalogues made before version 0.2"""

DECLARED = "SELECT type, name, sql FROM sqlite_master WHERE sql NOTNULL"

_PACKAGE = Path(__file__).parent.parent


@cache
def migration_files() -> tuple[Path, ...]:
    """Return every migration in order: inside the package in a wheel, else in the checkout."""
    shipped = _PACKAGE / "migrations"
    folder = shipped if shipped.is_dir() else _PACKAGE.parent / "migrations"
    return tuple(sorted(path for path in folder.iterdir() if path.suffix == ".sql"))


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
    every = (one for path in migration_files() for one in statements(path.read_text("utf-8")))
    return [one for one in every if own.search(one) and "CREATE TRIGGER" not in one]


def declared() -> dict[tuple[str, str], str]:
    """Return (type, name) → SQL of everything the migrations declare, in an order that runs."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as own:
        for migration in migration_files():
            for statement in statements(migration.read_text("utf-8")):
                own.execute(statement)
        return {(kind, name): sql for kind, name, sql in own.execute(DECLARED)}
