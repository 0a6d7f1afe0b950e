"""How a page sets its abstracts: on one line or on several, at which width, alone or not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from papercat.importing.formats.listing.abstracts.line import Line
from papercat.importing.formats.listing.repetition import masked
from papercat.importing.formats.listing.wrapping import WIDEST, is_full, width_of

Block = Sequence[Line]
"""the lines between one entry's head and the next; the first is the title's"""

SHORT = 60
"""characters; a button or a menu item is rarely longer, a line of an abstract rarely shorter"""
_MANY = 8
"""entries; a site that puts something between them has done so by then"""
_BY_ITS_WORDS = frozenset(["a menu", "a notice", "speaks to the reader"])
_NEARLY_WHOLE = 0.75
"""of what stands below a title is the abstract, where it is on one line"""
_NEARLY_ALL = 0.9
"""of many blocks end as abstracts do, where next to nothing else is there"""
_PER_LINE = 25
"""entries: one line in more than these may be of an abstract that speaks like a site"""
_RARELY = 0.15
"""of the entries"""
_FEW = 3
"""entries, of which one can't say what is usual"""


@dataclass(frozen=True, slots=True)
class Style:
    """How a page sets its abstracts. The words are those of evidence."""

    setting: str
    """`one line`, `wrapped` or `ragged`"""
    width: int
    """at which lines are wrapped; 0 where they are not"""
    complete: bool
    """whether something stands below every title"""
    below: str
    """whether text stands below a title: `always`, `mostly` or `rarely`, perhaps `, of few`"""
    between: str
    """whether entries have a site's words between them: `furnished`, `unsure`, `bare`, or `bare,
    of few`"""
    paragraphs: str
    """whether lines go on as paragraphs do: `rarely`, `at times`, `often`, or `who knows`"""
    repeated: Mapping[str, int]
    """how often a line stands below titles, masked, of those that do more than once"""

    def repeats(self, line: Line, title: Line) -> bool:
        """Whether a line below a title stands below another one too, of which it is no text."""
        if not self.repeated or len(line.text) > WIDEST:
            return False
        return masked(line.text, (title.text,)) in self.repeated


def style_of(blocks: Sequence[Block]) -> Style:
    """How a page sets its abstracts, from all of its entries."""
    repeated = _repeated(blocks)
    texts = [[len(line.text) for line in block[1:] if not is_a_sites(line)] for block in blocks]
    told = sum(max(sizes, default=0) > SHORT for sizes in texts)
    whole = sum(map(_is_whole, texts))
    on_one_line = 2 * whole > told
    width = 0 if on_one_line else width_of([line.text for line in block[1:]] for block in blocks)
    return Style(
        setting="one line" if on_one_line else "wrapped" if width else "ragged",
        width=width,
        complete=all(len(block) > 1 for block in blocks if block),
        below=_below(blocks, told),
        between=_between(blocks, repeated),
        paragraphs=_paragraphs(blocks, width),
        repeated=repeated,
    )


def _is_whole(sizes: Sequence[int]) -> bool:
    """Whether the lines of a block, by their characters, are one of text and little else."""
    if len(sizes) == 1:
        return sizes[0] > SHORT
    return max(sizes, default=0) > max(WIDEST, _NEARLY_WHOLE * sum(sizes))


def is_a_sites(line: Line) -> bool:
    """Whether a line is a site's by its words alone."""
    return not _BY_ITS_WORDS.isdisjoint(line.evidence)


def _repeated(blocks: Sequence[Block]) -> dict[str, int]:
    """A page that was pasted twice repeats nothing by that."""
    below: dict[str, set[str]] = {}
    for block in blocks:
        if block:
            title = (block[0].text,)
            lines = (masked(line.text, title) for line in block[1:] if _is_counted(line))
            below.setdefault(block[0].text, set()).update(lines)
    counts = Counter(chain.from_iterable(below.values()))
    return {text: count for text, count in counts.items() if count > 1}


def begins_a_paragraph(above: Line, below: Line, width: int) -> bool:
    """Whether a sentence ends, where lines are wrapped before they are full, and one begins."""
    full = width and is_full(above.text, below.text, width)
    return above.ends == "closed" and not full and below.begins not in {"small", "sign"}


def _paragraphs(blocks: Sequence[Block], width: int) -> str:
    """How often abstracts have several; where hardly any has, a site's line looks like one."""
    if len(blocks) < _MANY:
        return "who knows"
    pairs = (pairwise([line for line in block[1:] if not is_a_sites(line)]) for block in blocks)
    several = sum(any(begins_a_paragraph(*pair, width) for pair in found) for found in pairs)
    if several <= _RARELY * len(blocks):
        return "rarely"
    return "at times" if 2 * several <= len(blocks) else "often"


def _is_counted(line: Line) -> bool:
    """Whether a line that stands twice is a site's: no text, and no part of one by its name."""
    return len(line.text) <= WIDEST and line.ends != "section"


def _below(blocks: Sequence[Block], told: int) -> str:
    """`told` says how many blocks have text."""
    if 2 * told < len(blocks):
        often = "rarely"
    else:
        often = "always" if all(len(block) > 1 for block in blocks) else "mostly"
    return often if len(blocks) >= _FEW else f"{often}, of few"


def _between(blocks: Sequence[Block], repeated: Mapping[str, int]) -> str:
    """Whether entries have furniture below. The last does not count: the page's foot is there."""
    before = [block for block in blocks[:-1] if len(block) > 1]
    below = ((line, block[0]) for block in before for line in block[1:])
    told = sum(
        is_a_sites(line) or masked(line.text, (title.text,)) in repeated for line, title in below
    )
    if told * _PER_LINE > len(before):
        return "furnished"
    closed = sum(block[-1].ends == "closed" for block in before)
    if not before or closed < _NEARLY_ALL * len(before):
        return "unsure"
    return "bare" if len(blocks) >= _MANY else "bare, of few"
