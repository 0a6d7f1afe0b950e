"""Headings of a post, which some posts print without any mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.conferences.post_markup import read_lines
from papercat.conferences.post_sections import sections
from papercat.papers.model import Section

PARAGRAPH = "We count sheep, and here is how many there are of them in all of the fields."


def parts(body: str, title: str = "Counting Sheep") -> tuple[Section, ...]:
    return sections(list(read_lines(body)), title)


def headings(body: str) -> list[str | None]:
    return [section.heading for section in parts(body)]


def test_a_short_line_without_an_end_before_a_paragraph_is_a_heading() -> None:
    assert headings(f"{PARAGRAPH}\n\nSheep at night\n\n{PARAGRAPH}") == [None, "Sheep at night"]


@pytest.mark.parametrize(
    "line",
    ["It is late.", "and goats", "- goats", "1. goats", "Goats, too,", "The goats of the", "***"],
)
def test_a_line_that_ends_or_goes_on_is_no_heading(line: str) -> None:
    assert headings(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}") == [None]


def test_a_mark_makes_one_of_any_line() -> None:
    assert headings(f"{PARAGRAPH}\n\n## It is late.\n\n{PARAGRAPH}") == [None, "It is late."]


def test_the_opening_heads_nothing() -> None:
    opening = ["Research", "Counting sheep", "How many there are"]
    body = "\n\n".join([*opening, PARAGRAPH, "At night", PARAGRAPH])
    first, second = parts(body)
    assert (first.heading, second.heading) == (None, "At night")
    assert first.text.split("\n")[:3] == opening


def test_a_wrapped_paragraph_is_one_line() -> None:
    wrapped = "We count sheep, and here is how many\nthere are of them in all of the fields."
    (section,) = parts(f"{wrapped}\n\n{wrapped}\n")
    assert section.text.split("\n") == [wrapped.replace("\n", " ")] * 2


@given(st.lists(st.sampled_from([PARAGRAPH, "Sheep at night", "## Goats", "", "- goats"])))
def test_no_word_is_lost(lines: list[str]) -> None:
    body = "\n\n".join(lines)
    found = [text for one in parts(body) for text in (one.heading, one.text) if text]
    assert " ".join(found).split() == body.replace("## ", "").replace("- ", "").split()
