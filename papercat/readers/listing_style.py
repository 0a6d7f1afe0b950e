"""How a page sets its abstracts: on one line or on several, at which width, alone or not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.readers.furniture import is_menu, is_notice
from papercat.readers.running_text import is_closed, reads
from papercat.readers.wrapping import width_of

_NEARLY_ALL = 0.9
"""of many blocks; of fewer one can't say that they have no furniture"""
_MANY_BLOCKS = 8
"""entries; a site that puts something between them has done so by then"""


@dataclass(frozen=True, slots=True)
class Style:
    """How a page sets its abstracts."""

    width: int
    """at which lines are wrapped; 0 where they are not"""
    broken: bool
    """whether most abstracts stand on several lines"""
    complete: bool
    """whether something stands below every title"""
    bare: bool = False
    """whether, for all one can tell, next to nothing but abstracts wrapped at no width is there"""
    furnished: bool = False
    """whether a site's words stand below an entry, but the last"""


def style_of(blocks: Sequence[Sequence[str]]) -> Style:
    """How a page sets its abstracts, from the lines of its entries, titles first."""
    texts = [
        [line for line in block[1:] if reads(line) and not (is_menu(line) or is_notice(line))]
        for block in blocks
    ]
    several = sum(len(lines) > 1 for lines in texts)
    width = width_of(block[1:] for block in blocks)
    if 2 * sum(any(len(line) > width for line in lines) for lines in texts) > len(texts):
        width = 0
    broken = 2 * several > sum(map(bool, texts))
    return Style(
        width=width,
        broken=broken,
        complete=all(len(block) > 1 for block in blocks if block),
        bare=broken and not width and _is_bare(blocks[:-1]),
        furnished=any(map(is_furnished, blocks[:-1])),
    )


def _is_bare(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all of many blocks hold an abstract alone, as far as one can tell."""
    few = (1 - _NEARLY_ALL) * len(blocks)
    alone = sum(ends_closed(block) and not is_furnished(block) for block in blocks)
    if len(blocks) < _MANY_BLOCKS or len(blocks) - alone > few:
        return False
    return all(
        count <= few for count in Counter(block[1] for block in blocks if block[1:]).values()
    )


def ends_closed(block: Sequence[str]) -> bool:
    """Whether the last line of a block ends as an abstract does."""
    return bool(block) and is_closed(block[-1])


def is_furnished(block: Sequence[str]) -> bool:
    """Whether a line below the title is a site's by its words alone."""
    return any(is_menu(line) or is_notice(line) for line in block[1:])
