"""Fields, formats and commands are added as CONTRIBUTING.md says; nothing else is needed."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import ROOT

Run = Callable[..., str]

FIELD = """    award: str | None = declared(Kind.TEXT, "Award.", "--award")
"""
FORMAT = '''"""Lines of titles: a format for a test."""

from collections.abc import Iterable, Iterator

from papercat.papers.model import Author, Hints, Paper, Record

NAME = "titles"


def score(head: str) -> float:
    """Return 1 if the document says that it is a list of titles."""
    return float(head.startswith("TITLES"))


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper for each line after the first."""
    for number, line in enumerate(lines, 1):
        if number > 1 and line.strip():
            yield Paper(line.strip(), number, authors=(Author("Ada Moor"),))
'''
COMMAND = '''"""Show the number of papers.

papercat howmany
papercat howmany --db FILE
"""

import sys

from papercat.commands.support.invocation import Invocation


def run(invocation: Invocation) -> None:
    """See the module's text, which is this command's help."""
    (count,) = invocation.catalogue().execute("SELECT count(*) FROM papers").fetchone()
    sys.stdout.write(f"{count}\\n")


def whether(invocation: Invocation) -> None:
    """Tell whether there are papers.

    papercat whether
    papercat whether --db FILE
    """
    (count,) = invocation.catalogue().execute("SELECT count(*) FROM papers").fetchone()
    sys.stdout.write(f"{count > 0}\\n")
'''


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Copy the package, with its compiled files, and its migrations."""
    for name in ("papercat", "migrations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def run(checkout: Path) -> Run:
    """Run the copied papercat; its standard output comes back."""

    def runner(*arguments: str) -> str:
        environment = {
            **os.environ,
            "PYTHONPATH": str(checkout),
            "PAPERCAT_DB": str(checkout / "papers.db"),
        }
        done = subprocess.run(
            [sys.executable, "-m", "papercat", *arguments],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return runner


def test_a_field_is_one_declaration_and_one_migration(checkout: Path, run: Run) -> None:
    model = checkout / "papercat" / "papers" / "model.py"
    before = "    extra: tuple[tuple[str, str], ...] = ()\n"
    text = model.read_text("utf-8")
    assert before in text
    model.write_text(text.replace(before, FIELD + before, 1), "utf-8")
    migration = checkout / "migrations" / "9999_award.sql"
    migration.write_text("-- Awards.\nALTER TABLE papers ADD COLUMN award TEXT;\n", "utf-8")
    papers = checkout / "papers.jsonl"
    papers.write_text('{"title": "Sheep of the Hills", "award": "Best Poster"}\n', "utf-8")

    run("import", str(papers))
    (paper,) = map(json.loads, run("export", "--jsonl").splitlines())
    assert paper["award"] == "Best Poster"
    (row,) = csv.DictReader(run("export", "--csv").splitlines())
    assert row["award"] == "Best Poster"
    run("correct", paper["key"], "--award", "Best Paper")
    (paper,) = map(json.loads, run("export", "--jsonl").splitlines())
    assert paper["award"] == "Best Paper"
    assert "award\tBest Paper\tdecided" in run("why", paper["key"])
    run("undo")
    (paper,) = map(json.loads, run("export", "--jsonl").splitlines())
    assert paper["award"] == "Best Poster"


def test_a_format_is_one_file(checkout: Path, run: Run) -> None:
    module = checkout / "papercat" / "importing" / "formats" / "titles_only.py"
    module.write_text(FORMAT, "utf-8")
    document = checkout / "list.txt"
    document.write_text("TITLES\nSheep of the Hills\nOn Goats and Their Kin\n", "utf-8")

    run("import", str(document))
    assert run("search", "goats", "--fields", "title").strip() == "On Goats and Their Kin"


def test_a_command_is_one_file_and_may_share_it(checkout: Path, run: Run) -> None:
    (checkout / "papercat" / "commands" / "howmany.py").write_text(COMMAND, "utf-8")
    cli = checkout / "papercat" / "cli.py"
    text = cli.read_text("utf-8")
    table, shared = "COMMANDS = {\n", "SHARED = {\n"
    assert text.count(table) == text.count(shared) == 1
    lines = '    "howmany": "Count papers.",\n    "whether": "Tell whether there are papers.",\n'
    text = text.replace(table, table + lines)
    cli.write_text(text.replace(shared, shared + '    "whether": "howmany",\n'), "utf-8")
    papers = checkout / "papers.jsonl"
    papers.write_text('{"title": "Sheep of the Hills"}\n', "utf-8")

    run("import", str(papers))
    assert run("howmany") == "1\n"
    assert run("whether") == "True\n"
    assert "papercat howmany" in run("howmany", "--help")
    assert "papercat whether" in run("whether", "--help")
