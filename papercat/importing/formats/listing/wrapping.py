"""Text that is wrapped: at which width, and put together again."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

WIDEST = 200
"""characters; nobody wraps lines as long as this"""
_NARROWEST = 30
"""characters; shorter lines end for another reason"""
_FEWEST_PAIRS = 3
"""neighbouring lines that have to agree on a width"""

_HALF_A_WORD = re.compile(r"\w-$")
_REST_OF_A_WORD = re.compile(r"(?!(?:and|or|to)\b)\w")
"""what follows in `low-rank`, but not in `low- and full-rank`"""


def put_together(lines: Sequence[str]) -> str:
    """The text of lines; a word with a hyphen that was wrapped is whole again."""
    parts = list(lines[:1])
    for above, below in pairwise(lines):
        broken = _HALF_A_WORD.search(above) and _REST_OF_A_WORD.match(below)
        parts += [below] if broken else [" ", below]
    return "".join(parts)


def is_full(above: str, below: str, width: int) -> bool:
    """Whether a line of a wrapped text is full: the first word of the next has no room in it."""
    return len(above) + 1 + len(below.split(" ", 1)[0]) > width


def width_of(texts: Iterable[Sequence[str]]) -> int:
    """The width at which lines are wrapped, or 0: the one that most pairs of lines agree on.

    A pair speaks for every width in which the upper line finds room, but not the next word.
    """
    changes = [0] * (2 * WIDEST + 2)
    pairs = [
        (len(line), len(line) + len(below.split(" ", 1)[0]))
        for lines in texts
        for line, below in pairwise(lines)
        if _NARROWEST <= len(line) <= WIDEST
    ]
    for least, most in pairs:
        changes[least] += 1
        changes[min(most, 2 * WIDEST) + 1] -= 1
    votes = list(accumulate(changes))
    most_votes = max(votes)
    return votes.index(most_votes) if most_votes >= max(_FEWEST_PAIRS, len(pairs) / 2) else 0
