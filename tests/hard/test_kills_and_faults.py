"""Kills, failing disks, missing rights, too many open files: nothing half done, one line."""

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from figures import LONG, Amount, Tell
from operations import OPERATIONS, Operation
from running import Papercat
from system_calls import CHANGES, Call, calls_on, run_with, skip_without_strace, spread

ERRORS = ("EIO", "ENOSPC", "EACCES", "EMFILE")


@pytest.fixture(scope="module", params=OPERATIONS, ids=lambda each: each.name)
def operation(
    request: pytest.FixtureRequest,
    seeds_imported_once: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Operation:
    """An operation with its files and its states before and after."""
    begun: Operation = replace(request.param)
    begun.begin(seeds_imported_once, tmp_path_factory.mktemp(begun.name) / "files")
    return begun


@pytest.fixture(scope="module")
def calls(operation: Operation) -> list[Call]:
    """The calls of an operation on its files."""
    skip_without_strace()
    operation.reset()
    return calls_on(operation.folder, operation.command)


def check(operation: Operation, papercat: Papercat) -> tuple[bool, bool]:
    """Check the state after a kill; tell if it was within a transaction, and if all is done."""
    open_log = operation.is_unfinished()
    state = operation.now()
    assert state in (operation.before, operation.after)
    ran = papercat("stats", "--db", operation.folder / "papers.db")
    assert ran.code in (0, 1), ran.err  # 1: there are no papers
    return open_log and state == operation.before, state == operation.after


def test_killed_at_writes_and_syncs(
    operation: Operation, calls: list[Call], papercat: Papercat, amount: Amount, tell: Tell
) -> None:
    changes = [call for call in calls if call.name in CHANGES]
    points = spread(changes, amount(1, 200))
    struck = inside = done = 0
    for call in points:
        operation.reset()
        _, killed = run_with("signal=KILL", call, operation.folder, operation.command)
        struck += killed
        was_inside, was_done = check(operation, papercat)
        inside += was_inside
        done += was_done
    tell(
        f"{operation.name} killed at {len(points)} of {len(changes)} writes and syncs:"
        f" {struck} struck, {inside} inside a transaction, {done} after it; 0 half done"
    )
    assert struck >= 0.9 * len(points)


def test_a_failing_call_is_one_line(
    operation: Operation, calls: list[Call], amount: Amount, tell: Tell
) -> None:
    points = spread(calls[:200], amount(1, 200))
    struck = failed = 0
    wrong: list[str] = []
    for call in points:
        for error in ERRORS if LONG else ERRORS[:1]:
            operation.reset()
            fault = f"error={error}"
            ran, hit = run_with(fault, call, operation.folder, operation.command)
            struck += hit
            failed += ran.code != 0
            state = operation.now()
            place = f"{call.name} {call.number} {error}: exit {ran.code}, {ran.err!r}"
            if "Traceback" in ran.err or "unforeseen" in ran.err:
                wrong.append(f"{place}: a traceback")
            elif state not in (operation.before, operation.after):
                wrong.append(f"{place}: half done")
            elif ran.code == 0 and state != operation.after:
                wrong.append(f"{place}: says done, but is not")
            elif ran.code != 0 and state != operation.before:
                wrong.append(f"{place}: says failed, but is done")
    tell(
        f"{operation.name}, {len(points)} of {len(calls)} calls failing each:"
        f" {struck} struck, {failed} reported, {len(wrong)} wrong"
    )
    assert not wrong


def test_killed_at_random_moments(
    operation: Operation, papercat: Papercat, amount: Amount, tell: Tell
) -> None:
    if not LONG and operation.name != "import":
        pytest.skip("one operation is enough for the short version")
    operation.reset()
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
