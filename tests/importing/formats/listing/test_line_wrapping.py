"""Wrapped text: its width, and the text joined again."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.line_wrapping import put_together, width_of

TEXT = "A low-rank model - of short- and long-term sheep - counts all of them at night-time"


@given(st.integers(8, 90), st.booleans())
def test_wrapped_text_is_joined_as_it_was(width: int, hyphens: bool) -> None:
    lines = textwrap.wrap(TEXT, width, break_on_hyphens=hyphens, break_long_words=False)
    assert put_together(lines) == TEXT


@pytest.mark.parametrize("lines", [[], ["low-"], [""]])
def test_single_lines_stay(lines: list[str]) -> None:
    assert put_together(lines) == "".join(lines)


@given(st.integers(30, 90))
def test_wrapping_at_the_found_width_gives_the_same_lines(width: int) -> None:
    lines = textwrap.wrap(f"{TEXT}, and {TEXT}, or {TEXT}", width, break_on_hyphens=False)
    found = width_of([lines])
    assert not found or textwrap.wrap(" ".join(lines), found, break_on_hyphens=False) == lines
