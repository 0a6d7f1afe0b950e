"""Only SQLite opens the catalogue's files: closing one drops this process's locks on it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from running import ENTRY, Papercat

WATCHED = """
import os, sys
folder, *arguments = sys.argv[1:]
catalogue = [os.path.join(folder, "papers.db" + end) for end in ("", "-wal", "-shm", "-journal")]

def watch(event, details):
    if event != "open" or not isinstance(details[0], (str, bytes, os.PathLike)):
        return
    if os.path.exists(details[0]):
        for own in filter(os.path.exists, catalogue):
            if os.path.samefile(own, details[0]):
                print("opened:", details[0], file=sys.stderr)

sys.addaudithook(watch)
from papercat.cli import run
sys.exit(run(arguments))
"""


def watched(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run papercat, which reports each catalogue file that Python itself opens."""
    return subprocess.run(
        [sys.executable, "-c", WATCHED, folder, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def in_use(seeded: Path) -> Iterator[Path]:
    """A catalogue that another connection has open, with its logs beside it."""
    with closing(sqlite3.connect(seeded)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE papers SET venue = 'ICLR'")
        other.commit()
        yield seeded


@pytest.mark.parametrize("command", [("export", "--csv"), ("export", "--jsonl"), ("check",)])
def test_a_question_leaves_the_catalogue_to_sqlite(in_use: Path, command: tuple[str]) -> None:
    ran = watched(in_use.parent, *command)
    assert (ran.returncode, "opened:" in ran.stderr) == (0, False), ran.stderr


def test_a_backup_leaves_the_catalogue_to_sqlite(in_use: Path, tmp_path: Path) -> None:
    ran = watched(in_use.parent, "backup", tmp_path / "copy.db")
    assert (ran.returncode, "opened:" in ran.stderr) == (0, False), ran.stderr


def test_an_import_skips_the_catalogue_in_a_folder(in_use: Path) -> None:
    folder = in_use.parent
    (folder / "a-page.txt").write_text(ENTRY, "utf-8")
    (folder / "hard.txt").hardlink_to(in_use)
    (folder / "log.txt").hardlink_to(f"{in_use}-wal")
    (folder / "soft.txt").symlink_to(in_use)
    ran = watched(folder, "import", folder)
    assert ran.returncode == 0, ran.stderr
    assert "opened:" not in ran.stderr
    (said,) = (line for line in ran.stderr.splitlines() if line.startswith("skipped"))
    names = [Path(name).name for name in said.partition(": ")[2].split(", ")]
    own = ["hard.txt", "log.txt", "papers.db", "papers.db-shm", "papers.db-wal", "soft.txt"]
    assert names == own


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_an_import_refuses_the_catalogue_itself(in_use: Path, options: tuple[str]) -> None:
    page = in_use.with_name("page.txt")
    page.write_text(ENTRY, "utf-8")
    own = [f"{in_use}{ending}" for ending in ("", "-wal", "-shm")]
    ran = watched(in_use.parent, "import", *options, page, *own)
    assert ran.returncode == 1, ran.stderr
    assert "opened:" not in ran.stderr
    for file in own:
        assert f"refused: {file}: a file of this catalogue" in ran.stderr


def test_the_catalogue_is_known_by_a_link_to_it(
    seeded: Path, tmp_path: Path, papercat: Papercat
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(seeded)
    ran = papercat("import", "--db", link, os.path.relpath(seeded))
    assert ran.code == 3
    assert "a file of this catalogue" in ran.err
