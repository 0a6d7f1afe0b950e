"""Pages whose copy has the authors on a line below the title: both are glued, as the site's are."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from papercat.importing.formats.listing.known_site_lines import is_menu
from papercat.importing.formats.listing.name_shape import small_words_are_particles
from papercat.importing.formats.listing.splitting.line import MOST_AUTHORS, SEPARATOR, take_apart
from papercat.importing.formats.listing.splitting.split import split_line
from papercat.importing.formats.listing.wrapping import width_of

_LONGEST = 300
"""characters, of a line of authors"""
_NO_NAME = re.compile(r"[\d:;!?=<>{}\\/@_]|\.\.|[^.\s]{4,}\.$")
"""what no name has; a stop stands behind an initial or `Jr.`"""
_FEWEST_WORDS, _MOST_WORDS = 2, 5
"""of a name that stands on a line of its own"""
_SURE, _UNLIKELY = 0.9, 0.5
"""how likely both lines together are to be a title with authors, and each other reading not"""


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
    """Whether two lines glued are surely read as the first for the title, the second its authors.

    Neither the first line alone may be likely to hold authors, nor both with a blank between
    them, as those of a title that was wrapped would be; one in capitals and small letters does
    not go on in a script that has none.
    """
    sure, whole = _read(title + authors)
    wrapped = [] if _has_case(title) and not _has_case(authors) else [f"{title} {authors}"]
    others = (_read(text)[0] for text in (title, *wrapped))
    return whole == title and sure > _SURE and all(other < _UNLIKELY for other in others)


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _read(text: str) -> tuple[float, str]:
    """How surely a line is a title with authors, and its title."""
    best = split_line(text).best
    return best.probability, best.title


def _may_be_a_name(text: str) -> bool:
    words = text.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or _NO_NAME.search(text):
        return False
    return not words[-1][0].islower() and small_words_are_particles(words)
