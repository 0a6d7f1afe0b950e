"""The lines of a page without what clipboards, mails and lists add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.page_lines import read_lines

PAGE = [
    "CVMay 6, 2022",
    "On MapsAda Moor",
    "We draw > 3 maps.",
    "",
    "LGMay 7, 2022",
    "On CowsJo Li",
]
TEXT = [line for line in PAGE if line]


def texts(lines: list[str]) -> list[str]:
    return [line.text for line in read_lines(lines)]


def answers(lines: list[str]) -> list[str]:
    return [line.text for line in read_lines(lines) if line.outside]


@pytest.mark.parametrize("margin", ["> ", ">", "> > ", ">> ", "• ", "- ", "* ", "| ", "> • "])
def test_margins_of_most_lines_are_removed(margin: str) -> None:
    assert texts([f"{margin}{line}".rstrip() for line in PAGE]) == TEXT
    assert texts(["See below!", *(f"{margin}{line}" for line in TEXT)]) == ["See below!", *TEXT]


def test_signs_before_a_few_lines_stay() -> None:
    lines = ["> 3 maps are drawn", "- or none", *TEXT, *TEXT]
    assert texts(lines) == lines


def test_lines_keep_their_numbers_and_know_blank_lines_above() -> None:
    page = read_lines(PAGE)
    assert [line.number for line in page] == [1, 2, 3, 5, 6]
    assert [line.number for line in page if line.below_blank] == [1, 5]


def test_unquoted_paragraphs_of_a_quoted_mail_are_answers() -> None:
    quoted = [f"> {line}" if line else "" for line in PAGE]
    assert answers(["Ada wrote:", "", *quoted, "", "Which one?", "Ben"]) == [
        "Ada wrote:",
        "Which one?",
        "Ben",
    ]
    assert answers([*quoted[:3], "and so on,", *quoted[3:]]) == []
    assert answers([*PAGE, "", *quoted[:2], "", "So."]) == []


def test_an_endless_line_is_outside_of_all_entries() -> None:
    (line,) = read_lines(["a " * 1_000_000])
    assert line.outside
    assert line.text.endswith("… (2,000,000 characters)")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]))))
def test_lines_stay_in_order(lines: list[str]) -> None:
    numbers = [line.number for line in read_lines(lines)]
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(1, len(lines) + 1))
