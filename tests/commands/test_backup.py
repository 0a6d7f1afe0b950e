"""A backup is the whole catalogue at one moment, or no file at all."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from running import ENTRY, Papercat

from papercat.catalogue.backup import unfinished_file
from papercat.catalogue.connection import changing
from papercat.catalogue.migrate import migrate
from papercat.catalogue.schema import migration_files


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


def test_the_catalogue_is_not_copied_onto_itself(seeded: Path, papercat: Papercat) -> None:
    ran = papercat("backup", seeded, "--force")
    assert ran.code == 2
    assert "the catalogue itself" in ran.err
    assert papercat("backup", f"{seeded}-wal", "--force").code == 2


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
    assert papercat("backup", tmp_path / "copy.db").code == 0
    assert dump(tmp_path / "copy.db") == dump(catalogue)


LIMITED = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
if sys.argv[1] == "killed":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
from papercat.cli import run
sys.exit(run(sys.argv[3:]))
"""
"""papercat, killed by the first write beyond a file size, or failing there"""


def limited(end: str, size: int, *arguments: str | Path) -> int:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, end, str(size), *arguments],
        capture_output=True,
        check=False,
        timeout=60,
    ).returncode


def small(path: Path, papercat: Papercat) -> None:
    """Make a catalogue of one paper, as a killed program leaves it: with changes in its log."""
    assert papercat("import", "-", "--db", path, stdin=ENTRY.encode()).code == 0
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE papers SET venue = 'only in the log'")
        db.commit()
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{path}{ending}.kept")
    for ending in ("", "-wal"):
        Path(f"{path}{ending}.kept").rename(f"{path}{ending}")


@pytest.mark.parametrize("end", ["killed", "failed"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_backup_that_ends_early_leaves_the_file_as_it_was(
    seeded: Path, tmp_path: Path, papercat: Papercat, end: str, share: float
) -> None:
    old = tmp_path / "old.db"
    small(old, papercat)
    sizes = old.stat().st_size, seeded.stat().st_size
    limit = int(sizes[0] + share * (sizes[1] - sizes[0]))
    assert limited(end, limit, "backup", old, "--force") == (4 if end == "failed" else -25)
    text = "".join(dump(old))
    assert "only in the log" in text
    assert "A Title of Words" in text
    assert papercat("check", "--db", old).code == 0
    assert papercat("backup", old, "--force").code == 0
    assert dump(old) == dump(seeded)
    assert not list(tmp_path.glob("old.db?*"))


KILLED_AT = """
import os, signal, sys
event, count = sys.argv[1], int(sys.argv[2])

def watch(happened, _details):
    global count
    count -= happened == event
    if count == 0:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
from papercat.cli import run
sys.exit(run(sys.argv[3:]))
"""
"""papercat, killed when it is about to do something with a file for the nth time"""


@pytest.mark.parametrize("event", ["os.rename", "os.remove"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_backup_that_is_killed_keeps_the_log_of_the_file_before(
    seeded: Path, tmp_path: Path, papercat: Papercat, event: str, count: int
) -> None:
    old = tmp_path / "old.db"
    small(old, papercat)
    subprocess.run(
        [sys.executable, "-c", KILLED_AT, event, str(count), "backup", old, "--force"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    left = dump(old)
    assert left == dump(seeded) or "only in the log" in "".join(left)


@pytest.mark.parametrize("end", ["killed", "failed"])
def test_a_new_backup_that_ends_early_is_no_file(seeded: Path, tmp_path: Path, end: str) -> None:
    copy = tmp_path / "copy.db"
    assert limited(end, seeded.stat().st_size // 2, "backup", copy) != 0
    assert not copy.exists()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
@pytest.mark.parametrize("busy", ["SELECT 1 FROM papers", "UPDATE papers SET venue = 'theirs'"])
def test_a_catalogue_in_use_is_not_replaced(
    tmp_path: Path, papercat: Papercat, journal: str, busy: str
) -> None:
    used = tmp_path / "used.db"
    small(used, papercat)
    with closing(sqlite3.connect(used)) as other:
        other.execute(f"PRAGMA journal_mode = {journal}")
        other.execute("BEGIN")
        other.execute(busy).fetchone()
        ran = papercat("backup", used, "--force")
        assert ran.code == 4
        assert "in use by another program" in ran.err
        other.commit()
    assert "A Title of Words" in "".join(dump(used))


@pytest.mark.usefixtures("seeded")
def test_an_import_between_two_files_keeps_its_catalogue(
    tmp_path: Path, papercat: Papercat
) -> None:
    used = tmp_path / "used.db"
    small(used, papercat)
    with closing(sqlite3.connect(used)) as other:
        other.execute("SELECT 1 FROM papers").fetchone()
        assert papercat("backup", used, "--force").code == 4
        other.execute("UPDATE papers SET venue = 'theirs'")
        other.commit()
    assert "theirs" in "".join(dump(used))


@pytest.mark.parametrize("damage", ["no database", "cut short", "no schema", "no text"])
def test_a_backup_takes_the_place_of_a_damaged_catalogue(
    seeded: Path, tmp_path: Path, papercat: Papercat, damage: str
) -> None:
    broken = tmp_path / "broken.db"
    small(broken, papercat)
    content = broken.read_bytes()
    damaged = {
        "no database": b"notes" * 1000,
        "cut short": content[:-5000],
        "no schema": content.replace(b"CREATE TABLE papers", b"CREATE TABL papers!"),
        "no text": content.replace(b"CREATE TABLE sources", b"CREATE TABL\xec sources"),
    }
    broken.write_bytes(damaged[damage])
    if damage != "no database":
        Path(f"{broken}-wal").unlink()
    assert papercat("backup", broken, "--force").code == 0
    assert dump(broken) == dump(seeded)
    assert not list(tmp_path.glob("broken.db?*"))


@pytest.mark.usefixtures("seeded")
def test_only_its_owner_may_read_a_new_backup(tmp_path: Path, papercat: Papercat) -> None:
    copy = tmp_path / "copy.db"
    assert papercat("backup", copy).code == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    copy.chmod(0o640)
    assert papercat("backup", copy, "--force").code == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640


def test_what_a_killed_backup_left_is_deleted_by_the_next(
    seeded: Path, tmp_path: Path, papercat: Papercat
) -> None:
    copy = tmp_path / "copy.db"
    limited("killed", seeded.stat().st_size // 2, "backup", copy)
    (left,) = tmp_path.glob("copy.db*.unfinished")
    assert left.stat().st_size
    with unfinished_file(copy) as running:
        assert papercat("backup", copy).code == 0
        assert list(tmp_path.glob("copy.db?*")) == [running]
