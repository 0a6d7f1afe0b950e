"""An import of any size takes a bounded amount of memory."""

import os
import subprocess
import sys
from pathlib import Path

from figures import LONG, Tell
from make_snapshot import SHARED
from make_snapshot import main as make_snapshot

PAPERS = int(os.environ.get("SIZE", "100000")) if LONG else 500
TARGET = 400
"""megabytes"""
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""a small program between, because a process begins with the memory of the one that starts it"""


def test_the_memory_of_an_import(tmp_path: Path, tell: Tell) -> None:
    snapshot = tmp_path / "snapshot.jsonl"
    make_snapshot(PAPERS, snapshot, SHARED if LONG else Path("/nonexistent"))
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "papercat",
        "import",
        snapshot,
        "--db",
        tmp_path / "papers.db",
    ]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    megabytes = int(done.stdout) / 1024
    tell(f"{PAPERS} papers imported: at most {megabytes:.0f} MB (target {TARGET})")
    assert megabytes < TARGET
