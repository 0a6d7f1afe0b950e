"""Dates as they are kept: a year, a month or a day that exists."""

import pytest

from papercat.text.partial_date import is_partial_date


@pytest.mark.parametrize("text", ["2022", "2022-03", "2022-03-29", "0001", "9999-12-31"])
def test_partial_dates(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "0000", "22", "2022-3", "2022-13", "2022-02-30", "2022-03-29T", "2022 ", "２０２２"],
)
def test_what_is_no_partial_date(text: str) -> None:
    assert not is_partial_date(text)
