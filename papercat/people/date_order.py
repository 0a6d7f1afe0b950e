"""The order of the dates on a page: a site lists somebody's papers newest first."""

from collections.abc import Sequence


def is_later(date: str, other: str) -> bool:
    """Return True if a date such as `2022-05` is surely after another."""
    shared = min(len(date), len(other))
    return date[:shared] > other[:shared]


def stretches_in_order(dates: Sequence[str | None]) -> list[range]:
    """Return the stretches of places whose known dates never grow, from the top.

    >>> stretches_in_order(["2022", "2021", None, "2023"])
    [range(0, 3), range(3, 4)]
    """
    stretches: list[range] = []
    start, last = 0, None
    for at, date in enumerate(dates):
        if date and last and is_later(date, last):
            stretches.append(range(start, at))
            start = at
        last = date or last
    if dates:
        stretches.append(range(start, len(dates)))
    return stretches
