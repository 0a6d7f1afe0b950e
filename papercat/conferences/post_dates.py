"""Dates in posts: the moment of publication, and the days of an event."""

import re
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from dateutil import parser, tz

_TIME = r"(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(?P<zone>Z|[+-]\d\d:?\d\d|[A-Z]{1,4})?"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        # Fri, 03 May 2024 13:39:00 +0000
        rf"(?:[A-Z][a-z]{{2,8}},?\s+)?(?P<day>\d{{1,2}})\s+[A-Z][a-z]{{2,8}}\.?,?\s+\d{{4}}(?:,?\s+{_TIME})?",
        # May 3, 2024
        rf"[A-Z][a-z]{{2,8}}\.?\s+(?P<day>\d{{1,2}}),?\s+\d{{4}}(?:,?\s+{_TIME})?",
        # 2024-05-03T13:39:00Z, 2024-05
        rf"\d{{4}}-\d\d(?:-(?P<day>\d\d)(?:[T ]{_TIME})?)?",
    )
)
_HOURS = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0}
_HOURS |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""the zones that RFC 2822 names; any other is a different zone in different countries"""

LONGEST = timedelta(days=21)
"""no conference lasts longer"""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
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
        rf"\b(?P<m1>{MONTH})\s(?:the\s)?(?P<d1>{_DAY}){_YEAR.format('y1')}{_TO}"
        rf"(?:(?P<m2>{MONTH})\s(?:the\s)?)?(?P<d2>{_DAY}){_YEAR.format('y2')}"
    ),
    # 1-5 May 2023 · 30 April–3 May 2023 · the 1st to the 5th of May 2023 · 17.-23. July
    re.compile(
        rf"\b(?P<d1>{_DAY})(?:\s(?:of\s)?(?P<m1>{MONTH}){_YEAR.format('y1')})?{_TO}"
        rf"(?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{MONTH}){_YEAR.format('y2')}"
    ),
    # 2023-07-23 to 2023-07-29 · 2023-07-23 to 29
    re.compile(
        rf"\b(?P<y1>20\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d){_TO}"
        r"(?:(?P<y2>20\d\d)-)?(?:(?P<m2>\d\d)-)?(?P<d2>\d\d)\b"
    ),
)


def moment(printed: str) -> str | None:
    """Return a moment as ISO 8601, as long as the printed one; None for any other text.

    `Fri, 03 May 2024 13:39:00 +0000` is 2024-05-03T13:39:00+00:00, `3 May 2024` is
    2024-05-03. The machine's own zone and clock have no say: dateutil alone would
    fill in both, so it only sees shapes that leave it nothing to fill in.
    """
    printed = " ".join(printed.split())
    for shape in _SHAPES:
        if match := shape.fullmatch(printed):
            return _iso(match)
    return None


def _iso(match: re.Match[str]) -> str | None:
    """Return the moment of a printed shape; None if there is no such day or time."""
    zone = match["zone"]
    if zone and zone.isalpha() and zone not in _HOURS:
        return None
    try:
        # A list of zones that is a function is asked before the machine's own zone is.
        read = parser.parse(match[0], tzinfos=_zone, dayfirst=False)
        if match["time"]:
            return read.isoformat()
    except (ValueError, OverflowError):
        return None
    if match["day"]:
        return read.date().isoformat()
    return f"{read:%Y-%m}"


def _zone(name: str | None, seconds: int | None) -> tzinfo | None:
    """Return the time zone that dateutil read, by its name or its offset."""
    if seconds == 0:
        return tz.UTC
    if seconds is not None:
        return tz.tzoffset(None, timedelta(seconds=seconds))
    if name in _HOURS:
        return tz.tzoffset(name, timedelta(hours=_HOURS[name]))
    return None


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
    first: DayRange | None = None
    for pattern in _RANGES:
        for match in pattern.finditer(text):
            days = _days(match, year)
            if days and (first is None or (days.start, -days.end) < (first.start, -first.end)):
                first = days
    return first


def _days(match: re.Match[str], year: int) -> DayRange | None:
    """Return the days of a match; None for a 31 June, for too many, and for two single days."""
    part = match.groupdict()
    printed_year = part["y2"] or part["y1"]
    last_year = int(printed_year or year)
    first_year = int(part["y1"] or last_year)
    try:
        first = date(first_year, _month(part["m1"] or part["m2"]), _day(part["d1"]))
        last = date(last_year, _month(part["m2"] or part["m1"]), _day(part["d2"]))
    except ValueError:
        return None
    if not timedelta(0) <= last - first <= LONGEST or _is_two_days(match):
        return None
    return DayRange(first, last, match.start(), match.end(), printed_year is not None)


def _is_two_days(match: re.Match[str]) -> bool:
    """Tell `on May 7 and 9 papers …`, which is no range, from `between May 7 and 9`."""
    before = match.string[: match.start()].rstrip().lower()
    return " and " in match[0] and not before.endswith("between")


def _month(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return _MONTHS.index(printed[:3].lower()) + 1


def _day(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))
