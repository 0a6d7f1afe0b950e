"""The lines of a pasted page: cleaned, without the margins of mails and lists; wrapped text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise

from papercat.papers.clean_text import clean_pasted
from papercat.papers.model import Doubt


class Label(Enum):
    """The part that a line plays on its page."""

    HEAD = "head"
    TITLE = "title"
    """a title with its authors glued to it, or the beginning of one"""
    AUTHORS = "authors"
    """the authors of the title above, on a line of their own"""
    ABSTRACT = "abstract"
    UNREAD = "unread"
    """the head of an entry, in a shape that papercat can't read"""
    SITE = "site"
    """a menu, a count, a button, a notice: no part of an entry"""


@dataclass(slots=True, eq=False)
class PageLine:
    """A line that is not blank. `number` is its place in the document, from 1."""

    number: int
    text: str
    label: Label = Label.SITE
    doubt: Doubt | None = None
    """about the abstract below a title"""


_MARGIN = re.compile(r"(?:> ?)+|[•▪◦‣⁃*·–|-](?: |$)")
"""the signs of quoted mails and of lists"""
_MOSTLY = 0.3
"""share of the lines that must begin with a sign"""
_LONGEST = 200_000
"""characters; no title and no abstract is longer"""
_SHOWN = 80
"""characters of a longer line that are reported"""
_NARROWEST, WIDEST = 30, 200
"""characters of a wrapped line; others end for another reason"""
_FEWEST_PAIRS = 3
"""neighbouring lines that must agree on a width"""
_HALF_A_WORD = re.compile(r"\w-$")
_REST_OF_A_WORD = re.compile(r"(?!(?:and|or|to)\b)\w")
"""the second half of `low-rank`, but not the word after `low-` in `low- and full-rank`"""


def read_lines(lines: Iterable[str]) -> list[PageLine]:
    """Return the lines of a page that are not blank, without margins."""
    page: list[PageLine] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        text = clean_pasted(line[:_LONGEST])
        if len(line) > _LONGEST:
            text = f"{text[:_SHOWN]} … ({len(line):,} characters)"
        page.append(PageLine(number, text))
    while True:
        page = [each for each in page if each.text]
        margins = [_MARGIN.match(each.text) for each in page]
        if len(page) - margins.count(None) <= max(2, _MOSTLY * len(page)):
            return page
        for each, margin in zip(page, margins, strict=True):
            if margin:
                each.text = each.text[margin.end() :]


def texts_of(lines: Iterable[PageLine], label: Label) -> list[str]:
    """Return the texts of the lines with a label."""
    return [line.text for line in lines if line.label is label]


def put_together(lines: Sequence[str]) -> str:
    """Join wrapped lines and close words that were broken at a hyphen."""
    parts = list(lines[:1])
    for above, below in pairwise(lines):
        if not (_HALF_A_WORD.search(above) and _REST_OF_A_WORD.match(below)):
            parts.append(" ")
        parts.append(below)
    return "".join(parts)


def is_full(above: str, below: str, width: int) -> bool:
    """Return whether the first word of the next line does not fit into a line."""
    return len(above) + 1 + len(below.split(" ", 1)[0]) > width


def width_of(texts: Iterable[Sequence[str]]) -> int:
    """Return the width on which most pairs of lines agree, or 0 if the text is not wrapped.

    A pair speaks for every width that fits the upper line, but not the next word.
    """
    changes = [0] * (2 * WIDEST + 2)
    pairs = 0
    for lines in texts:
        for line, below in pairwise(lines):
            if _NARROWEST <= len(line) <= WIDEST:
                pairs += 1
                changes[len(line)] += 1
                longest = len(line) + len(below.split(" ", 1)[0])
                changes[min(longest, 2 * WIDEST) + 1] -= 1
    votes = list(accumulate(changes))
    most = max(votes)
    if most < max(_FEWEST_PAIRS, pairs / 2):
        return 0
    return votes.index(most)
