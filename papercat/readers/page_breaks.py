"""The lines that a printed page has between its sheets, which may fall inside an abstract.

Sheets are numbered, so among lines of the same shape each number is one more than the last. What
is printed beside those numbers every time, an address or a date, belongs to them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from papercat.readers.listing_title import is_surely_title

_NUMBER = re.compile(
    r"[-–— ]*(?:(?:page|p\.|seite) ?)?(\d{1,4})(?: ?(?:/|of|von) ?\d{1,4})?[-–— ]*"
    r"|.*\D(\d{1,4})/\d{1,4}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_FEWEST = 3
"""sheets; two numbers may follow each other by chance"""
_LONGEST = 200
_LONGEST_BESIDE = 100
"""characters; an abstract that stands there again and again is longer"""
_BESIDE = 2
"""lines of a sheet's head and foot beside the number"""


def page_breaks(page: Sequence[str]) -> set[int]:
    """The places of the lines that stand between sheets, from 0; none where they have no numbers.

    The lines are clean (`clipboard.clean`).
    """
    numbered: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(page):
        if line and len(line) <= _LONGEST and (found := _NUMBER.fullmatch(line)):
            numbered[_DIGITS.sub("0", line)].append((at, int(found[1] or found[2])))
    places: set[int] = set()
    for found_at in numbered.values():
        (_, first), *_ = found_at
        counted = [number for _, number in found_at]
        if len(counted) >= _FEWEST and counted == list(range(first, first + len(counted))):
            places.update(at for at, _ in found_at)
    return places | _beside(places, page)


def _beside(places: set[int], page: Sequence[str]) -> set[int]:
    """The lines that stand beside most of the numbers."""
    near = {at: _neighbours(at, page) for at in places}
    counts = Counter(page[other] for others in near.values() for other in others)
    return {
        other
        for others in near.values()
        for other in others
        if counts[page[other]] >= max(_FEWEST, len(places) - 1)
        and len(page[other]) <= _LONGEST_BESIDE
        and not is_surely_title(page[other])
    }


def _neighbours(at: int, page: Sequence[str]) -> set[int]:
    """The next lines above and below that are not empty."""
    found: set[int] = set()
    for step in (-1, 1):
        other, left = at + step, _BESIDE
        while left and 0 <= other < len(page):
            if page[other]:
                found.add(other)
                left -= 1
            other += step
    return found
