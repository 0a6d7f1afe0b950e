"""Start-up stays quick: tests check imports, not seconds."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "sqlite_utils",
    "rich",
    "pydantic",
    "dateutil",
    "frontmatter",
    "yaml",
    "httpx",
    "hypothesis",
}
SCRIPT = """
import sys
from papercat.cli import run
run(sys.argv[1:])
print("modules:", *sys.modules)
"""


def imported_by(*arguments: str) -> set[str]:
    """The modules that a run of papercat imports."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("modules:")[2].split())


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_help_imports_nothing_heavy() -> None:
    assert not packages(imported_by("--help")) & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "language"),
        ("search", "language", "--json"),
        ("show", "hoffmann2022training"),
        ("stats",),
    ],
)
def test_a_question_in_a_pipe_imports_nothing_heavy(seeded: Path, arguments: tuple[str]) -> None:
    assert not packages(imported_by(*arguments, "--db", str(seeded))) & HEAVY


def test_a_search_imports_no_more_than_it_needs(seeded: Path) -> None:
    imported = imported_by("search", "language", "--db", str(seeded))
    spelling = {"papercat.search.nearest_query", "rapidfuzz"}
    whole_papers = {"papercat.papers.model", "papercat.papers.clean_text", "papercat.text.tex"}
    assert not imported & (spelling | whole_papers)
