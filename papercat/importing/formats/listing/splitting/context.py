"""A glued line prepared for weighing: what its candidates share, and one cut of it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from papercat.importing.formats.listing.splitting.line import Parts
from papercat.importing.formats.listing.splitting.names import PageNames, style_of

_NOT_WORD = re.compile(r"[\W_]+")
_RUNS = re.compile(r"l+|U{2,}|d+|a+")
_STYLED = {"l": "l", "U": "A", "d": "d", "a": "a"}


def flatten(text: str) -> str:
    """Fold a text and keep its words only, with one space around each."""
    return f" {_NOT_WORD.sub(' ', text.lower()).strip()} "


@lru_cache(maxsize=8192)
def compress(shape: str) -> str:
    """Write every run of a shape as one letter: ``Ullll UU`` becomes ``Ul A``."""
    return _RUNS.sub(lambda run: _STYLED[run[0][0]], shape)


def bucket(count: int) -> int:
    """Sort a count into 0, 1, 2 to 3, 4 to 15 or more: counts of names grow with the page."""
    return min(count.bit_length(), 3) if count < 16 else 4


@dataclass(slots=True)
class Context:
    """One line with all that its features are read from."""

    parts: Parts
    abstract: str
    page: PageNames
    flat: str = ""
    small: str = ""
    segment_features: dict[int, list[str]] = field(default_factory=dict)
    later_styles: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare what every candidate of the line shares."""
        self.flat = flatten(self.abstract) if self.abstract else ""
        small = self.parts.body.lower()
        self.small = small if len(small) == len(self.parts.body) else self.parts.body

    def styles_after(self, number: int) -> str:
        """How the authors behind a segment are written, a letter each."""
        found = self.later_styles.get(number)
        if found is None:
            shape, later = self.parts.shape, self.parts.segments[number + 1 :]
            found = "".join([style_of(shape[s.start : s.end]) for s in later])
            self.later_styles[number] = found
        return found


@dataclass(frozen=True, slots=True)
class Cut:
    """One possible boundary and the word it cuts in two."""

    number: int
    """Which segment it lies in."""
    at: int
    end: int
    """Where the segment ends."""
    start: int
    """Where the word that is cut begins."""
    stop: int
    """Where that word ends."""
    left: str
    right: str
    before: str
    """The shape of up to four characters before the boundary."""
    after: str
    kind: str
    """The touch itself: one class to the left, two to the right."""


def cut(line: Context, number: int, at: int) -> Cut:
    """Look at one place of one segment."""
    parts, small = line.parts, line.small
    end = parts.segments[number].end
    start = parts.body.rfind(" ", 0, at) + 1
    stop = parts.body.find(" ", at, end)
    if stop < 0:
        stop = end
    before, after = parts.shape[max(0, at - 4) : at], parts.shape[at : at + 4]
    kind = before[-1:] + after[:2]
    return Cut(number, at, end, start, stop, small[start:at], small[at:stop], before, after, kind)
