"""The operations that must be whole or not done at all, each with the state it leaves.

An operation runs again and again on copies of one folder, with a kill or a fault each time.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from running import LISTINGS, SEEDS, as_process

from papercat.catalogue.migrate import migrate
from papercat.catalogue.schema import migration_files

_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]+[-+:\dZ]*")
_ADD_SOURCE = """
INSERT INTO sources (path, sha256, format, imported_at) VALUES (?, ?, 'listing', '2026-01-01')
"""


def contents(catalogue: Path) -> object:
    """Return all that a catalogue holds, but times. Opening it recovers it from a crash."""
    with closing(sqlite3.connect(catalogue)) as db:
        sound = db.execute("PRAGMA integrity_check").fetchall()
        version = db.execute("PRAGMA user_version").fetchone()
        return sound, version, _TIME.sub("TIME", "\n".join(db.iterdump()))


def text(file: Path) -> object:
    """Return the text of a file, None if there is no file."""
    return file.read_text("utf-8") if file.exists() else None


@dataclass
class Operation:
    """One command on files that `prepare` makes in a folder."""

    name: str
    arguments: str
    """with `{folder}` for the folder"""
    prepare: Callable[[Path], None]
    """makes the files; there is a catalogue `papers.db` with the seeds already"""
    state: Callable[[Path], object] = contents
    changes: str = "papers.db"
    """the file that the operation changes"""
    folder: Path = field(default_factory=Path)
    _kept: Path = field(default_factory=Path)
    before: object = None
    after: object = None

    def begin(self, catalogue: Path, folder: Path) -> None:
        """Prepare the files, and learn the states before and after the operation."""
        self.folder = folder
        self._kept = folder.with_suffix(".kept")
        self._kept.mkdir()
        shutil.copy(catalogue, self._kept / "papers.db")
        self.prepare(self._kept)
        self.reset()
        self.before = self.now()
        assert as_process(*self.command).code == 0
        self.after = self.now()
        assert self.before != self.after
        self.reset()

    def reset(self) -> None:
        """Put the files back as they were before the operation."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._kept, self.folder)

    @property
    def command(self) -> list[str]:
        """The arguments of papercat."""
        words = self.arguments.format(folder=self.folder).split()
        return [*words, "--db", str(self.folder / "papers.db")]

    @property
    def file(self) -> Path:
        """The file that the operation changes."""
        return self.folder / self.changes

    def now(self) -> object:
        """The present state of the file that the operation changes."""
        return self.state(self.file)

    def is_unfinished(self) -> bool:
        """Tell if a journal, a log or an unfinished file is left."""
        for path in self.folder.iterdir():
            is_new = not (self._kept / path.name).exists() and not path.name.endswith("-shm")
            if is_new and path.stat().st_size:
                return True
        return False


def _nothing(_: Path) -> None:
    """Leave the catalogue with the seeds as it is."""


def _new_page(folder: Path) -> None:
    page = LISTINGS[0].read_text("utf-8").replace("Simon", "Simone")
    (folder / "page.txt").write_text(page.replace("ing", "inge"), "utf-8")


def _damage(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "papers.db")) as db:
        db.executescript("DELETE FROM doubts; DELETE FROM paper_categories; DROP TABLE spellings")


def _former_export(folder: Path) -> None:
    (folder / "papers.csv").write_text("former\n", "utf-8")


def _former_backup(folder: Path) -> None:
    former = folder / "former.db"
    assert as_process("import", SEEDS / "iclr-2024.txt", "--db", former).code == 0


def _older_catalogue(folder: Path) -> None:
    catalogue = folder / "papers.db"
    catalogue.unlink()
    with closing(sqlite3.connect(catalogue, isolation_level=None)) as db:
        migrate(db, stop_before=migration_files()[1].stem)
        db.executemany(_ADD_SOURCE, [(f"/page{n}.txt", "0" * 64) for n in range(500)])


OPERATIONS = (
    Operation("import", "import {folder}/page.txt", _new_page),
    Operation("decision", "correct jain2026mad --venue ICLR", _nothing),
    Operation("repair", "check --repair", _damage),
    Operation(
        "export",
        "export --csv --output {folder}/papers.csv --force",
        _former_export,
        state=text,
        changes="papers.csv",
    ),
    Operation("backup", "backup {folder}/former.db --force", _former_backup, changes="former.db"),
    Operation("migration", "sources", _older_catalogue),
)
