"""The lines of a page without what clipboards, mails and lists add; wrapped text."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.page_lines import put_together, read_lines, width_of

PAGE = [
    "CVMay 6, 2022",
    "On MapsAda Moor",
    "We draw > 3 maps.",
    "",
    "LGMay 7, 2022",
    "On CowsJo Li",
]
TEXT = [line for line in PAGE if line]
WRAPPED = "A low-rank model - of short- and long-term sheep - counts all of them at night-time"


def texts(lines: list[str]) -> list[str]:
    return [line.text for line in read_lines(lines)]


@pytest.mark.parametrize("margin", ["> ", ">", "> > ", ">> ", "• ", "- ", "* ", "| ", "> • "])
def test_margins_of_most_lines_are_removed(margin: str) -> None:
    assert texts([f"{margin}{line}".rstrip() for line in PAGE]) == TEXT
    assert texts(["See below!", *(f"{margin}{line}" for line in TEXT)]) == ["See below!", *TEXT]


def test_signs_before_a_few_lines_stay() -> None:
    lines = ["> 3 maps are drawn", "- or none", *TEXT, *TEXT]
    assert texts(lines) == lines


def test_lines_keep_their_numbers() -> None:
    assert [line.number for line in read_lines(PAGE)] == [1, 2, 3, 5, 6]


def test_an_endless_line_is_shortened() -> None:
    (line,) = read_lines(["a " * 1_000_000])
    assert line.text.endswith("… (2,000,000 characters)")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]))))
def test_lines_stay_in_order(lines: list[str]) -> None:
    numbers = [line.number for line in read_lines(lines)]
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(1, len(lines) + 1))


@given(st.integers(8, 90), st.booleans())
def test_wrapped_text_is_joined_as_it_was(width: int, hyphens: bool) -> None:
    lines = textwrap.wrap(WRAPPED, width, break_on_hyphens=hyphens, break_long_words=False)
    assert put_together(lines) == WRAPPED


@pytest.mark.parametrize("lines", [[], ["low-"], [""]])
def test_single_lines_stay(lines: list[str]) -> None:
    assert put_together(lines) == "".join(lines)


@given(st.integers(30, 90))
def test_wrapping_at_the_found_width_gives_the_same_lines(width: int) -> None:
    lines = textwrap.wrap(f"{WRAPPED}, and {WRAPPED}, or {WRAPPED}", width, break_on_hyphens=False)
    found = width_of([lines])
    assert not found or textwrap.wrap(" ".join(lines), found, break_on_hyphens=False) == lines
