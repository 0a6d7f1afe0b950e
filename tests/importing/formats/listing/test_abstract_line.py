"""What a line tells by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.abstracts.line import read_line
from papercat.importing.formats.listing.abstracts.weights import WEIGHTS


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("We count sheep.", "capital", "closed"),
        ("and so does Okafor et al.", "small", "hanging"),
        ("iPads are counted, of which", "mixed", "unfinished"),
        ("(with goats) sorted by:", "bracket", "open"),
        (", see https://example.org/sheep", "sign", "closed"),
        ("17 sheep", "other", "hanging"),
    ],
)
def test_how_a_line_begins_and_ends(text: str, begins: str, ends: str) -> None:
    line = read_line(text)
    assert (line.begins, line.ends) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Load more", "a menu"),
        ("We use cookies on this site.", "a notice"),
        ("Is this you? Claim it.", "speaks to the reader"),
        ("Sheep per unit of $x^2$", "a formula"),
        ("Download sheep", "half words a site's"),
        ("sheep " * 40, "longer than lines are wrapped"),
    ],
)
def test_what_a_line_is_made_of(text: str, evidence: str) -> None:
    assert evidence in read_line(text).evidence


def test_terms_are_what_a_text_speaks_of() -> None:
    assert read_line("The sheeps of transformers: papers").terms == {"sheep", "transformer"}


@given(st.text(min_size=1))
def test_any_line_can_be_read_and_all_that_it_tells_has_a_weight(text: str) -> None:
    line = read_line(text)
    assert line.text == text
    known = {*WEIGHTS, "0 strange words"}
    assert set(line.evidence) <= known


def test_a_line_as_long_as_a_book_is_read_at_once() -> None:
    assert read_line("a-" * 400_000).ends == "open"
