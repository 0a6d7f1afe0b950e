"""The names a page shows in places where nothing is glued to them.

Of ``TitleA Name, B Name, C Name et al.`` the second and the third author stand alone.
Their given names, surnames and manner of writing (initials, capitals) are evidence for
where the first author of every other entry on the page begins.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from papercat.importing.formats.listing.splitting.line import Parts
from papercat.papers.model import KnownNames

CONFIRMED = 1000
"""count of a name that a person has confirmed; far more than its pages could show"""
MOST_WORDS = 5
"""of a name whose manner of writing tells"""
FEW_NAMES = 20
"""standing alone on a page, below which it says little that a name is not among them"""
MANY_NAMES = 600
"""from which it says much"""


@dataclass(slots=True)
class PageNames:
    """The names of one page, and of the catalogue behind it.

    Counts weigh by order of magnitude: 1, 2 to 3, 4 to 15, more. A catalogue counts the
    given name and the surname of whom a person has confirmed as `CONFIRMED` or more.
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
        """How often a small-lettered word was met as a given name."""
        return self.givens[word] + (self._ask(word)[0] if self.known else 0)

    def surname(self, word: str) -> int:
        """How often a small-lettered word was met as a surname."""
        return self.surnames[word] + (self._ask(word)[1] if self.known else 0)

    def _ask(self, word: str) -> tuple[int, int]:
        """Ask the catalogue once for each word."""
        found = self._asked.get(word)
        if found is None and self.known:
            folded = word.casefold()
            found = self._asked[word] = (self.known.given(folded), self.known.surname(folded))
        return found or (0, 0)

    def confirmed(self, author: str) -> bool:
        """Whether a person has confirmed a small-lettered author."""
        words = author.split()
        return (
            self.known is not None
            and len(words) > 1
            and self._ask(words[0].rstrip("."))[0] >= CONFIRMED
            and self._ask(words[-1].rstrip("."))[1] >= CONFIRMED
        )

    def full(self, name: str) -> int:
        """How often a small-lettered name was met as a whole."""
        return self.fulls[name]

    def add(self, name: str, style: str) -> None:
        """Count one name as printed."""
        words = name.lower().split()
        self.styles[style] += 1
        self.fulls[" ".join(words)] += 1
        if len(words[0].rstrip(".")) > 1:
            self.givens[words[0].rstrip(".")] += 1
        if len(words) > 1:
            self.surnames[words[-1].rstrip(".")] += 1


def _scope(names: int) -> str:
    """How much it says that a name is not on a page of that many names."""
    return "s" if names < FEW_NAMES else "m" if names < MANY_NAMES else "l"


@lru_cache(maxsize=8192)
def style_of(shape: str) -> str:
    """How a name is written, as one letter, from its shape.

    C capitals, s small letters, i dotted initials, b bare initials, m inner capitals,
    p as people mostly do, 1 a single word, x longer or something else.
    """
    words = shape.split(" ")
    if len(words) == 1:
        return "1"
    if len(words) > MOST_WORDS:
        return "x"
    if "U" not in shape:
        return "s"
    return _manner_of(words[0], shape) if shape[0] == "U" and words[-1] else "x"


def _manner_of(first: str, shape: str) -> str:
    """How a name that begins with a capital is written."""
    if "." in first[:2]:
        return "i"
    if "l" not in shape:
        return "b" if len(first) == 1 else "C"
    if "l" not in first:
        return "b"
    return "m" if "U" in first.replace("-U", "")[1:] else "p"


def names_of_page(lines: Iterable[Parts], known: KnownNames | None = None) -> PageNames:
    """Gather the names that stand alone between commas."""
    page = PageNames(known)
    for parts in lines:
        for segment in parts.segments[max(1, len(parts.segments) - 2) :]:
            shape = parts.shape[segment.start : segment.end]
            words = shape.count(" ") + 1
            alone = parts.truncated and len(parts.segments) > 2
            alone = alone or (not segment.narrow and 1 < words <= MOST_WORDS and shape[0] == "U")
            name = parts.body[segment.start : segment.end].strip()
            if alone and name:
                page.add(name, style_of(shape))
    if page.styles:
        style, count = page.styles.most_common(1)[0]
        page.main_style = style if 2 * count > page.styles.total() else "?"
    page.scope = _scope(page.styles.total())
    return page
