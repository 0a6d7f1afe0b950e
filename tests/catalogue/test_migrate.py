"""Every earlier version of the catalogue becomes the present one, its data kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from running import ROOT

from papercat.catalogue.connection import reading
from papercat.catalogue.migrate import migrate
from papercat.catalogue.schema import APPLICATION_ID, migration_files, statements
from papercat.catalogue.writing import writing
from papercat.errors import CatalogueUnusable

VERSIONS = range(1, len(migration_files()))
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
IN_STEP = "INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)"
PAPER = "INSERT INTO papers (id, key, title, title_hash) VALUES (7, 'doe2022', 'Old Words', 1)"
POST = "INSERT INTO posts (id, key, title) VALUES (3, 'post', 'An Old Post')"


def at_version(path: Path, version: int) -> sqlite3.Connection:
    """A catalogue of an earlier version, with a row in every table that has to be indexed."""
    db = sqlite3.connect(path, isolation_level=None)
    files = migration_files()
    migrate(db, stop_before=files[version].stem if version < len(files) else None)
    db.execute(PAPER)
    if version >= 2:
        db.execute(POST)
    return db


@pytest.fixture
def made_at_once() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        yield db


def test_no_two_migrations_have_one_number() -> None:
    numbers = [int(path.name[:4]) for path in migration_files()]
    assert len(set(numbers)) == len(numbers)
    assert migration_files()[0].parent == ROOT / "migrations"


def test_an_empty_file_becomes_a_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "papers.db"
    path.touch()
    with writing(path) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (len(migration_files()),)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_version_is_brought_up_to_date_with_its_data(
    tmp_path: Path, version: int, made_at_once: sqlite3.Connection
) -> None:
    path = tmp_path / "old.db"
    at_version(path, version).close()
    with writing(path) as db:
        assert db.execute(SCHEMA).fetchall() == made_at_once.execute(SCHEMA).fetchall()
        assert db.execute("SELECT title FROM papers").fetchall() == [("Old Words",)]
        found = "SELECT rowid FROM papers_fts WHERE papers_fts MATCH 'words'"
        assert db.execute(found).fetchall() == [(7,)]
        for index in ("papers_fts", "posts_fts"):
            db.execute(IN_STEP.format(index))
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_version_is_not_read_before_it_is_brought_up_to_date(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "old.db"
    at_version(path, version).close()
    with pytest.raises(CatalogueUnusable, match="made by an older papercat"), reading(path):
        pass


def test_migrating_twice_changes_nothing(made_at_once: sqlite3.Connection) -> None:
    before = made_at_once.execute(SCHEMA).fetchall()
    migrate(made_at_once)
    assert made_at_once.execute(SCHEMA).fetchall() == before


def test_a_migration_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = migration_files()[0]
    bad = tmp_path / "0002_bad.sql"
    bad.write_text("CREATE TABLE half (id);\nCREATE TABLE papers (id);\n", "utf-8")
    monkeypatch.setattr("papercat.catalogue.migrate.migration_files", lambda: (good, bad))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrate(db)
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()


def test_triggers_are_one_statement() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n"
    assert list(statements("SELECT 0;\n" + trigger)) == ["SELECT 0;\n", trigger]


def test_a_script_cut_off_is_an_error() -> None:
    with pytest.raises(ValueError, match="unfinished SQL"):
        list(statements("SELECT 1;\nSELECT 'half\n"))


def test_a_trial_leaves_an_earlier_version_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    at_version(path, 1).close()
    before = path.read_bytes()
    with writing(path, keep=False) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(migration_files()),)
    assert path.read_bytes() == before
