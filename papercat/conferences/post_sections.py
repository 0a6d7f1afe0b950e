"""A post's text cut at its headings, which some posts print without any mark.

Each paragraph is one line. A heading without a mark is a short line without an end:
it begins like a sentence, does not stop like one, and a paragraph follows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from papercat.conferences.post_markup import Line
from papercat.papers.model import Section

_LONGEST_HEADING = 90
"""characters"""
_LONGEST_QUESTION = 60
"""characters; a longer question in a line of its own is a paragraph"""
_MOST_WORDS = 14
_WIDEST = 120
"""characters; nobody wraps lines as long as this"""
_FEWEST_FULL = 3
"""lines that show at which width a post is wrapped"""
_STOPS = ".!:;,…"
_OPEN_END = re.compile(
    r"(?:^|\s)(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|our|their|its|that|which|is"
    r"|are|was|were|we|as|than)$"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    level: int
    """of a heading that is marked, from 1"""
    item: bool

    @property
    def looks_like_heading(self) -> bool:
        """Tell whether its own shape allows it to be a heading without a mark."""
        if self.level:
            return False
        text = self.text
        stop = text.rstrip("\"'”’)]*_")[-1:]
        limit = _LONGEST_QUESTION if stop == "?" else _LONGEST_HEADING
        return (
            not self.item
            and len(text) <= limit
            and stop not in _STOPS
            and not text[0].islower()
            and any(letter.isalpha() for letter in text)
            and not _OPEN_END.search(text)
            and len(text.split()) <= _MOST_WORDS
        )


def sections(lines: Sequence[Line], title: str) -> tuple[Section, ...]:
    """Return the text by heading; the first section has none and holds the opening.

    A post opens with its kicker, its title again and its subtitle. They look like
    headings but head nothing, so they stay as text of the first section.
    """
    paragraphs = list(_paragraphs(lines))
    marked = sum(paragraph.level > 0 for paragraph in paragraphs) > 1
    opening = _opening(paragraphs, title)
    found: list[tuple[str | None, list[str]]] = [(None, [])]
    for number, paragraph in enumerate(paragraphs):
        heads = paragraph.level or (not marked and _heads_text(paragraphs, number))
        if number >= opening and heads:
            found.append((paragraph.text, []))
        else:
            found[-1][1].append(paragraph.text)
    if not found[0][1]:
        found.pop(0)
    return tuple(Section(heading, "\n".join(text)) for heading, text in found)


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    """Yield paragraphs and headings, with the lines of a wrapped paragraph joined."""
    width = _width(lines)
    first: Line | None = None
    parts: list[str] = []
    for line in lines:
        if first and not _goes_on(first, parts[-1], line, width):
            yield _Paragraph(" ".join(parts), first.level, first.item)
            first, parts = None, []
        if line.text:
            first = first or line
            parts.append(line.text)
    if first:
        yield _Paragraph(" ".join(parts), first.level, first.item)


def _width(lines: Sequence[Line]) -> int:
    """Return the width at which a post is wrapped; 0 where a paragraph is a line."""
    longest = max((len(line.text) for line in lines if " " in line.text), default=0)
    if longest > _WIDEST:
        return 0
    neighbours = full = 0
    for line, below in pairwise(lines):
        if line.text and below.text and not below.item:
            neighbours += 1
            full += _is_full(line.text, below.text, longest)
    return longest if full >= _FEWEST_FULL and 2 * full >= neighbours else 0


def _is_full(above: str, below: str, width: int) -> bool:
    """Tell whether the first word of the next line has no room in a line."""
    return len(above) + 1 + len(below.split(" ", 1)[0]) > width


def _goes_on(first: Line, before: str, line: Line, width: int) -> bool:
    """Tell whether a paragraph goes on in a line.

    Its first word found no room above, it starts small, or the last one hangs.
    """
    if not line.text or line.item or line.level or first.level:
        return False
    if width and _is_full(before, line.text, width):
        return True
    ended = before.rstrip("\"'”’)]*_").endswith((".", "!", "?", ":", "…"))
    return not ended and (
        line.text[0].islower() or before.endswith(",") or bool(_OPEN_END.search(before))
    )


def _opening(paragraphs: Sequence[_Paragraph], title: str) -> int:
    """Return how many paragraphs belong to the post's opening and head nothing."""
    row = 0
    while row < len(paragraphs) and (
        paragraphs[row].level == 1 or paragraphs[row].looks_like_heading
    ):
        row += 1
    for number in range(row):
        if _folded(paragraphs[number].text) == _folded(title):
            subtitle = number + 1 < row and not paragraphs[number + 1].level
            return number + 1 + subtitle
    marked = any(paragraph.level for paragraph in paragraphs[:row])
    return row if row > 1 and not marked else 0


def _heads_text(paragraphs: Sequence[_Paragraph], number: int) -> bool:
    """Tell whether a paragraph has the shape of a heading and stands before text."""
    if number + 1 == len(paragraphs) or not paragraphs[number].looks_like_heading:
        return False
    return not paragraphs[number + 1].looks_like_heading


def _folded(text: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text)).casefold()
