"""The names that a page shows where nothing is glued to them.

In `TitleA Name, B Name, C Name et al.` the second and the third author stand alone. Their
given names, surnames and manner of writing are evidence for the first authors of all entries.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from papercat.importing.formats.listing.glued_line import GluedParts
from papercat.papers.model import KnownNames
from papercat.people.known_names import CONFIRMED

_FEW_NAMES, _MANY_NAMES = 20, 600
"""on a page, below and from which a missing name says little and much"""


@dataclass(slots=True)
class PageNames:
    """The names of one page and of the catalogue.

    A catalogue counts the given name and the surname of a confirmed person as `CONFIRMED`.
    """

    known: KnownNames | None = None
    givens: Counter[str] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    fulls: Counter[str] = field(default_factory=Counter)
    styles: Counter[str] = field(default_factory=Counter)
    main_style: str = "?"
    scope: str = "s"
    _asked: dict[str, tuple[int, int]] = field(default_factory=dict)

    def given(self, word: str) -> int:
        """Return how often a lower-case word is a given name."""
        return self.givens[word] + self._ask(word)[0]

    def surname(self, word: str) -> int:
        """Return how often a lower-case word is a surname."""
        return self.surnames[word] + self._ask(word)[1]

    def _ask(self, word: str) -> tuple[int, int]:
        """Ask the catalogue once for each word."""
        if self.known is None:
            return (0, 0)
        if word not in self._asked:
            folded = word.casefold()
            self._asked[word] = (self.known.given(folded), self.known.surname(folded))
        return self._asked[word]

    def confirmed(self, author: str) -> bool:
        """Return whether a person has confirmed a lower-case author."""
        words = author.split()
        if len(words) < 2:
            return False
        given, _ = self._ask(words[0].rstrip("."))
        _, surname = self._ask(words[-1].rstrip("."))
        return min(given, surname) >= CONFIRMED

    def add(self, name: str, style: str) -> None:
        """Count one name as printed."""
        words = name.lower().split()
        if not words:
            return
        self.styles[style] += 1
        self.fulls[" ".join(words)] += 1
        given, surname = words[0].rstrip("."), words[-1].rstrip(".")
        if len(given) > 1:
            self.givens[given] += 1
        if len(words) > 1:
            self.surnames[surname] += 1

    def summarise(self) -> None:
        """Derive the main manner of writing and the scope from the counts."""
        total = self.styles.total()
        for style, count in self.styles.most_common(1):
            if 2 * count > total:
                self.main_style = style
        self.scope = "sml"[bisect((_FEW_NAMES, _MANY_NAMES), total)]


_STYLES = (
    ("1", re.compile(r"[^ ]*\Z")),  # a single word
    ("x", re.compile(r"(?:[^ ]* ){5}")),  # too long
    ("s", re.compile(r"[^U]*\Z")),  # lower case
    ("x", re.compile(r"[^U]|.* \Z")),
    ("i", re.compile(r"U\.")),  # dotted initials
    ("b", re.compile(r"U [^l]*\Z")),  # bare initials
    ("C", re.compile(r"[^l]*\Z")),  # capitals
    ("b", re.compile(r"[^l ]* ")),
    ("m", re.compile(r"U(?:-U|[^U -]|-(?!U))*U")),  # inner capitals
)
"""manner of writing → the shape of names"""
_MAY_BE_NAME = re.compile(r"U[^ ]*(?: [^ ]*){1,4}")


@lru_cache(maxsize=8192)
def style_of(shape: str) -> str:
    """Return the manner in which a name of this shape is written, as one letter."""
    for style, pattern in _STYLES:
        if pattern.match(shape):
            return style
    return "p"  # as usual


def names_of_page(lines: Iterable[GluedParts], known: KnownNames | None = None) -> PageNames:
    """Collect the names that stand alone between commas."""
    page = PageNames(known)
    for parts in lines:
        count = len(parts.segments)
        complete = parts.truncated and count > 2
        for segment in parts.segments[max(1, count - 2) :]:
            shape = parts.shape[segment.start : segment.end]
            alone = not segment.narrow and _MAY_BE_NAME.fullmatch(shape)
            if complete or alone:
                name = parts.body[segment.start : segment.end].strip()
                page.add(name, style_of(shape))
    page.summarise()
    return page
