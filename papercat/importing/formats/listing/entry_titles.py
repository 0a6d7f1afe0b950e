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
from papercat.importing.formats.listing.title_split import Split, split_line

_SHORT = 60
"""characters; titles with their authors are rarely shorter"""
_LONGEST_TITLE = 400
_SOON = 8
"""lines below a head in which a title begins"""
_MOST_LINES = 6
"""of a wrapped title"""
_SURE, _LIKELY = 0.99, 0.5
_HARDLY = 0.9
"""one title in a thousand is less likely"""
_NEARLY = 14
"""characters by which lines may be longer than `width_of`, which is the least possible width"""
_NEARLY_FULL = 0.7
"""of the width; a title's letters are often larger"""
_WRAPPED = 0.95
"""of the entries of a page that is wrapped as a whole have no longer lines"""
_AS_SURE = 0.05
"""by which a longer reading may be less likely"""
_UNFINISHED = (",", "-", "·")
"""signs that no list of authors ends with"""
_NO_NAME = re.compile(r"[\d:;!?=<>{}\\/@_]|\.\.|[^.\s]{4,}\.$|[,·-]$")
_LONG_SMALL_WORD = re.compile(r"(?:^| )(?=[^\W\d_])[a-zà-öø-ÿ]{5,}")
_INITIAL = re.compile(r"(?:^| )\w\.?$")

Block = Sequence[PageLine]
"""the lines below one head"""


def label_titles(blocks: Sequence[Block]) -> None:
    """Label the lines of each block that are its title and its authors."""
    likely: list[Block] = []
    for block in blocks:
        lines = [line for line in block[: 2 * _SOON] if _may_begin_title(line.text)]
        if lines:
            likely.append(lines[:_SOON])
    width = _page_width(blocks)
    apart = not width and _authors_stand_apart(likely)
    for block in likely:
        found = [block[0]] if apart else _wrapped_title(block, width)
        for line in found or [_surest_title(block)]:
            line.label = Label.TITLE
        if apart and _may_be_apart(block):
            block[1].label = Label.AUTHORS


def title_strength(line: str) -> float:
    """Return the probability that a line is a title with authors, plus 1 if `et al.` ends it.

    Return 0 for lines that look like running text or a button.
    """
    if len(line) > LONGEST_LINE:
        return 0.0
    parts = take_apart(line)
    glued = parts.truncated or bool(parts.organisations)
    if not glued and (not parts.narrow_candidates() or _ends_like_text(line)):
        return 0.0
    probability = split_line(line).best.probability
    if not glued and len(line) <= _SHORT and probability <= _LIKELY:
        return 0.0
    return probability + glued


def is_surely_title(line: str) -> bool:
    """Return whether a line is a title with authors beyond doubt."""
    return len(line) <= _LONGEST_TITLE and title_strength(line) % 1 > _SURE


def is_truncated_title(line: str) -> bool:
    """Return whether a line is surely a title, and `et al.` or an organisation ends it."""
    if len(line) > _LONGEST_TITLE or line[0].islower():
        return False
    return title_strength(line) > 1 + _SURE


def _ends_like_text(line: str) -> bool:
    """Return whether a line ends with a full stop and no name."""
    return line.endswith(".") and not line.rsplit(" ", 1)[-1][0].isupper()


def _may_begin_title(line: str) -> bool:
    return site_kind(line) is None or title_strength(line) > 1


def _surest_title(block: Block) -> PageLine:
    """Return the first line that may be a title, or a later one that is far more likely."""
    best, most = block[0], 0.0
    for line in block:
        strength = title_strength(line.text)
        allowed = _HARDLY if len(best.text) > _SHORT else strength
        if (strength and not most) or (strength > _SURE and most < allowed):
            best, most = line, strength
        if most > 1:
            break
        if len(line.text) > _SHORT and (most or not line.text.endswith(".")):
            break  # an abstract
    return best


def _page_width(blocks: Sequence[Block]) -> int:
    """Return the width at which a page is wrapped as a whole, titles included, or 0."""
    width = width_of([line.text for line in block] for block in blocks)
    narrow = 0
    for block in blocks:
        narrow += all(len(line.text) <= width + _NEARLY for line in block)
    return width if narrow >= _WRAPPED * len(blocks) else 0


def _wrapped_title(block: Block, width: int) -> Block:
    """Return the lines of a wrapped title, or nothing if no run of full lines is one."""
    start = 0
    while width and start < len(block):
        end = start + 1
        while end < len(block) and _goes_on(block[end - 1].text, block[end].text, width):
            end += 1
        lines = [line.text for line in block[start:end]]
        count = _lines_of_title(lines)
        if title_strength(put_together(lines[:count])):
            return block[start : start + count]
        start = end
    return []


def _goes_on(above: str, below: str, width: int) -> bool:
    return " " in above and is_full(above, below, round(_NEARLY_FULL * width))


def _lines_of_title(lines: Sequence[str]) -> int:
    """Return how many lines hold the title with its authors.

    They end in names. A title may end where a line is full; the abstract then looks like more
    of it, so the names decide.
    """
    splits: list[Split] = []
    for count in range(1, min(len(lines), _MOST_LINES) + 1):
        text = put_together(lines[:count])
        split = split_line(text)
        splits.append(split)
        glued = split.truncated or bool(split.organisations)
        goes_on = text.endswith(_UNFINISHED) or lines[count : count + 1] == ["·"]
        if glued and not goes_on and _sure(split):
            return count
    best = max(splits, key=_sure)
    count = 1
    for number, split in enumerate(splits, 1):
        least = max(_sure(best) - _AS_SURE, 0.01)
        if split.best.title == best.best.title and _sure(split) >= least:
            count = number
    return count


def _sure(split: Split) -> float:
    """Return the probability of a split if all its authors look like whole names."""
    authors = split.best.authors
    if not authors or _INITIAL.search(authors[-1]):
        return 0.0
    return split.best.probability if all(map(_may_be_name, authors)) else 0.0


def _authors_stand_apart(blocks: Sequence[Block]) -> bool:
    """Return whether most titles have their authors on the line below."""
    pairs = [block for block in blocks if len(block) > 1]
    return 2 * sum(map(_are_apart, pairs)) > len(pairs)


def _may_be_apart(block: Block) -> bool:
    """Return whether a first line has no `et al.`, and the second holds nothing but names."""
    if len(block) < 2 or max(len(line.text) for line in block[:2]) > _LONGEST_TITLE:
        return False
    title, authors = block[0].text, block[1].text
    if title.endswith(",") or take_apart(title).truncated:
        return False
    names = take_apart(authors).body.split(SEPARATOR)
    if len(names) > MOST_AUTHORS or not all(map(_may_be_name, names)):
        return False
    return all(" " in name and not name.rpartition(" ")[2][0].islower() for name in names)


def _are_apart(block: Block) -> bool:
    """Return whether two lines are surely a title and its authors.

    Neither the first line alone may hold authors, nor both as a title that was wrapped. A title
    in letters with case does not go on in a script without.
    """
    if not _may_be_apart(block):
        return False
    title, authors = block[0].text, block[1].text
    best = split_line(title + authors).best
    if best.title != title or best.probability <= _HARDLY:
        return False
    if split_line(title).best.probability >= _LIKELY:
        return False
    if authors.lower() == authors.upper() and title.lower() != title.upper():
        return True
    return split_line(f"{title} {authors}").best.probability < _LIKELY


def _may_be_name(text: str) -> bool:
    """Return whether a text has the shape of a name; small words such as `van` are short."""
    if not text or text.count(" ") > 6 or _NO_NAME.search(text):
        return False
    return _LONG_SMALL_WORD.search(text) is None
