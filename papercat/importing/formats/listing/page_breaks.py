"""The lines that a printed page has between its sheets, which may fall inside an abstract.

Sheets are numbered, so among lines of the same shape each number is one more than the last. What
is printed beside those numbers every time, an address or a date, belongs to them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from papercat.importing.formats.listing.title_line import is_surely_title

_NUMBER = re.compile(
    r"[-–— ]*(?:(?:page|p\.|seite) ?)?(?P<number>\d{1,4})"
    r"(?: ?(?:/|of|von) ?(?P<of>\d{1,4}))?[-–— ]*"
    r"|.*\D(?P<behind>\d{1,4})/(?P<total>\d{1,4})",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"https?://\S+|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}.*")
"""what a browser prints on each sheet: the page's address, and when it was printed"""
_DIGITS = re.compile(r"\d+")
_FEWEST = 3
"""sheets; two numbers may follow each other by chance, unless they say of how many they are"""
_LONGEST = 200
_LONGEST_BESIDE = 100
"""characters; an abstract that stands there again and again is longer"""
_BESIDE = 2
"""lines of a sheet's head and foot beside the number"""


class _Number(NamedTuple):
    """What a line says of its sheet."""

    at: int
    number: int
    of: int
    """how many there are; 0 where it does not say"""


def page_breaks(page: Sequence[str]) -> set[int]:
    """The places of the lines that stand between sheets, from 0; none where they have no numbers.

    The lines are clean (`clipboard.clean`).
    """
    numbered: defaultdict[str, list[_Number]] = defaultdict(list)
    for at, line in enumerate(page):
        if line and len(line) <= _LONGEST and (found := _NUMBER.fullmatch(line)):
            number = _Number(
                at, int(found["number"] or found["behind"]), int(found["of"] or found["total"] or 0)
            )
            numbered[_DIGITS.sub("0", line)].append(number)
    places = {sheet.at for sheets in numbered.values() if _follow(sheets) for sheet in sheets}
    return places | _beside(places, page)


def _follow(sheets: Sequence[_Number]) -> bool:
    """Whether each number is one more than the last, and there are enough or all of them."""
    first = sheets[0].number
    numbers = [sheet.number for sheet in sheets]
    enough = len(sheets) >= _FEWEST or {sheet.of for sheet in sheets} == {len(sheets)}
    return enough and numbers == list(range(first, first + len(sheets)))


def _beside(places: set[int], page: Sequence[str]) -> set[int]:
    """The lines that stand beside most of the numbers, or are what a browser prints there."""
    near = {at: _neighbours(at, page) for at in places}
    counts = Counter(page[other] for others in near.values() for other in others)
    return {
        other
        for others in near.values()
        for other in others
        if (counts[page[other]] >= max(_FEWEST, len(places) - 1) or _PRINTED.fullmatch(page[other]))
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
