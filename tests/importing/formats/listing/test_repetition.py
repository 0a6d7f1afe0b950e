"""The same line of a site, whatever number, month or title is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.repetition import masked

TITLE = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor et al."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 citations", "7 citations"),
        ("1,204 stars", "7.5 stars"),
        ("Submitted 6 May 2022", "Submitted 17 November 2019"),
        ("Episode 12", "Episode 3"),
    ],
)
def test_numbers_and_months_are_masked(one: str, other: str) -> None:
    assert masked(one) == masked(other)


def test_words_are_not() -> None:
    assert masked("Maybe 12 sheep") != masked("Perhaps 12 sheep")
    assert masked("A marching band") == "A marching band"


def test_what_is_said_of_the_entry_is_masked() -> None:
    line = "Figure 1 for Counting Sheep with Sparse Attention"
    assert masked(line, [TITLE]) == "Figure 0 for …"
    assert masked(TITLE, [TITLE]) == TITLE
    assert masked("So it is", ["it"]) == "So it is"


@given(st.text())
def test_a_mask_is_its_own(text: str) -> None:
    assert masked(masked(text)) == masked(text)
