"""Wrapped text put together again."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.line_wrapping import put_together, width_of

TEXT = "A low-rank model - of short- and long-term sheep - counts all of them at night-time"


@given(st.integers(8, 90), st.booleans())
def test_a_text_is_what_it_was(width: int, hyphens: bool) -> None:
    lines = textwrap.wrap(TEXT, width, break_on_hyphens=hyphens, break_long_words=False)
    assert put_together(lines) == TEXT


@pytest.mark.parametrize("lines", [[], ["low-"], [""]])
def test_what_stands_alone_stays(lines: list[str]) -> None:
    assert put_together(lines) == "".join(lines)


@given(st.integers(30, 90))
def test_a_width_is_one_at_which_the_text_is_wrapped_so(width: int) -> None:
    lines = textwrap.wrap(f"{TEXT}, and {TEXT}, or {TEXT}", width, break_on_hyphens=False)
    found = width_of([lines])
    assert not found or textwrap.wrap(" ".join(lines), found, break_on_hyphens=False) == lines
