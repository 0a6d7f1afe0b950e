"""A post's headings, which most posts print without any mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.conferences.post_sections import first_line, sections

PARAGRAPH = "We count sheep, and here is how many there are of them in all of the fields."


def headings(body: str, title: str = "Counting Sheep") -> list[str | None]:
    return [section.heading for section in sections(body, title)]


def test_a_short_line_without_an_end_before_a_paragraph_is_a_heading() -> None:
    assert headings(f"{PARAGRAPH}\n\nSheep at night\n\n{PARAGRAPH}") == [None, "Sheep at night"]


@pytest.mark.parametrize(
    "line",
    ["It is late.", "and goats", "- goats", "1. goats", "Goats, too,", "The goats of the", "***"],
)
def test_what_ends_or_goes_on_is_none(line: str) -> None:
    assert headings(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}") == [None]


def test_a_mark_makes_one_of_any_line() -> None:
    assert headings(f"{PARAGRAPH}\n\n## It is late.\n\n{PARAGRAPH}") == [None, "It is late."]


def test_the_opening_heads_nothing() -> None:
    opening = ["Research", "Counting sheep", "How many there are"]
    body = "\n\n".join([*opening, PARAGRAPH, "At night", PARAGRAPH])
    first, second = sections(body, "Counting Sheep")
    assert (first.heading, second.heading) == (None, "At night")
    assert first.text.split("\n")[:3] == opening


def test_a_wrapped_paragraph_is_one_line() -> None:
    wrapped = "We count sheep, and here is how many\nthere are of them in all of the fields."
    (section,) = sections(f"{wrapped}\n\n{wrapped}\n", "Sheep")
    assert section.text.split("\n") == [wrapped.replace("\n", " ")] * 2


def test_the_first_line_is_without_its_mark() -> None:
    assert first_line("\n\n# Sheep\n") == "Sheep"
    assert first_line("\n \n") is None


@given(st.lists(st.sampled_from([PARAGRAPH, "Sheep at night", "## Goats", "", "- goats"])))
def test_no_word_is_lost(lines: list[str]) -> None:
    body = "\n\n".join(lines)
    found = [part for one in sections(body, "Sheep") for part in (one.heading, one.text) if part]
    assert " ".join(found).split() == body.replace("## ", "").split()
