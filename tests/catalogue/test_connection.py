"""Opening the catalogue: questions create and change nothing, writers wait for one another."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from running import ENTRY, SEEDS, Papercat, as_process, powerless

from papercat.catalogue.connection import reading, transaction, writing
from papercat.deriving.repair import find_faults
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


def refused(path: Path) -> str:
    with pytest.raises(CatalogueUnusable) as caught, writing(path):
        pass
    return str(caught.value)


def test_folders_are_made_on_the_way(tmp_path: Path) -> None:
    with writing(tmp_path / "new" / "folder" / "papers.db") as db:
        assert db.execute("SELECT count(*) FROM papers").fetchone() == (0,)


@pytest.mark.parametrize("content", [b"just text" * 99, b"SQLite format 3\0" + b"\xff" * 999])
def test_another_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    refused(path)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_another_programs_database_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (id)")
    before = path.read_bytes()
    assert "not a papercat catalogue" in refused(path)
    assert path.read_bytes() == before


def test_a_newer_papercats_catalogue_is_not_written(seeded: Path) -> None:
    with closing(sqlite3.connect(seeded)) as db:
        db.execute("PRAGMA user_version = 999")
    before = seeded.read_bytes()
    assert "newer papercat" in refused(seeded)
    assert seeded.read_bytes() == before


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER evil AFTER INSERT ON papers BEGIN DELETE FROM people; END",
        "DROP VIEW paper_list; CREATE VIEW paper_list AS SELECT * FROM papers",
    ],
)
def test_a_planted_trigger_or_view_is_refused(seeded: Path, planted: str) -> None:
    with closing(sqlite3.connect(seeded)) as db:
        db.executescript(planted)
    assert "triggers or views that papercat did not make" in refused(seeded)


ENDLESS = """
PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE papers RENAME TO others;
CREATE VIEW papers AS
WITH RECURSIVE more (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM more) SELECT id FROM more
"""


def test_an_endless_view_in_the_place_of_a_table_hangs_nobody(
    seeded: Path, papercat: Papercat
) -> None:
    with closing(sqlite3.connect(seeded)) as db:
        db.executescript(ENDLESS)
    before = seeded.read_bytes()
    for command in (
        "search",
        "stats",
        "export",
        "check",
        "sql SELECT",
        "remove x",
        "check --repair",
    ):
        ran = papercat(*command.split())
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
        assert "papercat did not make" in ran.err
    assert seeded.read_bytes() == before


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "is a file, not a folder" in refused(tmp_path / "file" / "papers.db")


def test_a_trial_keeps_nothing(seeded: Path) -> None:
    with writing(seeded) as db:
        with transaction(db, keep=False), transaction(db):
            db.execute("DELETE FROM doubts")
            db.execute("DELETE FROM mentions")
        assert db.execute("SELECT count(*) FROM mentions").fetchone() == (14,)


def start(path: Path, *documents: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "papercat", "import", *map(str, documents), "--db", str(path)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, **pipes)  # type: ignore[call-overload,no-any-return]


def test_of_eight_imports_at_once_none_fails(tmp_path: Path) -> None:
    path, page = tmp_path / "papers.db", tmp_path / "page.txt"
    page.write_text(ENTRY)
    running = [start(path, page, SEEDS / "iclr-2024.txt") for _ in range(8)]
    ended = [(*process.communicate(), process.returncode) for process in running]
    assert {code for _, _, code in ended} == {0}, ended
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM papers").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM sources").fetchone() == (2,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_reader_does_not_wait_for_an_import(seeded: Path) -> None:
    with writing(seeded) as db, transaction(db):
        db.execute("DELETE FROM mentions")
        asked = as_process("conference", "iclr2024", "--db", seeded)
    assert asked.code == 0
    assert "WebAgent" in asked.out


def test_a_read_only_catalogue_is_read_and_not_written(seeded: Path) -> None:
    seeded.chmod(0o444)
    assert powerless("search", "--db", seeded).code == 0
    ran = powerless("import", SEEDS, "--db", seeded)
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert "read-only" in ran.err


def test_a_read_only_folder(seeded: Path) -> None:
    with writing(seeded):  # leaves the file in write-ahead mode
        pass
    seeded.parent.chmod(0o555)
    try:
        assert powerless("search", "--db", seeded).code == 0
        for path in (seeded, seeded.with_name("new.db")):
            ran = powerless("import", SEEDS, "--db", path)
            assert (ran.code, ran.err.count("papercat:")) == (4, 1), ran.err
    finally:
        seeded.parent.chmod(0o755)


@pytest.mark.parametrize("kept", ["file", "folder"])
def test_a_trial_needs_nothing_but_reading(seeded: Path, kept: str) -> None:
    place = seeded if kept == "file" else seeded.parent
    before = seeded.read_bytes()
    mode = place.stat().st_mode
    place.chmod(0o500)
    try:
        assert powerless("check", "--db", seeded).err == "no faults, 83 papers\n"
        assert powerless("import", SEEDS / "iclr-2024.txt", "--dry-run", "--db", seeded).code == 0
        assert powerless("check", "--repair", "--db", seeded).code == 4
    finally:
        place.chmod(mode)
    assert seeded.read_bytes() == before


def test_answers_never_leave_out_what_stands_in_the_log(seeded: Path, tmp_path: Path) -> None:
    """A killed import leaves it; in a folder that can't be written it can't be read."""
    left = tmp_path / "left"
    left.mkdir()
    with writing(seeded) as db:
        db.execute("DELETE FROM mentions")
        for path in (seeded, seeded.with_name(f"{seeded.name}-wal")):
            shutil.copy(path, left)
    left.chmod(0o555)
    try:
        ran = powerless("conference", "iclr2024", "--db", left / seeded.name)
    finally:
        left.chmod(0o755)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert (
        '"mentions": []'
        in as_process("conference", "iclr2024", "--json", "--db", left / seeded.name).out
    )


def test_an_unreadable_catalogue(seeded: Path) -> None:
    seeded.chmod(0)
    for ran in (powerless("search", "--db", seeded), powerless("import", SEEDS, "--db", seeded)):
        assert (ran.code, ran.err.count("\n")) == (4, 1)


@pytest.mark.parametrize("most", [0, 8_000, 300_000, 800_000])
def test_a_full_disk_leaves_whole_files_only(tmp_path: Path, most: int) -> None:
    path = tmp_path / "papers.db"

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    done = subprocess.run(
        [sys.executable, "-m", "papercat", "import", str(SEEDS), "--db", str(path)],
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4, done
    assert done.stderr.splitlines()[-1].startswith(f"papercat: {path}: ")
    assert "Traceback" not in done.stderr
    said = [line.split("\t") for line in done.stdout.splitlines()]
    with writing(path) as db:  # with room again, all is well
        loaded = db.execute("SELECT count(*) FROM sources").fetchone()[0]
        papers = db.execute("SELECT count(*) FROM papers").fetchone()[0]
        assert (loaded, papers) in {(0, 0), (1, 34), (2, 34), (3, 34), (4, 34)}
        assert (loaded > 0) is (most >= 600_000)
        assert sum(row[0] != "in all" for row in said) == loaded  # and no more was said
        assert list(find_faults(db, say=print)) == []


def test_a_catalogue_has_a_log_from_the_beginning(tmp_path: Path) -> None:
    with writing(tmp_path / "new.db") as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
