"""The lines of a pasted page: cleaned, without the margins that mails and lists add."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from papercat.importing.clipboard import clean
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
    below_blank: bool
    """True if no line of text is directly above"""
    label: Label = Label.SITE
    doubt: Doubt | None = None
    """about the abstract below a title"""
    outside: bool = False
    """True if it is part of no entry: an answer in a quoted mail, or far too long"""


def texts_of(lines: Iterable[PageLine], label: Label) -> list[str]:
    """Return the texts of the lines with a label."""
    return [line.text for line in lines if line.label is label]


_QUOTED = re.compile(r"(?:> ?)+")
_BULLET = re.compile(r"[•▪◦‣⁃*·–|-] ")
_MARGINS = ((_QUOTED, 0.1), (_BULLET, 0.3))
"""signs, and the share of the lines that must begin with one"""
_LONGEST = 200_000
"""characters; no title and no abstract is longer"""
_SHOWN = 80
"""characters of a longer line that are reported"""
_FEWEST = 3
"""lines that must begin with a sign"""
_MOSTLY_QUOTED = 0.5
"""share of the lines from which the others of a mail are answers"""


def read_lines(lines: Iterable[str]) -> list[PageLine]:
    """Return the lines of a page that are not blank, without margins."""
    page: list[PageLine] = []
    last = -1
    for number, line in enumerate(lines, 1):
        endless = len(line) > _LONGEST
        if endless:
            text = f"{clean(line[:_SHOWN])} … ({len(line):,} characters)"
        else:
            text = clean(line)
        if text:
            below_blank = number != last + 1
            page.append(PageLine(number, text, below_blank, outside=endless))
            last = number
    _mark_answers(page)
    for margin, share in _MARGINS:
        if _count(margin, page) >= max(_FEWEST, share * len(page)):
            page = _without(margin, page)
    return page


def _count(margin: re.Pattern[str], page: Sequence[PageLine]) -> int:
    """Count the lines that begin with a sign."""
    count = 0
    for line in page:
        count += margin.match(f"{line.text} ") is not None
    return count


def _without(margin: re.Pattern[str], page: Iterable[PageLine]) -> list[PageLine]:
    """Strip a margin off all lines; a line of nothing else is a blank one."""
    kept: list[PageLine] = []
    below_blank = True
    for line in page:
        if found := margin.match(f"{line.text} "):
            line.text = line.text[found.end() :]
        if line.text:
            line.below_blank = line.below_blank or below_blank
            kept.append(line)
        below_blank = not line.text
    return kept


def _mark_answers(page: Sequence[PageLine]) -> None:
    """Mark unquoted paragraphs in a mail that quotes most of its lines.

    An unquoted line directly below a quoted one was quoted, too, and wrapped since.
    """
    if _count(_QUOTED, page) < max(_FEWEST, _MOSTLY_QUOTED * len(page)):
        return
    above = False
    for line in page:
        quoted = _QUOTED.match(line.text)
        answer = not quoted and (line.below_blank or above)
        line.outside = line.outside or answer
        above = answer
