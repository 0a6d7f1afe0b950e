"""Opening the catalogue for questions: nothing is created, nothing changed, trouble is one line."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from papercat.catalogue.connection import reading
from papercat.errors import CatalogueUnusable


def refusal(path: Path) -> str:
    with pytest.raises(CatalogueUnusable) as caught, reading(path) as db:
        db.execute("SELECT * FROM papers").fetchall()
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def test_a_mistyped_path_creates_nothing(tmp_path: Path) -> None:
    assert "no catalogue yet" in refusal(tmp_path / "typo.db")
    assert not list(tmp_path.iterdir())


def test_an_empty_file_holds_no_catalogue_yet(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "no catalogue yet" in refusal(path)
    assert path.stat().st_size == 0


def test_a_folder_is_no_catalogue(tmp_path: Path) -> None:
    assert "a folder" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"just text, and more of it" * 100, bytes(range(256)) * 20])
def test_a_file_of_another_kind_is_no_catalogue(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert "not a papercat catalogue" in refusal(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_no_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE papers (id)")
    assert "not a papercat catalogue" in refusal(path)


def test_a_newer_papercats_catalogue_is_left_alone(seeded: Path) -> None:
    with closing(sqlite3.connect(seeded)) as db:
        db.execute("PRAGMA user_version = 999")
    before = seeded.read_bytes()
    assert "made by a newer papercat (version 999)" in refusal(seeded)
    assert seeded.read_bytes() == before


def test_a_truncated_file_is_damaged(seeded: Path) -> None:
    os.truncate(seeded, 20_000)
    assert "damaged" in refusal(seeded)


def test_a_reader_can_change_nothing(seeded: Path) -> None:
    with reading(seeded) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM doubts")


def test_what_a_strangers_view_calls_is_not_trusted(seeded: Path) -> None:
    with reading(seeded) as db:
        assert db.execute("PRAGMA trusted_schema").fetchone() == (0,)


def test_reading_leaves_no_files_behind(seeded: Path) -> None:
    with reading(seeded) as db:
        db.execute("SELECT count(*) FROM papers").fetchone()
    assert [path.name for path in seeded.parent.iterdir()] == [seeded.name]


def test_a_path_may_hold_what_addresses_give_meaning(seeded: Path) -> None:
    odd = seeded.with_name("100% of?mode=memory#papers.db")
    shutil.copy(seeded, odd)
    with reading(odd) as db:
        assert db.execute("SELECT count(*) FROM papers").fetchone() == (83,)


def test_a_question_gives_up_soon_where_a_first_import_keeps_everybody_out(seeded: Path) -> None:
    with closing(sqlite3.connect(seeded, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert "try again later" in refusal(seeded)
