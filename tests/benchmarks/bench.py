"""Measure papercat's speed as ratios of medians, taken in turns; run by `make bench`.

usage: bench.py [SIZE [OUT]]

SIZE papers (default 100,000) come from make_snapshot.py. The floor is
../shared/score/floor.py if it exists, else floor.py next to this file. The tables go to
standard output and to OUT.
"""

import json
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import inside
from make_snapshot import SHARED
from make_snapshot import main as make_snapshot
from processes import Command, Pair, Run, in_turns, run, run_on_terminal

from papercat import __version__

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
GIVEN_FLOOR = HERE.parents[2] / "shared" / "score" / "floor.py"
FLOOR = GIVEN_FLOOR if GIVEN_FLOOR.exists() else HERE / "floor.py"
IMPORT_TYPER: Command = [sys.executable, "-c", "import typer"]
SMALL = 10_000
QUICK = 11
"""runs of a quick command"""
SOME = 5
"""runs of a command that takes seconds"""

MOST_PROLIFIC = """
SELECT p.id FROM authorships AS a JOIN names AS n ON n.id = a.name_id
JOIN people AS p ON p.id = n.person_id GROUP BY p.id ORDER BY count(*) DESC LIMIT 1
"""
SOMEBODY = "SELECT name FROM people WHERE id > 1000 AND name GLOB '[A-Z]* [A-Z]*' LIMIT 1"
RARE = """
SELECT term FROM temp.words WHERE doc BETWEEN 3 AND 9 AND term GLOB '[a-z][a-z][a-z][a-z]*' LIMIT 1
"""
YEAR = "SELECT substr(published, 1, 4) FROM papers GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
CATEGORY = """
SELECT c.code FROM paper_categories AS pc JOIN categories AS c ON c.id = pc.category_id
GROUP BY c.id ORDER BY count(*) DESC LIMIT 1
"""
AUTHOR = "SELECT name FROM people WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a measurement and its ratio."""

    what: str
    against: str
    wanted: float
    ratio: float
    figures: str

    @property
    def line(self) -> str:
        """The line in Markdown."""
        mark = "" if self.ratio <= self.wanted else " **no**"
        cells = self.what, self.against, f"≤ {self.wanted:g}", f"{self.ratio:.3g}{mark}"
        return f"| {' | '.join([*cells, self.figures])} |"


def papercat(*arguments: str | Path) -> Command:
    """Return a command line of papercat."""
    return [BIN / "papercat", *arguments]


def compared(what: str, against: str, wanted: float, pair: Pair) -> Row:
    """Make a row of two medians."""
    unit, factor = ("s", 1) if pair.one >= 2 else ("ms", 1000)
    figures = f"{pair.one * factor:.3g} {unit} · {pair.other * factor:.3g} {unit}"
    return Row(what, against, wanted, pair.ratio, figures)


def limited(what: str, megabytes: float, most: float) -> Row:
    """Make a row of a peak of memory."""
    return Row(what, "MB", most, megabytes, f"{megabytes:.0f} MB")


class Bench:
    """A folder with the snapshot, papercat's catalogue of it, and the floor's database."""

    def __init__(self, size: int, folder: Path) -> None:
        """Write the snapshot; load nothing yet."""
        self.size = size
        self.folder = folder
        self.runs = 3 if size <= 200_000 else 1
        self.snapshot = folder / "snapshot.jsonl"
        self.catalogue, self.floor = folder / "papercat.db", folder / "floor.db"
        self.small = folder / "small.db"
        make_snapshot(size, self.snapshot, SHARED)

    def _afresh(self, db: Path, command: Command) -> Run:
        for suffix in ("", "-wal", "-shm"):
            db.with_name(db.name + suffix).unlink(missing_ok=True)
        return run(command)

    def _head(self, papers: int, first: str) -> Path:
        """Write a snapshot of the first papers, under other identifiers."""
        path = self.folder / f"{papers}.jsonl"
        with self.snapshot.open() as lines, path.open("w") as out:
            for number, row in enumerate(map(json.loads, islice(lines, papers))):
                row |= {"id": f"{first}.{number:05}", "doi": None}
                out.write(json.dumps(row) + "\n")
        return path

    def loading(self) -> Iterator[Row]:
        """Measure imports: against the floor, large against small, and into a large catalogue."""
        load = partial(
            self._afresh, self.floor, [sys.executable, FLOOR, "load", self.snapshot, self.floor]
        )
        ours = papercat("import", self.snapshot, "--db", self.catalogue)
        people = in_turns(partial(self._afresh, self.catalogue, ours), load, self.runs)
        yield compared("import", "`floor.py load`", 4.5, people)
        head = papercat("import", self._head(SMALL, "9950"), "--db", self.small)
        small = self._afresh(self.small, head).seconds / min(SMALL, self.size)
        each = Pair(people.one / self.size, small)
        yield compared("import, per paper", f"import of {SMALL:,}, per paper", 1.25, each)
        more = run(papercat("import", self._head(1000, "9951"), "--db", self.catalogue))
        pair = Pair(more.seconds, people.one)
        yield compared("adding 1,000 papers", "importing all of them", 0.12, pair)
        yield limited("peak memory of an import", max(people.megabytes, more.megabytes), 400)
        sizes = Pair(self.catalogue.stat().st_size, self.floor.stat().st_size)
        figures = f"{sizes.one / 1e6:.0f} MB · {sizes.other / 1e6:.0f} MB"
        yield Row("the catalogue's file", "the floor's", 1.9, sizes.ratio, figures)

    def starting(self) -> Iterator[Row]:
        """Measure whole processes against importing Typer."""
        os.environ["PAPERCAT_DB"] = str(self.catalogue)
        somebody, key = self._ask(SOMEBODY), self._ask("SELECT key FROM papers LIMIT 1")
        words = ("search", "neural", "network")
        typer = partial(run, IMPORT_TYPER)
        for what, how, wanted, command in (
            ("`search WORDS` on a terminal", run_on_terminal, 2.2, words),
            ("`search WORDS` in a pipe", run, 1.5, words),
            ("`author NAME` on a terminal", run_on_terminal, 2.0, ("author", somebody)),
            ("`show KEY` on a terminal", run_on_terminal, 2.0, ("show", key)),
            ("`--help`", run, 1.6, ("--help",)),
            ("value completion", run, 1.6, ("_complete", "--", "author", somebody[:4])),
        ):
            pair = in_turns(partial(how, papercat(*command)), typer, QUICK)
            yield compared(what, "`import typer`", wanted, pair)
        peer: Command = [BIN / "sqlite-utils", "search", self.catalogue, "papers", "neural network"]
        peer = [*peer, "--limit", "20"]
        pair = in_turns(partial(run, papercat(*words)), partial(run, peer), QUICK)
        yield compared("`search WORDS` in a pipe", "`sqlite-utils search`", 0.75, pair)

    def _ask(self, query: str, *values: object) -> str:
        db = sqlite3.connect(self.catalogue)
        db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, papers_fts, row)")
        answer = str(db.execute(query, values).fetchone()[0])
        db.close()
        return answer

    def asking(self) -> Iterator[Row]:
        """Measure questions, in this process and as whole processes."""
        median, late = inside.ranked(self.catalogue, self.floor)
        yield compared("ranked search, median of 600", "the floor's two steps", 2, median)
        yield compared("ranked search, 99th percentile", "the same", 0.6, late)
        newest = inside.newest_first(self.catalogue)
        yield compared("a common word, newest first", "the word ranked", 1.5, newest)
        prolific = self._ask(MOST_PROLIFIC)
        conditions = {
            "category": f"category:{self._ask(CATEGORY)}",
            "year": f"year:{self._ask(YEAR)}",
            "author": f'author:"{self._ask(AUTHOR, prolific)}"',
        }
        pairs = inside.narrowed(self.catalogue, list(conditions.values()))
        for what, pair in zip(conditions, pairs, strict=True):
            yield compared(f"a common word in one {what}", "the word alone", 1.5, pair)
        rare = partial(run, papercat("search", self._ask(RARE)))
        most = 0.0
        for command in (("author", prolific), ("stats",), ("categories",)):
            pair = in_turns(partial(run, papercat(*command)), rare, QUICK)
            most = max(most, pair.megabytes)
            yield compared(f"`{command[0]}`", "`search` of a rare word", 1.5, pair)
        common = run(papercat("search", inside.COMMON))
        yield limited("peak memory of a query", max(most, common.megabytes), 100)
        dump: Command = [sys.executable, FLOOR, "csv", self.floor]
        csv = in_turns(partial(run, papercat("export", "--csv")), partial(run, dump), SOME)
        yield compared("`export --csv`", "`floor.py csv`", 1, csv)
        lines = run(papercat("export", "--jsonl"))
        yield limited("peak memory of an export", max(csv.megabytes, lines.megabytes), 100)


def report(title: str, rows: Callable[[], Iterator[Row]]) -> str:
    """Return a table in Markdown; print each row as soon as it is measured."""
    lines = [title, "", "| what | against | wanted | ratio | medians |", "|---|---|---|---|---|"]
    sys.stdout.write("\n".join(lines) + "\n")
    for row in rows():
        sys.stdout.write(row.line + "\n")
        sys.stdout.flush()
        lines.append(row.line)
    return "\n".join([*lines, "", ""])


def main(size: int, out: Path | None) -> None:
    """Measure everything and write the page."""
    head = f"""\
# How fast papercat is

Measured by `make bench SIZE={size}` with papercat {__version__} on {platform.machine()},
{os.cpu_count()} processors, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}.
Each ratio compares two medians; the two commands ran in turns. **no** marks a figure that is not
reached.

"""
    folder = Path(tempfile.mkdtemp(prefix="papercat-bench-"))
    try:
        bench = Bench(size, folder)
        loading = report(f"## Loading {size:,} papers", bench.loading)
        starting = report("## Whole processes", bench.starting)
        asking = report(f"## Asking {size:,} papers", bench.asking)
    finally:
        shutil.rmtree(folder)
    if out:
        notes = (HERE / "notes.md").read_text("utf-8")
        out.write_text(head + starting + loading + asking + notes, "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000, Path(sys.argv[2]) if sys.argv[2:] else None)
