"""A glued line taken apart: its tail, its segments and the possible ends of its title.

A listing prints `Title` and `First Author, Second Author, Third Author et al. · org` with
nothing between title and first author. The tail is certain, and a boundary lies between two
characters that touch. Most boundaries also look like one (`NetsJordan`, `SLAMGibson`,
`1DSiegfried`): those are narrow candidates. Wide candidates are all other places near the end
of a segment.
"""

import re
import unicodedata
from dataclasses import dataclass

from papercat.importing.formats.listing.site_lines import is_menu, is_organisation

SEPARATOR = ", "
MOST_AUTHORS = 3
"""that a listing prints before `et al.`"""
LONGEST_LINE = 5_000
"""characters of a title with its authors"""
_WIDE_WORDS = 7
_WIDE_CHARACTERS = 64
"""from the end of a segment, in which wide candidates are looked for"""
LONGEST_NAME = 300
"""characters, of collaborations too"""

_PICTURES = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_COUNTED = re.compile(rf" ?[{_PICTURES}]\ufe0f? ?\d[\d.,]*[kKM]?$")
"""`♥ 12` or `★ 1.2k` behind the authors"""
_MORE = re.compile(
    r" ?(?:\((?:\+ ?\d+[^()]{0,20}|\d+ (?:more|others?|authors?)[^()]{0,20})\)|(?<= al\.) \+ ?\d+)$"
)
"""`(12 authors)`, `(+4 more)` or, behind `et al.`, `+9`"""
_TRUNCATED = re.compile(
    r"(?:,? et\.? al\.|, ?(?:…|\.\.\.)|,? (?:and |\+ ?)\d{1,4} (?:more|others?)(?: authors?)?)$"
)
_SLUGS = re.compile(r"[a-z0-9][a-z0-9._-]*(?:, [a-z0-9][a-z0-9._-]*)*")
_LOOSE_END = " ,·"
_JOINING = "\u094d\u09cd\u0a4d\u0acd\u0b4d"
"""signs of northern Indian scripts that join two letters of a word"""
_NO_END = r" \-–—‐'’‘`(/[{“&@#\\^_<|" + _JOINING
"""signs that no title ends with"""
_BOUNDARY = re.compile(
    r"(?<=U)[Ua](?=[^U)\-])|(?<=ll\.)[Ua]"
    rf"|(?<=[^U.{_NO_END}])U|(?<=[^Uam.{_NO_END}])a"
)
"""the first letter of a name behind a title, in a shape"""
_TOUCHING = re.compile(rf"(?<=[^ (\[{{{_JOINING}])[Ulad]")
"""a letter or digit that touches another character, in a shape"""

_BEFORE_NAMES = ("'", "’", "ʻ")
"""signs with which names begin"""
_CLASSES = {"Lu": "U", "Lt": "U", "Ll": "l", "Lo": "a", "Lm": "a", "Nd": "d", "No": "d"}
_CLASSES |= {"Mn": "m", "Mc": "m"}
"""Unicode category → class: capital, lower case, no case, digit, mark on a letter"""

Place = tuple[int, int]
"""the number of a segment, and a place in the line"""


class _Shapes(dict[int, str]):
    """Classes of characters for `str.translate`; other characters stand for themselves."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char
        if char not in _JOINING:
            self[code] = _CLASSES.get(unicodedata.category(char), char)
        return self[code]


_SHAPES = _Shapes()


@dataclass(frozen=True, slots=True)
class Segment:
    """The text between two commas: part of a title, a name, or both."""

    start: int
    end: int
    narrow: tuple[int, ...]
    """places that look like a boundary"""


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a glued line, and the text before it."""

    body: str
    organisations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """counts, buttons and other words of the site"""
    truncated: bool = False
    """True if `et al.` or its like cuts the list of authors short"""


@dataclass(frozen=True, slots=True)
class GluedParts:
    """A glued line: its body without the tail, as segments and as a shape."""

    tail: Tail
    body: str
    shape: str
    """the body with a class for every letter and digit"""
    segments: tuple[Segment, ...]
    first_open: int
    """the first segment in which the title may end"""

    def open_segments(self) -> range:
        """Return the segments in which a boundary leaves one to three authors.

        A truncated list names three, so its boundary lies in one segment.
        """
        last = len(self.segments)
        if self.tail.truncated and last >= MOST_AUTHORS:
            last = self.first_open + 1
        return range(self.first_open, last)

    def narrow_candidates(self) -> list[Place]:
        """Return every place that looks like a boundary."""
        return [(n, at) for n in self.open_segments() for at in self.segments[n].narrow]

    def wide_candidates(self) -> list[Place]:
        """Return every place near a segment's end where two characters touch."""
        found: list[Place] = []
        for number in self.open_segments():
            segment = self.segments[number]
            start = max(segment.start, segment.end - _WIDE_CHARACTERS)
            words = self.shape[start : segment.end].split(" ")[-_WIDE_WORDS - 1 :]
            start = max(segment.start + 1, segment.end - len(" ".join(words)))
            for place in _TOUCHING.finditer(self.shape, start, segment.end):
                found.append((number, place.start()))
        return found


def take_apart(text: str) -> GluedParts:
    """Cut the tail off a line and find its segments."""
    tail = cut_tail(text)
    body = tail.body
    shape = body.translate(_SHAPES)
    pieces = body.split(SEPARATOR)
    first_open = max(0, len(pieces) - MOST_AUTHORS)
    closed = len(SEPARATOR.join([*pieces[:first_open], ""]))
    places = [found.start() for found in _BOUNDARY.finditer(shape, closed)]
    segments: list[Segment] = []
    start = 0
    for piece in pieces:
        end = start + len(piece)
        near = range(max(start + 1, end - LONGEST_NAME), end)
        segments.append(Segment(start, end, tuple(filter(near.__contains__, places))))
        start = end + len(SEPARATOR)
    return GluedParts(tail, body, shape, tuple(segments), first_open)


def cut_tail(text: str) -> Tail:
    """Cut organisations, words of the site and signs of truncation off the end of a line."""
    words: list[str] = []
    organisations: list[str] = []
    text = text.rstrip(_LOOSE_END)
    while found := _COUNTED.search(text):
        words.insert(0, found[0].strip())
        text = text[: found.start()]
    more = _MORE.search(text)
    if more:
        words.insert(0, more[0].strip())
        text = text[: more.start()]
    before, dot, part = text.rpartition(" · ")
    while dot:
        if _SLUGS.fullmatch(part) or is_organisation(part):
            organisations[:0] = part.split(SEPARATOR)
        elif is_menu(part) or " et al." in before:
            words.insert(0, part)
        else:
            break
        text = before
        before, dot, part = text.rpartition(" · ")
    body, cuts = _TRUNCATED.subn("", text)
    return Tail(body, tuple(organisations), tuple(words), truncated=bool(more or cuts))


def authors_behind(line: str, title: str) -> tuple[str, ...] | None:
    """Return the authors that follow a title on its line, or None if something else does."""
    body = cut_tail(line).body
    if not body.startswith(title):
        return None
    rest = body.removeprefix(title).removeprefix(SEPARATOR)
    if rest[:1].isalpha() or rest.startswith(_BEFORE_NAMES):
        return tuple(rest.split(SEPARATOR))
    return None


def title_before(line: str, authors: tuple[str, ...]) -> str | None:
    """Return the text before the authors that end a line; it may hold further authors."""
    body, names = cut_tail(line).body, SEPARATOR.join(authors)
    if not body.endswith(names):
        return None
    return body.removesuffix(names).strip()
