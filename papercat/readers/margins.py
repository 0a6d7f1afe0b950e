"""What stands before or around the lines of a page since it went through a mail or an editor.

A mail quotes every line, an editor numbers them or makes a list of them; Markdown and chats mark
titles. A sign is taken for a margin where nearly all lines have it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_NEARLY_ALL = 0.8
"""of the lines that are not empty; a reply above a quoted page has none"""
_FEWEST = 4
"""lines whose numbers follow each other; a few may do so by chance"""
_MOST = 4
"""margins inside each other: a list in a quoted answer"""
_MARGINS = tuple(
    re.compile(margin)
    for margin in (r"(?:> ?)+", r"[|│] ", r"[•*·▪◦‣⁃–-] (?:\[[ x]\] )?", r"[•·▪◦‣⁃]")
)
_SIGNS = frozenset(">|│•*·▪◦‣⁃–-[0123456789")
"""what a margin begins with"""
_NUMBER = re.compile(r"\[?(\d{1,6})[\]:.)|│]? ?")
_PICTURES = re.compile(r"[\u2600-\u27bf\u2b50\ufe0f\U0001f300-\U0001faff]+ +(?=\w)")
_HEADING = re.compile(r"#{1,6} ")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?://|/)[^()\s]*\)")
_LINE_END = re.compile(r"(?:<br ?/?>|(?<!\\)\\)$")


def without_margins(lines: Sequence[str]) -> list[str]:
    """As many lines, each without what nearly all have before them, and without markup.

    The lines are clean (`clipboard.clean`): no blanks at their ends, and no two in a row.
    """
    page = list(lines)
    for _ in range(_MOST):
        begun = [line[0] for line in page if line]
        least = _NEARLY_ALL * len(begun)
        if sum(map(_SIGNS.__contains__, begun)) < least:
            break
        if _numbered(page) >= max(least, _FEWEST):
            page = [_without(_NUMBER, line) for line in page]
        elif margin := next((one for one in _MARGINS if _having(one, page) >= least > 0), None):
            page = [_without(margin, line) for line in page]
        else:
            break
    return [_unmarked(line).strip() for line in page]


def _having(margin: re.Pattern[str], lines: Sequence[str]) -> int:
    return sum(margin.match(f"{line} ") is not None for line in lines)


def _without(margin: re.Pattern[str], line: str) -> str:
    found = margin.match(f"{line} ")
    return line[found.end() :] if found else line


def _numbered(lines: Sequence[str]) -> int:
    """How many lines begin with a number that is one more than that of the line above."""
    numbers = [int(found[1]) for line in lines if line and (found := _NUMBER.match(line))]
    return sum(above + 1 == below for above, below in pairwise(numbers)) + 1


def _unmarked(line: str) -> str:
    """A line without the signs with which Markdown, HTML and chats mark a title."""
    if line.endswith((">", "\\")):
        line = _LINE_END.sub("", line)
    if found := _HEADING.match(line) or _PICTURES.match(line):
        line = line[found.end() :]
    if line.startswith(("*", "_")) and (strong := _STRONG.match(line)):
        line = f"{strong[2]}{line[strong.end() :]}"
    return _LINK.sub(r"\1", line) if line.startswith("[") else line
