"""What stands before or around the lines of a page since it went through a mail or an editor.

A mail quotes every line, an editor numbers them or makes a list of them; Markdown and chats mark
titles. A sign is taken for such a margin or mark where enough lines have it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_MOST = 4
"""margins inside each other: a list in a quoted answer"""


class _Sign(NamedTuple):
    """What many lines have before them, or at their end."""

    pattern: re.Pattern[str]
    share: float
    """of the lines that are not empty must have it"""
    fewest: int = 1
    """lines that must have it"""


_QUOTED = re.compile(r"(?:> ?)+")
_MOSTLY_QUOTED = 0.5
"""of the lines that are not empty; what then stands apart without the sign is an answer"""
_MARGINS = (
    _Sign(_QUOTED, 0.1, 3),  # no title begins so
    _Sign(re.compile(r"[|│] "), 0.8),
    _Sign(re.compile(r"[•▪◦‣⁃] ?"), 0.25),
    _Sign(re.compile(r"[*·–-] (?:\[[ x]\] )?"), 0.3),
    _Sign(re.compile(r"·"), 0.8),
)
_SIGNS = frozenset(">|│•*·▪◦‣⁃–-[0123456789")
"""what a margin begins with"""
_NUMBER = re.compile(r"\[?(\d{1,6})[\]:.)|│]? ?")
_NUMBERED = 0.8
"""of the lines that are not empty"""
_FEWEST_NUMBERED = 3
_FAR = 5
"""by which the number of the next line that has one may be larger"""

_MARKS = (
    _Sign(re.compile(r"#{1,6} "), 0.15),
    _Sign(re.compile(r"[\u2600-\u27bf\u2b50\ufe0f\U0001f300-\U0001faff]+ +(?=\w)"), 0.15),
    _Sign(re.compile(r"(\*\*|__)(?=\S)(?P<text>.+?)(?<=\S)\1"), 0.15),
)
_MARKS_BEGIN = frozenset("#*_")
_LONGEST_TITLE = 400
"""characters, of a title with its authors"""
_MANY = 3
"""lines: so many tell of a mark, whatever their share"""
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?://|/)[^()\s]*\)")
_LINE_END = re.compile(r"(?:<br ?/?>|(?<!\\)\\)$")
_MOSTLY = 0.5
"""of the lines end so where it is no text's"""


def without_margins(lines: Sequence[str]) -> list[str]:
    """As many lines, each without what many have before them, and without markup.

    The lines are clean (`clipboard.clean`): no blanks at their ends, and no two in a row.
    """
    page = list(lines)
    for _ in range(_MOST):
        begun = [line[0] for line in page if line]
        if not any(map(_SIGNS.__contains__, begun)):
            break
        if _numbered(page) >= max(_NUMBERED * len(begun), _FEWEST_NUMBERED):
            page = [_without(_NUMBER, line) for line in page]
        elif sign := next((one for one in _MARGINS if _is_there(one, page, len(begun))), None):
            page = [_without(sign.pattern, line) for line in page]
        else:
            break
    return [line.strip() for line in _unmarked(page)]


def answers(lines: Sequence[str]) -> list[range]:
    """The places of lines that stand between empty ones in a mail that quotes all others.

    The lines are clean, with their margins. A line that was quoted and wrapped since goes on
    below without the sign, but no empty line is above it.
    """
    quoted = [bool(_QUOTED.match(line)) for line in lines]
    if sum(quoted) < _MOSTLY_QUOTED * sum(map(bool, lines)):
        return []
    found: list[range] = []
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and lines[at] and not quoted[at]:
            continue
        above, below = start - 1, at
        apart = (above < 0 or not lines[above]) and (below == len(lines) or not lines[below])
        if start < at and apart:
            found.append(range(start, at))
        start = at + 1
    return found


def _is_there(sign: _Sign, page: Sequence[str], lines: int) -> bool:
    having = sum(sign.pattern.match(f"{line} ") is not None for line in page if line)
    return having >= max(sign.share * lines, sign.fewest)


def _without(margin: re.Pattern[str], line: str) -> str:
    found = margin.match(f"{line} ") if line else None
    return line[found.end() :] if found else line


def _numbered(lines: Sequence[str]) -> int:
    """How many lines begin with a number a little larger than the one above."""
    numbers = [int(found[1]) for line in lines if line and (found := _NUMBER.match(line))]
    return sum(0 < below - above <= _FAR for above, below in pairwise(numbers)) + bool(numbers)


def _unmarked(page: list[str]) -> list[str]:
    """A page without the signs with which Markdown, HTML and chats mark titles and line ends."""
    lines = sum(map(bool, page))
    if sum(line.endswith((">", "\\")) for line in page) > _MOSTLY * lines:
        page = [_LINE_END.sub("", line) for line in page]
    marked = [at for at, line in enumerate(page) if _may_be_marked(line)]
    for sign in _MARKS:
        found = [(at, mark) for at in marked if (mark := sign.pattern.match(page[at]))]
        if len(found) < min(sign.share * lines, _MANY):
            found = [(at, mark) for at, mark in found if _is_whole(mark)]
        for at, mark in found:
            page[at] = mark.groupdict().get("text", "") + page[at][mark.end() :]
    return [_LINK.sub(r"\1", line) if line.startswith("[") else line for line in page]


def _is_whole(mark: re.Match[str]) -> bool:
    """Whether a line is marked from its beginning to its end, which one alone may be."""
    return "text" in mark.groupdict() and mark.end() == len(mark.string)


def _may_be_marked(line: str) -> bool:
    begins = line[:1] in _MARKS_BEGIN or line[:1] >= "\u2600"
    return begins and 0 < len(line) <= _LONGEST_TITLE
