"""Every earlier version of the catalogue becomes the present one, its data kept."""

import shlex
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from running import ROOT, SEEDS, Papercat, powerless

from papercat.catalogue.connection import writing
from papercat.catalogue.migrate import migrate
from papercat.catalogue.schema import APPLICATION_ID, migration_files, statements

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


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


def test_every_table_has_row_ids(made_at_once: sqlite3.Connection) -> None:
    """DuckDB reads tables by ROWID. Only the inner tables of full-text indexes lack it."""
    for name, without_rowid in made_at_once.execute("SELECT name, wr FROM pragma_table_list"):
        assert not without_rowid or "_fts_" in name


def test_no_view_is_a_union(made_at_once: sqlite3.Connection) -> None:
    """DuckDB writes such a view in a form that SQLite does not read."""
    views = "SELECT name, sql FROM sqlite_schema WHERE type = 'view'"
    for name, sql in made_at_once.execute(views):
        before, union, _ = sql.partition("UNION")
        assert not union or before.count("(") > before.count(")"), name


def test_migrating_twice_changes_nothing(made_at_once: sqlite3.Connection) -> None:
    before = made_at_once.execute(SCHEMA).fetchall()
    migrate(made_at_once)
    assert made_at_once.execute(SCHEMA).fetchall() == before


def test_a_migration_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = migration_files()[0]
    bad = tmp_path / "0002_bad.sql"
    bad.write_text("CREATE TABLE half (id);\nCREATE TABLE sources (id);\n", "utf-8")
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


@pytest.fixture
def older(catalogue: Path) -> Path:
    """A catalogue that lacks the newest migration."""
    with closing(sqlite3.connect(catalogue, isolation_level=None)) as db:
        migrate(db, stop_before=migration_files()[-1].stem)
    return catalogue


@pytest.mark.parametrize("command", ["search", "decisions", "stats", "sql 'SELECT 1'", "undo"])
def test_any_command_brings_an_older_catalogue_up_to_date(
    older: Path, papercat: Papercat, command: str
) -> None:
    version = len(migration_files())
    before = list(older.parent.iterdir())
    ran = papercat(*shlex.split(command))
    copy = older.with_name(f"{older.name}.version-{version - 1}")
    assert f"brought up to date; kept a copy: {copy}" in ran.err
    assert version_in(older) == version
    assert version_in(copy) == version - 1
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert papercat("search").err == "nothing found for ''\n"
    assert set(older.parent.iterdir()) == {*before, copy}


def test_an_older_catalogue_that_can_not_be_written_is_one_line(older: Path) -> None:
    older.chmod(0o400)
    older.parent.chmod(0o500)
    before = older.read_bytes()
    try:
        ran = powerless("search", "--db", older)
    finally:
        older.parent.chmod(0o700)
    assert ran.code == 4
    assert ran.err.count("\n") == 1
    assert "made by an older papercat, and could not be brought up to date" in ran.err
    assert older.read_bytes() == before


def test_a_trial_leaves_an_older_catalogue_as_it_is(older: Path, papercat: Papercat) -> None:
    before = older.read_bytes()
    assert papercat("import", SEEDS, "--dry-run").code == 0
    assert older.read_bytes() == before
    assert list(older.parent.iterdir()) == [older]


def version_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        version: int = db.execute("PRAGMA user_version").fetchone()[0]
        return version
