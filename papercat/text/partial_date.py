"""Dates as they are kept: as long as what is known."""

import re
from datetime import date

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a date as long as what is known: 2022, 2022-03 or 2022-03-29."""
    if not _PARTIAL.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
