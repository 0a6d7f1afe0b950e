"""`split` of a paper: what one of its sources says is another paper."""

from pathlib import Path

import pytest
from running import ENTRY, Papercat

KEY = "doe2022title"


@pytest.fixture
def pages(papercat: Papercat, tmp_path: Path) -> list[Path]:
    """Import two pages with the same entry."""
    both = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for page in both:
        page.write_text(ENTRY)
    assert papercat("import", *both).code == 0
    return both


def keys(papercat: Papercat) -> list[str]:
    return sorted(papercat("search", "--keys").out.splitlines())


@pytest.mark.parametrize("line", ["", ":1"])
def test_a_paper_is_split_by_source(papercat: Papercat, pages: list[Path], line: str) -> None:
    ran = papercat("split", KEY, "--source", f"{pages[1]}{line}")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        f"Split {KEY}: what {pages[1]}{line} says is another paper.",
        "take it back with: papercat undo 1",
    ]
    assert keys(papercat) == [KEY, f"{KEY}b"]
    papercat("import", *pages)
    assert keys(papercat) == [KEY, f"{KEY}b"]
    papercat("undo")
    assert keys(papercat) == [KEY]


def test_two_papers_that_were_split_can_be_merged(papercat: Papercat, pages: list[Path]) -> None:
    papercat("split", KEY, "--source", pages[1])
    assert papercat("merge", KEY, f"{KEY}b").code == 0
    assert keys(papercat) == [KEY]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            (KEY,),
            2,
            "give --paper KEY or --auto to split a person, or --source FILE to split a paper",
        ),
        ((KEY, "--source", "x", "--paper", "y"), 2, "give --paper KEY"),
        ((KEY, "--source", "nowhere.txt"), 2, "nowhere.txt is not one of its sources: "),
        (("nobody1900", "--source", "x"), 1, "no paper 'nobody1900'"),
    ],
)
def test_what_can_not_be_split_is_said(
    papercat: Papercat, pages: list[Path], arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert pages
    ran = papercat("split", *arguments)
    assert (ran.code, said in ran.err, ran.err.count("\n")) == (code, True, 1)
    assert papercat("decisions").out == ""


def test_a_single_source_is_not_split(papercat: Papercat, pages: list[Path]) -> None:
    papercat("forget", pages[0], "--yes")
    ran = papercat("split", KEY, "--source", pages[1])
    assert (ran.code, "the paper has a single source" in ran.err) == (2, True)
