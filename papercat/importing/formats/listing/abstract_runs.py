"""The abstract of an entry: the run of lines for which the evidence speaks most.

All runs are compared in one pass, as in a segmental conditional random field (Sarawagi and
Cohen, 2004). `training/train_abstract.py` learns the weights in the same way.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from math import exp, inf, log1p
from operator import itemgetter
from pathlib import Path
from textwrap import shorten

from papercat.importing.formats.listing.abstract_evidence import (
    Evidence,
    evidence,
    page_style,
    read_line,
)
from papercat.importing.formats.listing.line_wrapping import put_together
from papercat.papers.model import Doubt

NONE = range(0)
_SURE = 0.95
"""less likely abstracts are doubted: six of seven wrong ones are less likely"""
_QUOTED = 60
"""characters that identify a line to a person"""


@dataclass(frozen=True, slots=True)
class FoundAbstract:
    """The lines of an entry that are its abstract; line 0 is the title."""

    lines: range
    probability: float = 1.0
    other: range | None = None
    """the next likely run, if there is one"""


@cache
def shipped_weights() -> dict[str, float]:
    """Load the weights that papercat ships."""
    data = Path(__file__).with_name("abstract_weights.json").read_bytes()
    weights: dict[str, float] = json.loads(data)
    return weights


def find_abstracts(
    blocks: Sequence[Sequence[str]], weights: Mapping[str, float] | None = None
) -> list[FoundAbstract]:
    """Find the abstract of each entry. A block holds the lines of one, from its title on."""
    read = [[read_line(text) for text in block] for block in blocks]
    style = page_style(read)
    found: list[FoundAbstract] = []
    for block in read:
        if len(block) < 2:
            found.append(FoundAbstract(NONE))
            continue
        known = evidence(block, style, last=block is read[-1])
        found.append(likeliest(known, weights or shipped_weights()))
    return found


def abstract_doubt(block: Sequence[str], found: FoundAbstract) -> Doubt | None:
    """Return the doubt about an abstract with its other reading, or None if it is clear."""
    if found.other is None or found.probability >= _SURE:
        return None
    surplus = _without(found.lines, found.other)
    missing = _without(found.other, found.lines)
    said: list[str] = []
    if surplus:
        said.append(f"{_quoted(block, surplus)} may be the site's")
    if missing:
        said.append(f"{_quoted(block, missing)} beside it may belong to it")
    other = put_together([block[at] for at in found.other])
    return Doubt("abstract", found.probability, " and ".join(said), (other,))


def _without(lines: range, others: range) -> list[int]:
    """Return the lines of a run that are not in another one."""
    return sorted(set(lines).difference(others))


def _quoted(block: Sequence[str], lines: Sequence[int]) -> str:
    """Quote the first of some lines, and count the others."""
    first = repr(shorten(block[lines[0]], _QUOTED, placeholder=" …"))
    more = len(lines) - 1
    if more == 0:
        return first
    if more == 1:
        return f"{first} and 1 more line"
    return f"{first} and {more} more lines"


def likeliest(found: Evidence, weights: Mapping[str, float]) -> FoundAbstract:
    """Return the run of lines with the highest score; line 1 is the first below the title."""
    scores = _RunScores(found, weights)
    (most, best), *others = nlargest(2, scores.candidates(), key=itemgetter(0))
    other = others[0][1] if others else None
    return FoundAbstract(best, 1 / scores.total(most), other)


class _RunScores:
    """Scores of all runs in one entry, from two lists of prefix sums.

    The score of a run is `begun` at its first line plus `ended` at its last line.
    """

    def __init__(self, found: Evidence, weights: Mapping[str, float]) -> None:
        """Add up the weights of the evidence."""

        def weigh(names: Sequence[str]) -> float:
            return sum([weights.get(name, 0.0) for name in names])

        self._none = weigh(found.missing)
        if found.certain:
            self._none = -inf
        self._begun: list[float] = []
        self._ended: list[float] = []
        joints = [0.0, *map(weigh, found.joints)]
        through = 0.0
        for at, names in enumerate(found.lines):
            through += joints[at]
            self._begun.append(weigh(found.beginnings[at]) - through)
            through += weigh(names)
            self._ended.append(through + weigh(found.ends[at]))

    def candidates(self) -> Iterator[tuple[float, range]]:
        """Yield the two best runs for each last line, and the score of no abstract."""
        if self._none > -inf:
            yield self._none, NONE
        best: list[tuple[float, int]] = []
        for end, ended in enumerate(self._ended):
            best = nlargest(2, [*best, (self._begun[end], end)])
            for score, start in best:
                yield score + ended, range(start + 1, end + 2)

    def total(self, unit: float) -> float:
        """Sum the exponentials of all scores, in units of one score."""
        total, begun = exp(self._none - unit), -inf
        for one, ended in zip(self._begun, self._ended, strict=True):
            begun = max(begun, one) + log1p(exp(-abs(begun - one)))
            total += exp(begun + ended - unit)
        return total
