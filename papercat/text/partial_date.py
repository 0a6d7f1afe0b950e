"""Dates of which only the year or the month may be known: 2022, 2022-03 or 2022-03-29."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?![\d])", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", re.ASCII)
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?!\d)", re.ASCII)
_WORD = re.compile(r"[A-Za-z]{3,}")
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


def partial_date(text: str | None) -> str | None:
    """Return a written date as far as it is known, in ISO form; None if no year is in it.

    >>> partial_date("2022/03/29/"), partial_date("15 March 2022"), partial_date("Mar 2022")
    ('2022-03-29', '2022-03-15', '2022-03')
    """
    text = (text or "").strip()
    if found := _ISO.match(text):
        return join_date(*found.groups())
    year = _YEAR.search(text)
    if year is None:
        return None
    month = month_number(text)
    rest = text.replace(year[1], " ", 1)
    if day := _DAY.search(rest):
        return join_date(year[1], month, day[1])
    return join_date(year[1], month)


def join_date(year: str | None, month: str | None = None, day: str | None = None) -> str | None:
    """Return `2022-03-29` from its parts; an invalid part and what follows it are left out."""
    date = (year or "").strip()
    if not is_partial_date(date):
        return None
    for part in (month, day):
        longer = f"{date}-{(part or '').strip().zfill(2)}"
        if not is_partial_date(longer):
            break
        date = longer
    return date


def date_of_parts(parts: object) -> str | None:
    """Return the date of CSL's `date-parts`, such as `[[2022, 3, 29]]`."""
    match parts:
        case [[*numbers], *_]:
            written: list[str | None] = [None, None, None]
            for at, part in enumerate(numbers[:3]):
                if isinstance(part, str | int):
                    written[at] = str(part)
            return join_date(*written)
    return None


def month_number(text: str) -> str | None:
    """Return the month that a text names or counts: `March`, `mar` and `3` are `03`."""
    if text.strip().isdecimal():
        return text.strip()
    for word in _WORD.findall(text):
        beginning = word[:3].lower()
        if beginning in MONTHS:
            return f"{MONTHS.index(beginning) + 1:02}"
    return None
