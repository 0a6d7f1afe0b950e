"""Whether the entries of a page stand newest first, as a site lists somebody's papers."""

from collections.abc import Sequence


def is_later(date: str, other: str) -> bool:
    """Whether a date such as `2022-05` is surely after another; the shorter one decides."""
    shared = min(len(date), len(other))
    return date[:shared] > other[:shared]


def longest_in_order(dates: Sequence[str | None]) -> range:
    """The most places below each other whose known dates never grow; the first such stretch."""
    best, start, last = range(0), 0, None
    for at, date in enumerate(dates):
        if date and last and is_later(date, last):
            start = at
        last = date or last
        if at + 1 - start > len(best):
            best = range(start, at + 1)
    return best
