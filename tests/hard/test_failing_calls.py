"""A failing disk, a full disk, missing rights and too many open files: one line, no half state."""

from pathlib import Path

import pytest
from figures import LONG, Amount, Tell
from operations import OPERATIONS, Operation
from system_calls import calls_on, run_with, skip_without_strace, spread

ERRORS = ("EIO", "ENOSPC", "EACCES", "EMFILE")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_a_failing_call_is_one_line(
    operation: Operation, seeded: Path, tmp_path: Path, amount: Amount, tell: Tell
) -> None:
    skip_without_strace()
    operation.begin(seeded, tmp_path / "files")
    calls = calls_on(operation.folder, operation.command)
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
