"""Kill papercat at a system call, or let the call fail, with strace."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from running import Ran

ALL_CALLS = "openat,pread64,read,write,pwrite64,fsync,fdatasync,ftruncate,rename,unlink"
CHANGES = {"write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink"}
"""calls that change a file or make a change last"""
_CALL = re.compile(r"^(\w+)\(")


class Call(NamedTuple):
    """One system call of a run."""

    name: str
    number: int
    """counts the calls of this name in the run, from 1"""


def skip_without_strace() -> None:
    """Skip a test where strace is missing or may not watch processes."""
    works = (
        shutil.which("strace")
        and not subprocess.run(
            ["strace", "-qq", "true"], check=False, capture_output=True
        ).returncode
    )
    if not works:
        pytest.skip("strace is missing, or may not watch processes here")


def calls_on(folder: Path, arguments: Sequence[str]) -> list[Call]:
    """Run papercat and return its calls on files in a folder, in their order."""
    # Stopping the program at no other calls is faster. Faults do not always strike then.
    options = ["--seccomp-bpf", "-y", "-e", f"trace={ALL_CALLS}"]
    trace = _strace(folder, arguments, options)[1]
    counts: dict[str, int] = {}
    found: list[Call] = []
    for line in trace:
        match = _CALL.match(line)
        if match is None:
            continue
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        if str(folder) in line:
            found.append(Call(name, counts[name]))
    return found


def spread(points: Sequence[Call], count: int) -> list[Call]:
    """Choose some points, evenly spread."""
    last = len(points) - 1
    places = {round(last * (at + 0.5) / count) for at in range(count)}
    return [points[place] for place in sorted(places)]


def run_with(fault: str, call: Call, folder: Path, arguments: Sequence[str]) -> tuple[Ran, bool]:
    """Run papercat with a fault at a call: `signal=KILL`, or `error=EIO`.

    Return how it ended, and if the fault struck a file in the folder.
    """
    inject = f"inject={call.name}:{fault}:when={call.number}"
    ran, trace = _strace(folder, arguments, ["-y", "-e", f"trace={call.name}", "-e", inject])
    if fault == "signal=KILL":
        return ran, ran.code == -9
    return ran, any("(INJECTED)" in line and str(folder) in line for line in trace)


def _strace(
    folder: Path, arguments: Sequence[str], options: Sequence[str]
) -> tuple[Ran, list[str]]:
    trace = folder.with_suffix(".trace")
    # The same calls in the same order each time: no random hashes, no compiled files.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["strace", "-f", "-qq", "-o", str(trace)]
    done = subprocess.run(
        [*command, *options, sys.executable, "-m", "papercat", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
    lines = trace.read_text("utf-8", "replace").splitlines()
    without_process = [line.partition(" ")[2].lstrip() for line in lines]
    return Ran(done.returncode, done.stdout, done.stderr), without_process
