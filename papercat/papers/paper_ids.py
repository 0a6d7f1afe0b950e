"""Row ids of papers: they grow with the date, so newest first needs no sorting.

An id is a day (proleptic Gregorian, from 0001-01-01) shifted left, plus a number
within the day. A paper of which only the month or year is known stands with its
first day, and where that is full, with the next day of that month or year.
"""

import sqlite3
from datetime import date
from functools import lru_cache

from papercat.errors import DayFull
from papercat.later import Later

calendar = Later("calendar")

_BITS = 16
_UNDATED_DAYS = 365_000
"""papers without a date stand before the year 1000"""

MOST = (1 << 63) - 1
"""the largest row id there can be"""

NEWEST_OF_DAY = "SELECT max(id) FROM papers WHERE id >= ? AND id < ?"


@lru_cache(maxsize=1 << 14)
def days_of(published: str | None) -> range:
    """The days a date may stand for: one, a month's, a year's, or those of no date."""
    if published is None:
        return range(_UNDATED_DAYS)
    year, month, day = (*map(int, published.split("-")), 0, 0)[:3]
    if day:
        first = date(year, month, day).toordinal()
        return range(first, first + 1)
    if month:
        first = date(year, month, 1).toordinal()
        return range(first, first + calendar.monthrange(year, month)[1])
    return range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def ids_between(first: str | None, last: str | None) -> tuple[int, int]:
    """The ids (from, up to but not including) of papers dated within two dates, inclusive.

    None leaves that end open; papers without a date are never within.
    """
    low = days_of(first).start if first else _UNDATED_DAYS
    high = days_of(last).stop if last else date.max.toordinal() + 1
    return low << _BITS, high << _BITS


def stands_at(paper_id: int, published: str | None) -> bool:
    """Whether a paper of that date may have that row id."""
    return paper_id >> _BITS in days_of(published)


def day_of(paper_id: int) -> date | None:
    """The day that an id stands for; None for a paper without a date."""
    day = paper_id >> _BITS
    return date.fromordinal(day) if day >= _UNDATED_DAYS else None


class PaperIds:
    """Hands out the next free id for a date."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Ask `db` for what is taken, a day once."""
        self._db = db
        self._next: dict[int, int] = {}

    def take(self, published: str | None) -> int:
        """A free id for a paper of that date. Raises DayFull where there is none."""
        for day in days_of(published):
            free = self._free(day)
            if free < (day + 1) << _BITS:
                self._next[day] = free + 1
                return free
        raise DayFull(f"{1 << _BITS:,} papers of {published} are there already; leave the day out")

    def leave(self, paper_id: int) -> None:
        """A paper is about to get another id: its present one is given to nobody else meanwhile."""
        day = paper_id >> _BITS
        self._next[day] = max(self._free(day), paper_id + 1)

    def _free(self, day: int) -> int:
        if day not in self._next:
            low = (day << _BITS) or 1
            (newest,) = self._db.execute(NEWEST_OF_DAY, (low, (day + 1) << _BITS)).fetchone()
            self._next[day] = low if newest is None else newest + 1
        return self._next[day]
