"""Wrapped text: the width at which lines break, and the text put together again."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

WIDEST = 200
"""characters; nobody wraps lines as long as this"""
_NARROWEST = 30
"""characters; shorter lines end for another reason"""
_FEWEST_PAIRS = 3
"""neighbouring lines that must agree on a width"""

_HALF_A_WORD = re.compile(r"\w-$")
_REST_OF_A_WORD = re.compile(r"(?!(?:and|or|to)\b)\w")
"""the second half of `low-rank`, but not the word after `low-` in `low- and full-rank`"""


def put_together(lines: Sequence[str]) -> str:
    """Join wrapped lines and close words that were broken at a hyphen."""
    parts = list(lines[:1])
    for above, below in pairwise(lines):
        if not (_HALF_A_WORD.search(above) and _REST_OF_A_WORD.match(below)):
            parts.append(" ")
        parts.append(below)
    return "".join(parts)


def is_full(above: str, below: str, width: int) -> bool:
    """Return whether the first word of the next line does not fit into a line."""
    return len(above) + 1 + len(below.split(" ", 1)[0]) > width


def width_of(texts: Iterable[Sequence[str]]) -> int:
    """Return the width on which most pairs of lines agree, or 0 if the text is not wrapped.

    A pair speaks for every width that fits the upper line, but not the next word.
    """
    changes = [0] * (2 * WIDEST + 2)
    pairs = 0
    for lines in texts:
        for line, below in pairwise(lines):
            if _NARROWEST <= len(line) <= WIDEST:
                pairs += 1
                changes[len(line)] += 1
                longest = len(line) + len(below.split(" ", 1)[0])
                changes[min(longest, 2 * WIDEST) + 1] -= 1
    votes = list(accumulate(changes))
    most = max(votes)
    return votes.index(most) if most >= max(_FEWEST_PAIRS, pairs / 2) else 0
