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


def test_the_memory_of_an_import(tmp_path: Path, tell: Tell) -> None:
    snapshot = tmp_path / "snapshot.jsonl"
    make_snapshot(PAPERS, snapshot, SHARED if LONG else Path("/nonexistent"))
    command = [sys.executable, "-m", "papercat", "import", str(snapshot), "--db"]
    process = subprocess.Popen(
        [*command, str(tmp_path / "papers.db")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    megabytes = used.ru_maxrss / 1024
    tell(f"{PAPERS} papers imported: at most {megabytes:.0f} MB (target {TARGET})")
    assert megabytes < TARGET
