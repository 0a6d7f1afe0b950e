"""A glued line taken apart as far as it is certain: tail, segments, possible boundaries.

A listing prints ``Title`` and ``First Author, Second Author, Third Author et al. · org``
with nothing between title and first author. What follows the authors is certain, and so
is that a boundary lies where two characters touch. Most boundaries also *look* like one
(``NetsJordan``, ``SLAMGibson``, ``1DSiegfried``): those are the narrow candidates. The
wide ones are every other place where two characters touch near a segment's end.
"""

import re
from dataclasses import dataclass

SEPARATOR = ", "
MOST_AUTHORS = 3
"""that a listing prints before `et al.`"""
WIDE_WORDS = 7
"""of a segment, from its end, in which a second look goes through every place: a name's words"""
WIDE_CHARACTERS = 64
"""the same in characters, for scripts without spaces and for what is no name"""
LONGEST_NAME = 300
"""characters, of collaborations too: a boundary is looked for in so many before a comma"""

_GOES_ON = " ,·"
_ORGANISATIONS = re.compile(r" · ([a-z0-9][a-z0-9._-]*(?:, [a-z0-9][a-z0-9._-]*)*)$")
_TRUNCATED = re.compile(r"(?: et\.? al\.|,? (?:and |\+ ?)\d{1,4} (?:more|others?)(?: authors?)?)$")
_JOINING = "\u094d\u09cd\u0a4d\u0acd\u0b4d"
"""signs of northern India's scripts that join two letters, between which no word ends"""
_NEVER_BEFORE = frozenset("-–—‐'’‘`(/[{“&@#\\^_<|" + _JOINING)
_NEVER_AT_ALL = frozenset(" ([{" + _JOINING)


class _Shapes(dict[int, str]):
    """Character to class, filled as characters are met: U, l, a (no case), d or itself."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isupper() or char.istitle():
            shape = "U"
        elif char.islower():
            shape = "l"
        elif char.isalpha():
            shape = "a"
        else:
            shape = "d" if char.isdigit() else char
        self[code] = shape
        return shape


_SHAPES = _Shapes()


def shape_of(text: str) -> str:
    """The text with every letter and digit replaced by its class, as long as the text."""
    return text.translate(_SHAPES)


@dataclass(frozen=True, slots=True)
class Segment:
    """What lies between two commas: a part of the title, a name, or both, glued."""

    start: int
    end: int
    narrow: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A line without its tail, with the segments in which the title can end."""

    body: str
    shape: str
    segments: tuple[Segment, ...]
    first_open: int
    truncated: bool
    organisations: tuple[str, ...]

    def open_segments(self) -> range:
        """The segments in which a boundary leaves between one and three authors.

        A list that was cut short names three, so its boundary lies in one segment.
        """
        last = len(self.segments)
        if self.truncated and last >= MOST_AUTHORS:
            return range(self.first_open, self.first_open + 1)
        return range(self.first_open, last)


def without_loose_end(text: str) -> str:
    """A line without what ends a list that goes on elsewhere, and no name."""
    return text.rstrip(_GOES_ON)


def take_apart(text: str) -> Parts:
    """Cut organisations and ``et al.`` off a line and find where its segments touch."""
    organisations: tuple[str, ...] = ()
    if found := _ORGANISATIONS.search(text):
        organisations = tuple(found[1].split(SEPARATOR))
        text = text[: found.start()]
    body, cuts = _TRUNCATED.subn("", text)
    shape = shape_of(body)
    bounds = []
    start = 0
    for piece in body.split(SEPARATOR):
        bounds.append((start, start + len(piece)))
        start += len(piece) + len(SEPARATOR)
    first_open = max(0, len(bounds) - MOST_AUTHORS)
    segments = tuple(
        Segment(a, b, _narrow(shape, a, b) if at >= first_open else ())
        for at, (a, b) in enumerate(bounds)
    )
    return Parts(body, shape, segments, first_open, cuts > 0, organisations)


def _narrow(shape: str, start: int, end: int) -> tuple[int, ...]:
    """The places in a segment that look like the end of a title before a name."""
    found = []
    for at in range(max(start + 1, end - LONGEST_NAME), end):
        after = shape[at]
        if after not in "Ua":
            continue
        before = shape[at - 1]
        if before == " " or before in _NEVER_BEFORE:
            continue
        if before == "U":
            following = shape[at + 1 : at + 2]
            if following == "U" or not following or following in "-)":
                continue
        elif before == after or (before == "." and shape[max(at - 3, 0) : at - 1] != "ll"):
            continue
        found.append(at)
    return tuple(found)


def wide_candidates(parts: Parts) -> list[tuple[int, int]]:
    """Every (segment, place) near a segment's end where two characters touch."""
    shape = parts.shape
    found = []
    for number in parts.open_segments():
        segment = parts.segments[number]
        start = max(segment.start, segment.end - WIDE_CHARACTERS)
        words = 0
        for at in range(segment.end - 1, start, -1):
            if shape[at] == " ":
                words += 1
                if words > WIDE_WORDS:
                    break
            elif shape[at] in "Ulad" and shape[at - 1] not in _NEVER_AT_ALL:
                found.append((number, at))
    return found


def narrow_candidates(parts: Parts) -> list[tuple[int, int]]:
    """Every (segment, place) that looks like a boundary."""
    return [(n, at) for n in parts.open_segments() for at in parts.segments[n].narrow]
