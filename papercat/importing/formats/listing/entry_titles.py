"""The title of each entry among the lines below its head.

The title and its authors stand on one line, on several lines of a page that is wrapped as a
whole, or on a line each.
"""

import re
from collections.abc import Sequence

from papercat.importing.formats.listing.glued_line import (
    LONGEST_LINE,
    MOST_AUTHORS,
    SEPARATOR,
    take_apart,
)
from papercat.importing.formats.listing.line_wrapping import is_full, put_together, width_of
from papercat.importing.formats.listing.page_lines import Label, PageLine
from papercat.importing.formats.listing.site_lines import site_kind
from papercat.importing.formats.listing.title_split import split_line

SURE, _LIKELY = 0.99, 0.5
_SHORT = 60
"""characters; titles with their authors are rarely shorter"""
_LONGEST_TITLE = 400
_SOON = 8
"""lines below a head in which a title begins"""
_MOST_LINES = 6
"""of a wrapped title"""
_NEARLY = 14
"""characters by which lines may be longer than `width_of`, which is the least possible width"""
_NEARLY_FULL = 0.7
"""of the width; a title's letters are often larger"""
_WRAPPED = 0.95
"""of the entries of a page that is wrapped as a whole have no longer lines"""
_ENDS_LIKE_TEXT = re.compile(r"(?:^|.* )[^A-Z ][^ ]*\.$")
"""ends with a full stop that is not an initial's or that of `Jr.`"""
_NO_NAME = re.compile(
    r"[\d:;!?=<>{}\\/@_]|\.\.|[^.\s]{4,}\.$|[,·-]$|(?: [^ ]*){7}|(?:^| )[a-zà-öø-ÿ]{5,}"
)
"""signs, too many words, or a longer word in lower case than `van`"""
_NAMES_APART = re.compile(r"[^,]* (?![a-zà-öø-ÿ])[^, ]+(?:, [^,]* (?![a-zà-öø-ÿ])[^, ]+)*")
"""names of two words and more"""
_UNFINISHED = re.compile(r"(?:^|.* )\w\.?$|.*[,·-]$")
"""an initial, or a sign that no list of authors ends with"""

Block = Sequence[PageLine]
"""the lines below one head"""


def label_titles(blocks: Sequence[Block]) -> None:
    """Label the lines of each block that are its title and its authors."""
    likely = list(filter(None, map(_without_site_lines, blocks)))
    if width := _page_width(blocks):
        for block in likely:
            _label_wrapped_title(block, width)
    elif 2 * sum(map(_authors_surely_apart, likely)) > len(likely):
        for block in likely:
            block[0].label = Label.TITLE
            if _authors_may_be_apart(block):
                block[1].label = Label.AUTHORS
    else:
        for block in likely:
            _surest_title(block).label = Label.TITLE


def title_strength(line: str) -> float:
    """Return the probability that a line is a title with authors, plus 1 if `et al.` ends it.

    Return 0 for lines that look like running text or a button.
    """
    if len(line) > LONGEST_LINE:
        return 0.0
    parts = take_apart(line)
    if parts.truncated or parts.organisations:
        return 1 + split_line(line).best.probability
    if not parts.narrow_candidates() or _ENDS_LIKE_TEXT.match(line):
        return 0.0
    probability = split_line(line).best.probability
    return probability if len(line) > _SHORT or probability > _LIKELY else 0.0


def _without_site_lines(block: Block) -> Block:
    """Return the lines in which a title may stand; an unfinished one goes on anywhere."""
    lines: list[PageLine] = []
    above = ""
    for line in block[: 2 * _SOON]:
        above_goes_on = above.endswith((",", "-", "·"))
        if above_goes_on or site_kind(line.text) is None or title_strength(line.text) > SURE:
            lines.append(line)
            above = line.text
    return lines[:_SOON]


def _surest_title(block: Block) -> PageLine:
    """Return the likeliest title among the lines above the abstract, the first of equals."""
    best, most = block[0], 0.0
    for line in block:
        strength = round(title_strength(line.text), 1)
        if strength > most:
            best, most = line, strength
        if most > 1 or (most and len(line.text) > _SHORT):
            break
    return best


def _page_width(blocks: Sequence[Block]) -> int:
    """Return the width at which a page is wrapped as a whole, titles included, or 0."""
    width = width_of([line.text for line in block] for block in blocks)
    narrow = 0
    for block in blocks:
        narrow += all(len(line.text) <= width + _NEARLY for line in block)
    return width if narrow >= _WRAPPED * len(blocks) else 0


def _label_wrapped_title(block: Block, width: int) -> None:
    """Label the first run of full lines that ends in names, or the likeliest line."""
    enough = round(_NEARLY_FULL * width)
    title: Block = []
    start = 0
    for end in range(1, len(block) + 1):
        if end < len(block) and is_full(block[end - 1].text, block[end].text, enough):
            continue
        if title := _title_in(block[start:end]):
            break
        start = end
    for line in title or [_surest_title(block)]:
        line.label = Label.TITLE


def _title_in(lines: Block) -> Block:
    """Return the lines at the beginning of a run that hold a title with its authors, if any.

    A title may end where a line is full; the abstract then looks like more of it. The names
    decide: of equally likely ends the last one is taken.
    """
    best, most = 0, 0.1
    for count in range(1, min(len(lines), _MOST_LINES) + 1):
        strength = _strength_with_names(put_together([line.text for line in lines[:count]]))
        if strength >= most:
            best, most = count, strength
    return lines[:best]


def _strength_with_names(line: str) -> float:
    """Return the rounded strength of a title whose authors look like whole names, or 0."""
    authors = split_line(line).best.authors
    if not authors or _UNFINISHED.match(authors[-1]) or any(map(_NO_NAME.search, authors)):
        return 0.0
    return round(title_strength(line), 1)


def _authors_may_be_apart(block: Block) -> bool:
    """Return whether a first line has no `et al.`, and the second holds nothing but names."""
    if len(block) < 2 or max(len(line.text) for line in block[:2]) > _LONGEST_TITLE:
        return False
    title, authors = block[0].text, take_apart(block[1].text).body
    if title.endswith(",") or take_apart(title).truncated or not _NAMES_APART.fullmatch(authors):
        return False
    names = authors.split(SEPARATOR)
    return len(names) <= MOST_AUTHORS and not any(map(_NO_NAME.search, names))


def _authors_surely_apart(block: Block) -> bool:
    """Return whether two lines are surely a title and its authors.

    Neither the first line alone may hold authors, nor both as a title that was wrapped. A title
    in letters with case does not go on in a script without.
    """
    if not _authors_may_be_apart(block):
        return False
    title, authors = block[0].text, block[1].text
    best = split_line(title + authors).best
    if best.title != title or best.probability <= 0.9:
        return False
    if split_line(title).best.probability >= _LIKELY:
        return False
    if authors.lower() == authors.upper() and title.lower() != title.upper():
        return True
    return split_line(f"{title} {authors}").best.probability < _LIKELY
