"""A killed papercat leaves nothing half done, and the next command works."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from figures import LONG, Amount, Tell
from operations import OPERATIONS, Operation
from running import Papercat
from system_calls import CHANGES, calls_on, run_with, skip_without_strace, spread

each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)


def check(operation: Operation, papercat: Papercat) -> tuple[bool, bool]:
    """Check the state after a kill; tell if it was within a transaction, and if all is done."""
    open_log = operation.is_unfinished()
    state = operation.now()
    assert state in (operation.before, operation.after)
    ran = papercat("stats", "--db", operation.folder / "papers.db")
    assert ran.code in (0, 1), ran.err  # 1: there are no papers
    return open_log and state == operation.before, state == operation.after


@each_operation
def test_killed_at_writes_and_syncs(
    operation: Operation,
    seeded: Path,
    tmp_path: Path,
    papercat: Papercat,
    amount: Amount,
    tell: Tell,
) -> None:
    skip_without_strace()
    operation.begin(seeded, tmp_path / "files")
    calls = [call for call in calls_on(operation.folder, operation.command) if call.name in CHANGES]
    points = spread(calls, amount(2, 200))
    struck = inside = done = 0
    for call in points:
        operation.reset()
        _, killed = run_with("signal=KILL", call, operation.folder, operation.command)
        struck += killed
        was_inside, was_done = check(operation, papercat)
        inside += was_inside
        done += was_done
    tell(
        f"{operation.name} killed at {len(points)} of {len(calls)} writes and syncs:"
        f" {struck} struck, {inside} inside a transaction, {done} after it; 0 half done"
    )
    assert struck >= 0.9 * len(points)


@pytest.mark.parametrize(
    "operation", OPERATIONS if LONG else OPERATIONS[:1], ids=lambda each: each.name
)
def test_killed_at_random_moments(
    operation: Operation,
    seeded: Path,
    tmp_path: Path,
    papercat: Papercat,
    amount: Amount,
    tell: Tell,
) -> None:
    operation.begin(seeded, tmp_path / "files")
    command = [sys.executable, "-m", "papercat", *operation.command]
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    lasts = time.monotonic() - start
    chance = random.Random(1)
    struck = inside = done = 0
    kills = amount(1, 34)
    for _ in range(kills):
        operation.reset()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.1) * lasts)
        process.kill()
        struck += process.wait() == -9
        was_inside, was_done = check(operation, papercat)
        inside += was_inside
        done += was_done
    tell(
        f"{operation.name} killed at {kills} random moments:"
        f" {struck} struck, {inside} inside a transaction, {done} after it; 0 half done"
    )
