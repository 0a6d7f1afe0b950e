"""Migrations: numbered `.sql` files, each applied whole or not at all."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database, Migrations

from papercat.catalogue.schema import APPLICATION_ID, migration_files, statements


def migrate(db: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Apply the migrations that the catalogue has not had yet, in order.

    `stop_before` names a migration, such as `0003_people`; tests use it to make catalogues
    of an earlier version.
    """
    migrations = Migrations("papercat")
    for version, path in enumerate(migration_files(), 1):
        migrations(name=path.stem)(_applier(path, version))
    migrations.apply(Database(db, execute_plugins=False), stop_before=stop_before)


def _applier(path: Path, version: int) -> Callable[[Database], None]:
    def apply(db: Database) -> None:
        for statement in statements(path.read_text("utf-8")):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")

    return apply
