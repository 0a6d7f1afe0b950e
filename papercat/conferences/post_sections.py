"""A post's text cut at its headings, which most posts print without any mark.

Each paragraph is one line. A heading is a short line without an end: it begins
like a sentence, does not stop like one, and a paragraph follows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from papercat.importing.formats.listing.line_wrapping import WIDEST, is_full, width_of
from papercat.papers.model import Section

_LONGEST_HEADING = 90
"""characters"""
_LONGEST_QUESTION = 60
"""characters; a longer question in a line of its own is a paragraph"""
_MOST_WORDS = 14
_FEW = 10
"""one in so many lines of a wrapped post may be longer than it is wide, as an address is"""
_MARKED = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_LIST_ITEM = re.compile(r"(?:[-*+•·>|]|\d{1,3}[.)])\s")
_STOPS = ".!:;,…"
_OPEN_END = re.compile(
    r"(?:^|\s)(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|our|their|its|that|which|is"
    r"|are|was|were|we|as|than)$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    level: int = 0
    """of a heading marked with #, from 1"""

    @property
    def looks_like_heading(self) -> bool:
        """Whether its own shape allows it to be a heading without a mark."""
        text = self.text
        stop = text.rstrip("\"'”’)]*_")[-1:]
        limit = _LONGEST_QUESTION if stop == "?" else _LONGEST_HEADING
        return (
            len(text) <= limit
            and stop not in _STOPS
            and not text[0].islower()
            and any(letter.isalpha() for letter in text)
            and not _LIST_ITEM.match(text)
            and not _OPEN_END.search(text)
            and len(text.split()) <= _MOST_WORDS
        )


def sections(body: str, title: str) -> tuple[Section, ...]:
    """Return the text by heading; the first section has none and holds the opening.

    A post opens with its kicker, its title again and its subtitle. They look like
    headings but head nothing, so they stay as text of the first section.
    """
    lines = list(_lines(body))
    opening = _opening(lines, title)
    found: list[tuple[str | None, list[str]]] = [(None, [])]
    for number, line in enumerate(lines):
        if number >= opening and _is_heading(lines, number):
            found.append((line.text, []))
        else:
            found[-1][1].append(line.text)
    return tuple(
        Section(heading, "\n".join(text)) for heading, text in found if heading is not None or text
    )


def first_line(body: str) -> str | None:
    """Return the first line that is not blank, without its mark."""
    return next((line.text for line in _lines(body)), None)


def _lines(body: str) -> Iterator[_Line]:
    """Yield paragraphs and headings, with the lines of a wrapped paragraph joined."""
    parts: list[str] = []
    texts = [" ".join(raw.split()) for raw in body.split("\n")]
    width = _width(texts)
    for text in texts:
        mark = _MARKED.match(text)
        if parts and not (text and not mark and _goes_on(parts[-1], text, width)):
            yield _Line(" ".join(parts))
            parts = []
        if mark:
            heading = text[mark.end() :]
            yield _Line(heading.rstrip("#").rstrip() or heading, len(mark[1]))
        elif text:
            parts.append(text)
    if parts:
        yield _Line(" ".join(parts))


def _width(texts: Sequence[str]) -> int:
    """Return the width at which a post is wrapped; 0 where a paragraph is a line."""
    if max(map(len, texts)) > WIDEST:
        return 0
    width = width_of(list(lines) for written, lines in groupby(texts, bool) if written)
    longer = sum(len(text) > width for text in texts)
    return 0 if longer * _FEW > len(texts) else width


def _goes_on(before: str, text: str, width: int) -> bool:
    """Tell whether a line was only wrapped there.

    Its first word found no room above, it starts small, or the last one hangs.
    """
    if _LIST_ITEM.match(text):
        return False
    if width and is_full(before, text, width):
        return True
    ended = before.rstrip("\"'”’)]*_").endswith((".", "!", "?", ":", "…"))
    return not ended and (
        text[0].islower() or before.endswith(",") or bool(_OPEN_END.search(before))
    )


def _opening(lines: Sequence[_Line], title: str) -> int:
    """Return how many lines belong to the post's opening and head nothing."""
    row = 0
    while row < len(lines) and (lines[row].level == 1 or _is_unmarked(lines[row])):
        row += 1
    for number in range(row):
        if _same(lines[number].text, title):
            subtitle = number + 1 < row and not lines[number + 1].level
            return number + 1 + subtitle
    return row if row > 1 and not any(line.level for line in lines[:row]) else 0


def _is_unmarked(line: _Line) -> bool:
    return not line.level and line.looks_like_heading


def _is_heading(lines: Sequence[_Line], number: int) -> bool:
    """Tell whether a line is a heading: marked, or shaped like one before a paragraph."""
    line = lines[number]
    if line.level:
        return True
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and line.looks_like_heading and not _is_unmarked(below)


def _same(one: str, other: str) -> bool:
    """Compare titles whatever their quotation marks, case and spacing."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text)).casefold()
