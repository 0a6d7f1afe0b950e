"""A backup is the whole catalogue at one moment, or no file at all."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from running import ENTRY, Papercat

from papercat.catalogue.migrate import migrate
from papercat.catalogue.schema import migration_files
from papercat.catalogue.writing import changing


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def test_a_backup_has_all_that_the_catalogue_has(
    seeded: Path, tmp_path: Path, papercat: Papercat
) -> None:
    papercat("merge", "Simon Osindero", "Adam Santoro")
    copy = tmp_path / "copy.db"
    ran = papercat("backup", copy)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"83 papers copied to {copy}")
    assert dump(copy) == dump(seeded)
    assert papercat("check", "--db", copy).code == 0
    assert {path.name for path in tmp_path.iterdir()} >= {"copy.db"}
    assert not list(tmp_path.glob("copy.db?*"))


def test_what_is_being_written_is_not_in_it(
    seeded: Path, tmp_path: Path, papercat: Papercat
) -> None:
    with changing(seeded) as db:
        db.execute("UPDATE papers SET title = 'x'")
        assert papercat("backup", tmp_path / "copy.db").code == 0
        db.execute("ROLLBACK")
        db.execute("BEGIN")
    assert "'x'" not in "".join(dump(tmp_path / "copy.db"))


@pytest.mark.usefixtures("seeded")
def test_a_file_that_is_there_is_replaced_only_when_told_to(
    tmp_path: Path, papercat: Papercat
) -> None:
    copy = tmp_path / "copy.db"
    papercat("backup", copy)
    papercat("import", "-", stdin=ENTRY.encode())
    before = dump(copy)
    ran = papercat("backup", copy)
    assert ran.code == 2
    assert "--force" in ran.err
    assert dump(copy) == before
    assert papercat("backup", copy, "--force").code == 0
    assert "A Title of Words" in "".join(dump(copy))


def test_a_damaged_catalogue_takes_no_backups_place(
    seeded: Path, tmp_path: Path, papercat: Papercat
) -> None:
    copy = tmp_path / "copy.db"
    papercat("backup", copy)
    before = copy.read_bytes()
    with closing(sqlite3.connect(seeded)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'authorships'"
        ).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    with seeded.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    ran = papercat("backup", copy, "--force")
    assert (ran.code, ran.out) == (4, "")
    assert "damaged" in ran.err
    assert copy.read_bytes() == before


def test_the_log_of_the_file_before_is_not_written_into_the_copy(
    seeded: Path, db: sqlite3.Connection, tmp_path: Path, papercat: Papercat
) -> None:
    killed = tmp_path / "killed.db"
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("UPDATE papers SET abstract = 'of before'")
    for log in ("", "-wal"):  # as whoever is killed while using it leaves it
        shutil.copy(f"{seeded}{log}", f"{killed}{log}")
    db.execute("UPDATE papers SET abstract = 'of now'")
    assert papercat("backup", killed, "--force").code == 0
    assert dump(killed) == dump(seeded)


@pytest.mark.usefixtures("seeded")
def test_a_link_goes_on_leading_where_it_does(tmp_path: Path, papercat: Papercat) -> None:
    (tmp_path / "elsewhere").mkdir()
    link, copy = tmp_path / "link.db", tmp_path / "elsewhere" / "copy.db"
    link.symlink_to(copy)
    assert papercat("backup", link).code == 0
    assert link.is_symlink()
    assert papercat("check", "--db", copy).code == 0


@pytest.mark.parametrize("name", ["file:copy.db", ":memory:"])
@pytest.mark.usefixtures("seeded")
def test_no_name_is_taken_for_something_else(
    name: str, tmp_path: Path, papercat: Papercat, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert papercat("backup", name).code == 0
    assert [path.name for path in (tmp_path / "here").iterdir()] == [name]


@pytest.mark.usefixtures("seeded")
def test_what_was_not_finished_before_is_begun_anew(tmp_path: Path, papercat: Papercat) -> None:
    (tmp_path / "copy.db.unfinished").write_text("half of something")
    assert papercat("backup", tmp_path / "copy.db").code == 0
    assert not list(tmp_path.glob("copy.db?*"))


def test_the_catalogue_is_not_copied_onto_itself(seeded: Path, papercat: Papercat) -> None:
    ran = papercat("backup", seeded, "--force")
    assert ran.code == 2
    assert "the catalogue itself" in ran.err


@pytest.mark.usefixtures("seeded")
def test_where_no_file_can_be_written_there_is_none(tmp_path: Path, papercat: Papercat) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert papercat("backup", "-").code == 2
    for elsewhere in (tmp_path, tmp_path / "pipe"):
        assert papercat("backup", elsewhere, "--force").code == 4
    assert (tmp_path / "pipe").is_fifo()
    for missing in ("nowhere/copy.db", "nowhere/../copy.db"):
        ran = papercat("backup", tmp_path / missing)
        assert ran.code == 4
        assert "no folder" in ran.err
    assert not (tmp_path / "nowhere").exists()
    assert not list(tmp_path.rglob("copy.db*"))


def test_an_older_catalogue_is_copied_as_it_is(
    catalogue: Path, tmp_path: Path, papercat: Papercat
) -> None:
    with closing(sqlite3.connect(catalogue, isolation_level=None)) as db:
        migrate(db, stop_before=migration_files()[-1].stem)
    assert papercat("search").code == 4
    assert papercat("backup", tmp_path / "copy.db").code == 0
    assert dump(tmp_path / "copy.db") == dump(catalogue)
