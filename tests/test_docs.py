"""The documentation says what the code does, and names files that exist."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from running import ROOT

from papercat import __version__
from papercat.cli import COMMANDS
from papercat.search.query_fields import FIELDS
from papercat.search.query_reader import parse

DOCS = ROOT / "docs"
PAGES = (
    *ROOT.glob("*.md"),
    *DOCS.glob("*.md"),
    *DOCS.glob("decisions/*.md"),
    ROOT / "training" / "README.md",
)

FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
ENDINGS = "py|md|txt|tsv|json|jsonl|sql|model|toml|xz"
FILE = re.compile(rf"[\w./-]+\.(?:{ENDINGS})")
PLACEHOLDER = re.compile(r"NAME|NNNN|DIR|FILE")
DATA = ("listings/", "authors/")
"""folders with data for training, which are not part of the repository"""


def named_files(page: Path) -> set[str]:
    """Return the files of the repository that a page names in code."""
    text = FENCED.sub("", page.read_text("utf-8"))
    found: set[str] = set()
    for code in CODE.findall(text):
        name = code.removeprefix("../")
        is_file = FILE.fullmatch(name) and not PLACEHOLDER.search(name)
        if is_file and not name.startswith(DATA):
            found.add(name)
    return found


def exists(name: str) -> bool:
    """Tell whether a file has this path, or ends with it, in the repository."""
    if (ROOT / name).exists():
        return True
    folders = (ROOT / folder for folder in ("papercat", "tests", "training", "docs", "migrations"))
    return any(
        path.as_posix().endswith(f"/{name}")
        for folder in folders
        for path in folder.rglob(Path(name).name)
    )


def label(page: Path) -> str:
    """Return the path of a page as the id of a test."""
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    missing = [name for name in sorted(named_files(page)) if not exists(name)]
    assert not missing


def test_every_file_in_the_diagrams_of_the_architecture_exists() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    for block in FENCED.findall(text):
        for name in FILE.findall(block):
            assert PLACEHOLDER.search(name) or exists(name), name


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference_of_readme(command: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    reference = readme.split("## Reference", 1)[1].split("## Limits", 1)[0]
    assert re.search(rf"`{command}[` ]", reference)


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
    for path in (DOCS / "decisions").glob("*.md"):
        assert path.read_text("utf-8").startswith(f"# {int(path.name[:4])}. ")


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert changelog.startswith(f"# Changelog\n\n## {__version__} (")


def test_make_help_describes_every_target() -> None:
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    phony = next(line for line in lines if line.startswith(".PHONY:"))
    for target in phony.split()[1:]:
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{target}:"))
        assert lines[at - 1].startswith("## "), target


def test_the_page_about_searching_is_up_to_date() -> None:
    generated = runpy.run_path(str(DOCS / "generate.py"))["page"]()
    assert (DOCS / "search.md").read_text("utf-8") == generated, "run: make docs"


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_on_the_page_with_an_example_that_can_be_read(field: str) -> None:
    syntax = FIELDS[field]
    assert f"`{syntax.name}:`" in (DOCS / "search.md").read_text("utf-8")
    parse(syntax.example)
