"""`sources` and `forget`: what a file said, and how to be rid of it."""

import io
import json
import sys
from pathlib import Path

import pytest
from running import ENTRY, LISTINGS, SEEDS, Papercat

from papercat import terminal

OTHER = ENTRY.replace("A Title of Words", "Another Title")


@pytest.fixture
def pages(papercat: Papercat, tmp_path: Path) -> list[Path]:
    """Import two pages that share a paper."""
    both = [tmp_path / "one.txt", tmp_path / "two.txt"]
    both[0].write_text(ENTRY)
    both[1].write_text(ENTRY + OTHER)
    assert papercat("import", *both).code == 0
    return both


def titles(papercat: Papercat) -> list[str]:
    lines = papercat("export", "--jsonl").out.splitlines()
    return sorted(json.loads(line)["title"] for line in lines)


def test_sources_are_listed_in_the_order_of_import(papercat: Papercat, pages: list[Path]) -> None:
    rows = papercat("sources").rows
    assert [row[:5] for row in rows] == [
        ["1", str(pages[0]), "listing", "1", "0"],
        ["2", str(pages[1]), "listing", "2", "0"],
    ]


@pytest.mark.usefixtures("seeded")
def test_sources_as_json(papercat: Papercat) -> None:
    rows = {Path(row["file"]): row for row in json.loads(papercat("sources", "--json").out)}
    assert len(rows) == len([path for path in SEEDS.iterdir() if path.is_file()])
    page = rows[LISTINGS[0]]
    assert (page["papers"], page["posts"], page["format"]) == (50, 0, "listing")
    assert page["owner"]["name"] == "Simon Osindero"
    assert page["owner"]["basis"] == "inferred"
    assert 0 < page["owner"]["margin"] <= 1


def test_an_owner_that_was_inferred_is_marked(papercat: Papercat) -> None:
    papercat("import", LISTINGS[0])
    assert papercat("sources").rows[0][5] == "~Simon Osindero"
    papercat("import", LISTINGS[0], "--owner", "Simon Osindero")
    assert papercat("sources").rows[0][5] == "Simon Osindero"


def test_what_only_that_source_says_is_deleted(papercat: Papercat, pages: list[Path]) -> None:
    ran = papercat("forget", pages[1], "--yes")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        f"{pages[1]}: deletes 1 paper that no other source has",
        "Forgot 1 source.",
    ]
    assert titles(papercat) == ["A Title of Words"]
    assert papercat("check").code == 0


def test_several_sources_by_id(papercat: Papercat, pages: list[Path]) -> None:
    assert pages
    ran = papercat("forget", "1", "2", "-y")
    assert ran.err.splitlines()[-1] == "Forgot 2 sources."
    assert titles(papercat) == []
    assert papercat("sources").out == ""


def test_a_forgotten_source_can_be_imported_again(papercat: Papercat, pages: list[Path]) -> None:
    before = titles(papercat)
    papercat("correct", "doe2022title", "--venue", "ICLR")
    papercat("forget", "1", "2", "--yes")
    papercat("import", *pages)
    assert titles(papercat) == before
    assert "ICLR" in papercat("show", "doe2022title").out


def test_a_post_is_forgotten_with_its_source(papercat: Papercat) -> None:
    post = next(path for path in sorted(SEEDS.iterdir()) if path not in LISTINGS)
    papercat("import", post)
    ran = papercat("forget", post, "--yes")
    assert ran.err.startswith(f"{post}: deletes 0 papers and 1 post that no other source has\n")
    assert papercat("posts", "--json").out == "[]\n"


def test_nobody_is_asked_without_a_terminal(papercat: Papercat, pages: list[Path]) -> None:
    ran = papercat("forget", pages[0])
    assert ran.code == 2
    assert ran.err.endswith("papercat: nobody to ask; add --yes\n")
    assert len(papercat("sources").rows) == 2


@pytest.mark.parametrize(("answer", "left"), [("y\n", 1), ("n\n", 2), ("\n", 2)])
def test_on_a_terminal_it_asks(
    papercat: Papercat,
    pages: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    left: int,
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: stream is sys.stdin)
    ran = papercat("forget", pages[1], stdin=answer.encode())
    assert ("Forget? [y/N]" in ran.err, ran.out.strip()) == (True, "")
    assert (ran.code == 0) is (left == 1)
    monkeypatch.undo()
    monkeypatch.setenv("PAPERCAT_DB", str(pages[0].parent / "papers.db"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert len(papercat("sources").rows) == left


def test_nothing_is_forgotten_if_a_source_is_unknown(papercat: Papercat, pages: list[Path]) -> None:
    ran = papercat("forget", pages[0], "nowhere.txt", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert "no source 'nowhere.txt'; list them with: papercat sources" in ran.err
    assert len(papercat("sources").rows) == 2
