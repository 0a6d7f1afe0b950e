"""A damaged catalogue is refused or read; papercat never hangs, crashes, or calls it sound."""

import io
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest
from figures import Amount, Tell
from forked import forked
from running import LISTINGS, Papercat

from papercat.cli import run

QUESTIONS = ("check", "search neural", "export --jsonl", "backup {copy}")
CHANGES = ("check --repair", "import {page}")
MUST_BE_SOUND = ("check", "backup")
"""commands that may not say done if SQLite finds a fault in the file they speak of"""


def damage(path: Path, chance: random.Random) -> None:
    """Flip some bytes of a file, empty some pages, or cut it off."""
    content = bytearray(path.read_bytes())
    kind = chance.choice(["flip", "flip", "empty", "cut"])
    if kind == "cut":
        del content[chance.randrange(len(content)) :]
    for _ in range(chance.choice([1, 3, 30])):
        at = chance.randrange(max(len(content), 1))
        if kind == "flip" and content:
            content[at] ^= 1 << chance.randrange(8)
        if kind == "empty":
            page = at // 4096 * 4096
            content[page : page + 4096] = bytes(len(content[page : page + 4096]))
    path.write_bytes(content)


def is_sound(path: Path) -> bool:
    """Tell whether SQLite finds no fault in a file."""
    try:
        with closing(sqlite3.connect(path)) as db:
            return bool(db.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def quiet_run(arguments: list[str]) -> tuple[int, str]:
    """Run papercat; return its exit code and what it says."""
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    code = run(arguments)
    return code, sys.stderr.getvalue()


def test_damaged_catalogues(seeded: Path, tmp_path: Path, amount: Amount, tell: Tell) -> None:
    chance = random.Random(1)
    whole = seeded.read_bytes()
    ended: Counter[str] = Counter()
    wrong: list[str] = []
    files = amount(6, 2_000)
    unsound = 0
    database = tmp_path / "damaged.db"
    for number in range(files):
        for path in tmp_path.glob("damaged.db*"):
            path.unlink()
        database.write_bytes(whole)
        damage(database, chance)
        unsound += not is_sound(database)
        for command in QUESTIONS + CHANGES:
            copy = tmp_path / "copy.db"
            copy.unlink(missing_ok=True)
            words = command.format(copy=copy, page=LISTINGS[0]).split()
            outcome = forked(partial(quiet_run, [*words, "--db", str(database)]), seconds=10)
            if not isinstance(outcome.result, tuple):
                wrong.append(f"file {number}, {command}: {outcome}")
                continue
            code, said = outcome.result
            ended[f"exit {code}"] += 1
            if "unforeseen" in said or "Traceback" in said:
                wrong.append(f"file {number}, {command}: {said}")
            done = copy if command.startswith("backup") else database
            if code == 0 and command.startswith(MUST_BE_SOUND) and not is_sound(done):
                wrong.append(f"file {number}, {command}: says done")
    counts = ", ".join(f"{count} {end}" for end, count in sorted(ended.items()))
    tell(f"{files} damaged catalogues, {unsound} of them unsound: {counts}; {len(wrong)} wrong")
    assert not wrong, wrong[:9]


@pytest.mark.parametrize("table", ["papers", "statements", "people", "doubts", "categories"])
def test_a_value_that_is_not_text_is_named_as_damage(
    seeded: Path, papercat: Papercat, table: str
) -> None:
    with closing(sqlite3.connect(seeded)) as db:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if "TEXT" in row[2]]
        for column in columns:
            with suppress(sqlite3.IntegrityError):
                db.execute(f"UPDATE {table} SET \"{column}\" = x'ff' WHERE id % 3 = 1")  # noqa: S608  our own tables
        db.commit()
    for command in (*QUESTIONS, "authors", "stats", "import {page}", "undo", "review --json"):
        words = command.format(copy=seeded.with_name("copy.db"), page=LISTINGS[0]).split()
        ran = papercat(*words)
        assert "unforeseen" not in ran.err, (command, ran.err)
        assert ran.code != 4 or "damaged" in ran.err, (command, ran.err)
    assert papercat("check").code == 1


@pytest.mark.parametrize(
    ("table", "column"),
    [("inferences", "certainty"), ("doubts", "alternatives"), ("papers", "extra")],
)
def test_a_text_that_means_nothing_is_named_as_damage(
    seeded: Path, papercat: Papercat, table: str, column: str
) -> None:
    with closing(sqlite3.connect(seeded)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(f"UPDATE {table} SET {column} = '[x'")  # noqa: S608  our own tables
        db.commit()
    assert papercat("check").code == 1
    for command in ("export --jsonl", "check --repair"):
        ran = papercat(*command.split())
        assert (ran.code, "damaged" in ran.err) == (4, True), ran.err
