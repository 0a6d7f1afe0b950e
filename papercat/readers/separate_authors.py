"""Pages whose copy has the authors on a line below the title: both are glued, as the site's are."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from papercat.infer.boundary.line import MOST_AUTHORS, SEPARATOR, take_apart
from papercat.infer.boundary.split import GluedLine, split_page
from papercat.infer.furniture import is_menu
from papercat.infer.wrapping import width_of

_LONGEST = 300
_PARTICLE = 4
"""letters; a longer word of a name begins with a capital"""
_NO_NAME = re.compile(r"[\d:;!?=<>{}\\/@_]|\.\.|[^.\s]{4,}\.$")
"""what no name has; a stop stands behind an initial or `Jr.`"""
_MOST_WORDS = 5
_SURE = 0.9
_UNLIKELY = 0.5


def glue_authors(page: Sequence[str], bodies: Sequence[Sequence[int]]) -> list[str]:
    """The page with each title and the authors below it on the title's line, the other empty.

    A body is the numbers of the lines below a head, without empty ones. Nothing is glued where
    most entries have anything but names below their first line, nor where lines are wrapped: a
    title may end on any of them.
    """
    lines = list(page)
    if width_of([page[at] for at in body] for body in bodies):
        return lines
    texts = [list(dropwhile(lambda at: is_menu(page[at]), body)) for body in bodies]
    pairs = [(title, below) for title, below, *_ in (text for text in texts if len(text) > 1)]
    likely = [(title, below) for title, below in pairs if _may_be_apart(page[title], page[below])]
    surely = sum(_are_apart(page[title], page[below]) for title, below in likely)
    for title, below in likely if 2 * surely > len(pairs) else []:
        lines[title], lines[below] = page[title] + page[below], ""
    return lines


def _may_be_apart(title: str, authors: str) -> bool:
    """Whether no `et al.` stands behind one line, and nothing but names in the next."""
    if len(authors) > _LONGEST or title.endswith(SEPARATOR.strip()) or is_menu(authors):
        return False
    names = take_apart(authors).body.split(SEPARATOR)
    if len(names) > MOST_AUTHORS or not all(map(_may_be_a_name, names)):
        return False
    return not take_apart(title).truncated


def _are_apart(title: str, authors: str) -> bool:
    """Whether two lines are a title and its authors if glued, and not otherwise.

    Neither the first may be so alone, nor both with a blank between them, as a title that was
    wrapped would be.
    """
    sure, whole = _read(title + authors)
    others = (_read(text)[0] for text in (title, f"{title} {authors}"))
    return whole == title and sure > _SURE and all(other < _UNLIKELY for other in others)


def _read(text: str) -> tuple[float, str]:
    """How surely a line is a title with authors, and its title."""
    (split,) = split_page([GluedLine(text, "")])
    return split.best.probability, split.best.title


def _may_be_a_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or _NO_NAME.search(text):
        return False
    small = (word for word in words if not word[0].isupper() and word[0].isalpha())
    return not words[-1][0].islower() and all(len(word) <= _PARTICLE for word in small)
