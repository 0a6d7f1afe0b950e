"""Start-up stays quick: what a run imports is counted, not timed."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"sqlite_utils", "rich", "pydantic", "dateutil", "frontmatter", "yaml", "hypothesis"}
SCRIPT = """
import sys
from papercat.cli import run
run(sys.argv[1:])
print("modules:", *{name.partition(".")[0] for name in sys.modules})
"""


def imported_by(*arguments: str) -> set[str]:
    """The packages that a run of papercat imports, first parts of their names."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("modules:")[2].split())


def test_help_imports_nothing_heavy() -> None:
    assert not imported_by("--help") & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "language"),
        ("search", "language", "--json"),
        ("show", "hoffmann2022training"),
        ("export", "--jsonl"),
        ("stats",),
    ],
)
def test_a_question_in_a_pipe_imports_nothing_heavy(seeded: Path, arguments: tuple[str]) -> None:
    assert not imported_by(*arguments, "--db", str(seeded)) & HEAVY
