"""What speaks for a line to be of an abstract, for two to go on, and for a beginning and an end.

Each piece of evidence has a name, and each name its weight (`weights.py`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from papercat.importing.formats.listing.abstracts.line import Line
from papercat.importing.formats.listing.abstracts.style import (
    SHORT,
    Block,
    Style,
    begins_a_paragraph,
    is_a_sites,
)
from papercat.importing.formats.listing.wrapping import WIDEST, is_full

_NARROW = 0.6
"""of the width at which a page is wrapped: a line of text is rarely shorter, but the last"""
_DWARFED = 1 / 3
"""of the longest line: where abstracts stand on one line, a site's sentences are far shorter"""
_MOST_SHARED = 3
"""terms"""

Names = list[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one block of `n` lines below a title."""

    lines: list[Names]
    """n: for each to be of the abstract"""
    joints: list[Names]
    """n - 1: for the next line to go on"""
    beginnings: list[Names]
    """n: for the abstract to begin with it"""
    ends: list[Names]
    """n: for the abstract to end with it"""
    missing: Names | None
    """for no abstract at all; None where there must be one"""


def evidence(block: Block, style: Style, *, last: bool) -> Evidence:
    """What the lines of a block tell; below the `last` of a page its foot may stand."""
    title, *lines = block
    spoken = Counter(title.terms)
    for line in lines:
        spoken.update(line.terms)
    longest = max((len(line.text) for line in lines), default=0)
    page = "unsure" if last and style.between.startswith("bare") else style.between
    return Evidence(
        [[*_of_line(line, title, style, spoken, longest), f"page {page}"] for line in lines],
        [[*_of_joint(*pair, style), f"joint, page {page}"] for pair in pairwise(lines)],
        [list(_of_beginning(*pair, style)) for pair in zip_longest(lines, lines[1:])],
        [list(_of_end(line, style, last=last and line is lines[-1])) for line in lines],
        _of_none(lines, title, style),
    )


def _of_none(lines: Sequence[Line], title: Line, style: Style) -> Names | None:
    """Where something stands below every title, what is no site's there is an abstract.

    So is a sentence where there are too few titles to say.
    """
    others = [line for line in lines if not is_a_sites(line)]
    if style.complete and any(_is_text(line, title, style) for line in others):
        return None
    if style.below.endswith("of few") and any(line.ends == "closed" for line in others):
        return None
    return [f"none, where something is below {style.below}, page {style.between}"]


def _is_text(line: Line, title: Line, style: Style) -> bool:
    """Whether a line, no site's by its words, is text: a long sentence, or below no other title.

    Where hardly any entry has text, what is short and no sentence is a site's.
    """
    if len(line.text) > SHORT and line.ends == "closed":
        return True
    may_be = len(line.text) > SHORT or line.ends == "closed"
    return (may_be or not style.below.startswith("rarely")) and not style.repeats(line, title)


def _of_line(
    line: Line, title: Line, style: Style, spoken: Counter[str], longest: int
) -> Iterator[str]:
    yield from line.evidence
    size = len(line.text)
    if style.repeats(line, title):
        yield "repeated, and short" if size <= SHORT else "repeated, and long"
    if size <= WIDEST:
        shared = sum(spoken[term] > 1 for term in line.terms)
        yield f"{min(shared, _MOST_SHARED)} terms shared"
    if style.width and size > style.width:
        yield "wider than the page"
    if style.width and size < _NARROW * style.width:
        yield "narrow"
    if not style.width and size < _DWARFED * longest:
        yield f"dwarfed, on {style.setting}"


def _of_joint(above: Line, below: Line, style: Style) -> Iterator[str]:
    yield f"joint of {above.ends} and {below.begins}"
    yield f"joint, {style.setting}"
    if len(above.text) > WIDEST:
        yield "joint below what is longer than lines are wrapped"
    if begins_a_paragraph(above, below, style.width):
        yield f"joint of paragraphs, {style.setting}, which are {style.paragraphs}"
    if style.width:
        full = "full" if _is_full(above, below, style) else "loose"
        yield f"joint, {full}"
        yield f"joint, {full}, {above.ends}"
        if len(above.text) < _NARROW * style.width:
            yield "joint below a narrow line"
    else:
        yield f"joint, {style.setting}, {above.ends}"


def _of_beginning(line: Line, below: Line | None, style: Style) -> Iterator[str]:
    yield f"begins {line.begins}"
    if style.width and below:
        yield "begins full" if _is_full(line, below, style) else "begins loose"


def _of_end(line: Line, style: Style, *, last: bool) -> Iterator[str]:
    yield f"ends {line.ends}"
    yield f"ends, {style.setting}"
    if last:
        yield "ends with the page"


def _is_full(above: Line, below: Line, style: Style) -> bool:
    """Whether the next line's first word finds no room in a line."""
    return is_full(above.text, below.text, style.width)
