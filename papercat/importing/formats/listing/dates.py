"""Dates as listings write them, and the year they leave out.

A listing writes `May 6, 2022`, or `Jan 30` in the year in which the page was
copied, and on other days `2022-05-06`, `6 May 2022`, `today` or `3 days ago`.
Nothing here asks the clock: what day it is comes in as an argument.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_FULL = "January February March April May June July August Sept September October"
_WRITTEN = [*_IN_FULL.split(), "November", "December", *(name.capitalize() for name in MONTHS)]
_MONTH = rf"(?:{'|'.join(sorted((*_WRITTEN, *map(str.upper, _WRITTEN)), key=len)[::-1])})\.?"
_UNITS = {"s": 0, "min": 0, "h": 0, "d": 1, "w": 7, "mo": 30, "y": 365}
"""how a unit of time begins → its days"""
_LATE = (
    r"(?:(?:about|over|almost|around|nearly) )?"
    r"(an? |\d{1,3} ?)(s|min|h|d|w|mo|y|sec|hr|wk|yr|second|minute|hour|day|week|month|year)s? ago"
)

_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"

DATE = (
    rf"(?:{_WEEKDAY}{_MONTH} \d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:, ?\d{{4}}| \d{{4}}(?!\d))?"
    rf"|{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}(?:,?[ -]\d{{4}})?"
    rf"|{_MONTH} \d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{4}/\d{2}/\d{2}|\d{4}\.\d{2}\.\d{2}"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    rf"|(?i:today|yesterday|just now|{_LATE}))"
)
"""A regular expression for every shape that `read_date` understands."""

_NAMED = re.compile(rf"{_WEEKDAY}({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ?(\d{{4}}))?")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ -]({_MONTH})(?:,?[ -](\d{{4}}))?")
_MONTH_ONLY = re.compile(rf"({_MONTH}) (\d{{4}})")
_ISO = re.compile(r"(\d{4})[-/.](\d{2})[-/.](\d{2})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_AGO = re.compile(_LATE, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it is written. `days_ago` is set for `3 days ago` alone."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    days_ago: int | None = None

    def in_year(self, year: int) -> str | None:
        """The date in that year, as `2022-05-06`; None where there is no such day."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(year, self.month, self.day).isoformat()
        except ValueError:
            return None

    def stated(self) -> str | None:
        """The date as long as it is written with its year; None without a year."""
        if self.year is None:
            return None
        if self.day is None:
            month = f"-{self.month:02}" if self.month else ""
            return f"{self.year:04}{month}" if self.year else None
        return self.in_year(self.year)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def read_date(text: str) -> WrittenDate | None:
    """What a date says, or None where `text` is no date in a shape listings use."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return WrittenDate(year, month, day) if 1 <= month <= len(MONTHS) else None
    if found := _SLASHES.fullmatch(text):
        return _read_slashes(*map(int, found.groups()))
    if found := _MONTH_ONLY.fullmatch(text):
        return WrittenDate(int(found[2]), _month(found[1]))
    if found := _NAMED.fullmatch(text):
        return WrittenDate(int(found[3]) if found[3] else None, _month(found[1]), int(found[2]))
    if found := _DAY_FIRST.fullmatch(text):
        return WrittenDate(int(found[3]) if found[3] else None, _month(found[2]), int(found[1]))
    return _read_relative(text)


def _read_slashes(one: int, other: int, year: int) -> WrittenDate | None:
    """A date of which nobody knows whether its day or its month comes first, unless one tells."""
    months = range(1, len(MONTHS) + 1)
    if one in months and other in months and one != other:
        return WrittenDate(year)
    day, month = (one, other) if other in months else (other, one)
    return WrittenDate(year, month, day) if month in months else None


def _read_relative(text: str) -> WrittenDate | None:
    lowered = text.lower()
    if lowered in {"today", "just now"}:
        return WrittenDate(days_ago=0)
    if lowered == "yesterday":
        return WrittenDate(days_ago=1)
    if found := _AGO.fullmatch(text):
        count = int(found[1]) if found[1].strip().isdigit() else 1
        unit = next(begin for begin in _UNITS if found[2].lower().startswith(begin))
        return WrittenDate(days_ago=count * _UNITS[unit])
    return None


GIVEN = ", as given"
"""ends the reason of whatever rests on what the user said rather than on the page alone"""
BY_THE_CLOCK = "it was read in "
"""stands in the reason of whatever rests on the day of the import, as the page tells nothing"""


@dataclass(frozen=True, slots=True)
class PageDay:
    """When a page was copied, as far as that can be known."""

    year: int
    day: date | None
    """None where only the year could be worked out"""
    reason: str


def page_day(written: Iterable[WrittenDate], as_of: date | None, today: date) -> PageDay:
    """When a page was copied: what the user says, or what the page itself tells.

    The site leaves out the year in the current one only, so a page with such dates
    was copied after the latest year written on it. The earliest such year is taken,
    so that the same page gives the same dates in every later year; `today` bounds
    it, and decides alone where no year is written at all.
    """
    if as_of:
        return PageDay(as_of.year, as_of, f"the page was copied on {as_of.isoformat()}{GIVEN}")
    years = [seen.year for seen in written if seen.year]
    past = [year for year in years if year <= today.year]  # another is misprinted, or the clock is
    latest = max(past or years, default=None)
    if latest is None:
        return PageDay(
            today.year, today, f"the page writes no year at all; {BY_THE_CLOCK}{today.year}"
        )
    year = min(latest + 1, max(today.year, latest))
    return PageDay(
        year,
        None,
        f"the page leaves out the current year, and the latest it writes is {latest}",
    )


def complete(written: WrittenDate, page: PageDay) -> tuple[str | None, str | None]:
    """The date in full, and the reason where something of it had to be inferred.

    Gives (None, reason) where the date can't be known: a relative one on a page
    whose day is unknown, or a day that its month does not have.
    """
    if stated := written.stated():
        return stated, None
    if written.days_ago is not None:
        if page.day is None:
            return None, "counted back from a day that the page does not tell; give --as-of"
        try:
            then = page.day - timedelta(days=written.days_ago)
        except OverflowError:  # before the year 1
            return None, "there is no such day"
        return then.isoformat(), f"{written.days_ago} days before the page's day; {page.reason}"
    if written.year is None:
        for year in range(page.year, page.year - 8, -1):  # 29 February may need four years
            found = written.in_year(year)
            if found and not (page.day and found > page.day.isoformat()):
                return found, f"no year is written; {page.reason}"
    return None, "there is no such day"
