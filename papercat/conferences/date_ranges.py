"""The days that an event lasts: `May 7-11`, `1-5 May 2023`, `2023-07-23 to 29`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = timedelta(days=21)
"""no conference lasts longer"""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?!\d)(?:\s?\^?(?:st|nd|rd|th)\b\^?|\.)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s)?"
_TO = (
    r",?\s?(?:[-‐‑‒–—~]|to|through|thru|until|till|and)\s?"
    rf"{_WEEKDAY}(?:the\s)?"
)
_YEAR = r"(?:,?\s(?P<{0}>(?:19|20)\d\d)(?!\d))?"

_RANGES = (
    # May 7-11, 2024 · June 30 to July 4, 2024 · Monday, Nov 28, through Thursday, Dec 1
    re.compile(
        rf"\b(?P<m1>{_MONTH})\s(?:the\s)?(?P<d1>{_DAY}){_YEAR.format('y1')}{_TO}"
        rf"(?:(?P<m2>{_MONTH})\s(?:the\s)?)?(?P<d2>{_DAY}){_YEAR.format('y2')}"
    ),
    # 1-5 May 2023 · 30 April–3 May 2023 · the 1st to the 5th of May 2023 · 17.-23. July
    re.compile(
        rf"\b(?P<d1>{_DAY})(?:\s(?:of\s)?(?P<m1>{_MONTH}){_YEAR.format('y1')})?{_TO}"
        rf"(?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{_MONTH}){_YEAR.format('y2')}"
    ),
    # 2023-07-23 to 2023-07-29 · 2023-07-23 to 29
    re.compile(
        rf"\b(?P<y1>20\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d){_TO}"
        r"(?:(?P<y2>20\d\d)-)?(?:(?P<m2>\d\d)-)?(?P<d2>\d\d)\b"
    ),
)


@dataclass(frozen=True, slots=True)
class DayRange:
    """Two days, the first not after the last, and where the text names them."""

    first: date
    last: date
    start: int
    """offset of the first character in the text"""
    end: int
    year_given: bool


def find_days(text: str, year: int) -> DayRange | None:
    """Return the first range of days in the text; `year` is for one that names none."""
    found = []
    for pattern in _RANGES:
        found += [days for match in pattern.finditer(text) if (days := _days(match, year))]
    return min(found, key=lambda days: (days.start, -days.end), default=None)


def _days(match: re.Match[str], year: int) -> DayRange | None:
    part = match.groupdict()
    last_year = int(part["y2"] or part["y1"] or year)
    first_month = _number(part["m1"] or part["m2"])
    last_month = _number(part["m2"] or part["m1"])
    over_new_year = last_month < first_month
    if over_new_year and not part["y2"]:
        last_year += 1
    try:
        first = date(int(part["y1"] or last_year - over_new_year), first_month, _digits(part["d1"]))
        last = date(last_year, last_month, _digits(part["d2"]))
    except ValueError:  # a 31 June: not a date at all
        return None
    if not timedelta(0) <= last - first <= LONGEST or _is_two_days(match):
        return None
    given = (part["y1"] or part["y2"]) is not None
    return DayRange(first, last, match.start(), match.end(), given)


def _is_two_days(match: re.Match[str]) -> bool:
    """Tell `on May 7 and 9 papers …`, which is no range, from `between May 7 and 9`."""
    before = match.string[: match.start()].rstrip().lower()
    return " and " in match[0] and not before.endswith(("between", "between the"))


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1


def _digits(day: str) -> int:
    return int(re.sub(r"\D", "", day))
