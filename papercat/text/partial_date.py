"""Dates of which only the year or the month may be known."""

import re
from datetime import date

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day: 2022, 2022-03 or 2022-03-29."""
    if not _PARTIAL.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
