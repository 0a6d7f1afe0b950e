"""Output: every format of every command, into terminals, pipes, full disks and closed streams."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import ENTRY, SEEDS, Papercat, as_process

from papercat.exporting.output_format import FORMATS

ANYTHING = sorted({*FORMATS} - {"bibtex", "biblatex", "csl", "ris", "parquet"})
"""the formats that show more than papers"""
TAKE_EVERY_FORMAT = (
    ("search", "language"),
    ("show", "hoffmann2022training"),
    ("why", "hoffmann2022training"),
    ("author", "Simon Osindero"),
    ("author", "s"),
    ("authors",),
    ("category", "LG"),
    ("categories",),
    ("conference", "iclr2024"),
    ("conferences",),
    ("post", "iclr-2023"),
    ("posts",),
    ("organisations",),
    ("organisation", "deepmind"),
    ("show", "hoffmann2022training", "jain2026mad"),
    ("why", "hoffmann2022training", "jain2026mad"),
    ("authors", "language"),
    ("config",),
    ("stats",),
    ("export",),
    ("where",),
)


@pytest.mark.parametrize("view", ANYTHING)
@pytest.mark.parametrize("arguments", TAKE_EVERY_FORMAT, ids=" ".join)
def test_every_command_takes_every_format(
    papercat: Papercat, seeded: Path, arguments: tuple[str, ...], view: str
) -> None:
    ran = papercat(*arguments, f"--{view}")
    assert seeded.exists()
    if ran.code == 2 and view in {"biblatex", "bibtex", "csl", "ris"}:
        assert f"--{view} writes papers, and this command shows none" in ran.err
        return
    assert ran.code == (arguments == ("author", "s"))
    assert ran.out.endswith("\n")


def test_a_closed_pipe_is_no_error(seeded: Path) -> None:
    papercat = f"{sys.executable} -m papercat export --jsonl --db {seeded}"
    pipe = f"{papercat} | head -1 | cut -c1-6; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", pipe],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ['{"key"', "0"]
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments", ["search", "export --json", "import {entry}", "--help", "--version"]
)
def test_a_full_disk_behind_standard_output_is_one_line(seeded: Path, arguments: str) -> None:
    entry = seeded.with_name("entry.txt")
    entry.write_text(ENTRY, "utf-8")
    command = [*arguments.format(entry=entry).split(), "--db", str(seeded)]
    if arguments.startswith("--"):
        command = [arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "papercat", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    said = "papercat: standard output or a temporary file: No space left on device"
    assert done.stderr.splitlines()[-1] in {
        said,
        "papercat: standard output: No space left on device",
    }
    assert "Traceback" not in done.stderr
    assert ("1 seen, 1 added" in done.stderr) == arguments.startswith("import")


@pytest.mark.parametrize(
    ("redirected", "code"),
    [("search >&-", 4), ("search 2>&-", 0), ("import - <&-", 3), ("review <&-", 0)],
)
def test_closed_streams_are_no_traceback(seeded: Path, redirected: str, code: int) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m papercat {redirected}"],
        env={**os.environ, "PAPERCAT_DB": str(seeded)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"COLUMNS": "20"},
        {"COLUMNS": "1"},
        {"TERM": "dumb"},
    ],
)
@pytest.mark.parametrize("view", ["plain", "table"])
def test_every_terminal_works(seeded: Path, env: dict[str, str], view: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "papercat", "search", "Pătrăucean", "--view", view],
        env={**os.environ, **env, "PAPERCAT_DB": str(seeded)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"Perception" in done.stdout or env.get("COLUMNS") == "1"


def test_interrupted_is_one_line_and_exit_130(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "papercat", "import", "-", "--db", str(tmp_path / "x.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(b"CVMay 6, 2022\n" * 10_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    if process.returncode == -signal.SIGINT:
        pytest.skip("the signal came before Python was ready for it")
    assert process.returncode == 130
    assert said.decode() == "papercat: interrupted; nothing unfinished was kept\n"


def test_a_traceback_can_be_asked_for(seeded: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "papercat", "search", "--db", str(seeded)],
            env={**os.environ, "PAPERCAT_DEBUG": "1"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" in done.stderr


def test_on_a_terminal_rows_are_a_table(
    seeded: Path, papercat: Papercat, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seeded.exists()
    assert "─" not in papercat("conferences").out
    monkeypatch.setattr("papercat.terminal.is_terminal", lambda _: True)
    assert "─" in papercat("conferences").out


def test_remarks_that_nobody_can_read_change_no_exit_code(seeded: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "papercat", "search", "language", "--db", str(seeded)],
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert done.returncode == 0
    assert done.stdout.count(b"\n") > 10


def test_a_table_into_a_closed_pipe_is_no_error(seeded: Path) -> None:
    papercat = f"{sys.executable} -m papercat authors --all --table --db {seeded}"
    done = subprocess.run(
        ["bash", "-c", f"{papercat} | head -1 > /dev/null; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_lines_are_ascii_where_the_terminal_is(seeded: Path) -> None:
    ran = as_process(
        *("stats", "--table", "--db", str(seeded)),
        env={"PYTHONIOENCODING": "ascii", "COLUMNS": "60"},
    )
    assert max(map(len, ran.out.splitlines()[1:])) <= 60
    assert "\n----" in ran.out


def test_empty_lists_say_so_on_a_terminal(papercat: Papercat, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(ENTRY, "utf-8")
    assert papercat("import", page).code == 0
    assert papercat("conferences", "--table").out == "No conferences yet.\n"
    assert papercat("organisations", "--table").out == "No organisations yet.\n"
    assert papercat("conferences").out == ""


@pytest.mark.parametrize("arguments", TAKE_EVERY_FORMAT, ids=" ".join)
def test_json_holds_data_and_no_sentences(
    papercat: Papercat, seeded: Path, arguments: tuple[str, ...]
) -> None:
    assert seeded.exists()
    value = json.loads(papercat(*arguments, "--json").out)
    assert not re.search(r"\d+: \d+ stated", json.dumps(value))
    assert isinstance(value, dict | list)


def test_every_spreadsheet_format_can_be_made_safe(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "risky.jsonl"
    record = {"title": "=1+1", "authors": ["+cmd"], "categories": ["@x"]}
    file.write_text(json.dumps(record), "utf-8")
    papercat("import", file)
    for command in ("search", "authors", "categories"):
        exact = papercat(command, "--csv")
        assert "would run as a formula in a spreadsheet; see --spreadsheet-safe" in exact.err
        safe = papercat(command, "--csv", "--spreadsheet-safe")
        assert safe.err == ""
        assert not re.search(r"(^|,)[=+@]", safe.out, re.MULTILINE)


def test_an_interrupt_at_any_moment_is_one_line(tmp_path: Path) -> None:
    """Interrupt papercat at moments from before its first import to its end."""
    command = [sys.executable, "-X", "importtime", "-m", "papercat", "import", str(SEEDS)]
    for module in ("typer", "papercat.cli", "papercat.importing.documents", "yaml"):
        database = tmp_path / "papers.db"
        running = subprocess.Popen(
            [*command, "--db", str(database)],
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert running.stderr
        for line in running.stderr:
            if line.rpartition("|")[2].strip() == module:
                break
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read().splitlines()
        running.stderr.close()
        assert running.wait() == 130
        said = [line for line in rest if not line.startswith("import time:")]
        assert len(said) == 1
        assert said[0].startswith("papercat: interrupted")
