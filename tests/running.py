"""Running papercat in tests: in this process, and as a process of its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from papercat.catalogue.connection import writing

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
LISTINGS = (SEEDS / "simon-osindero.txt", SEEDS / "adam-santoro.txt")

ENTRY = """\
CVMay 6, 2022Code
A Title of WordsJane Doe, John Roe
An abstract of a sentence.
"""
"""a listing of one entry"""


POWERLESS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
POWERLESS += ["--inh-caps=-dac_override,-dac_read_search"]
"""laying off root's power to write anywhere"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of papercat ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The plain lines of standard output, cut at their tabs."""
        return [line.split("\t") for line in self.out.splitlines()]


Papercat = Callable[..., Ran]
"""`papercat("search", "chess")`; an argument may be a path"""


@cache
def _empty_file() -> bytes:
    """Return the file of an empty catalogue; migrating takes a hundred times longer than a copy."""
    with writing(Path(":memory:")) as db:
        return db.serialize()


@contextmanager
def in_memory() -> Iterator[sqlite3.Connection]:
    """Open a new and empty catalogue in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(_empty_file())
        db.execute("PRAGMA foreign_keys = ON")
        yield db


def as_process(
    *arguments: str | Path, stdin: bytes | None = None, env: Mapping[str, str] | None = None
) -> Ran:
    """Run papercat as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "papercat", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def powerless(*arguments: str | Path) -> Ran:
    """Run papercat without root's power to write where it may not."""
    command = [sys.executable, "-m", "papercat", *map(str, arguments)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root writes everywhere, and there is no setpriv to lay that off")
        command = [*POWERLESS, *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)
