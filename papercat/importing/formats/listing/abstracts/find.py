"""Which of the lines below each title of a page are its abstract; the rest is the page's furniture.

An abstract is one run of lines, or none. A run's score is what the evidence for it weighs, and
all of them are compared in one pass, as in a segmental conditional random field (Sarawagi and
Cohen, 2004), which is also how the weights are learnt (`training/train_abstract.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp, inf, log1p
from operator import itemgetter

from papercat.importing.formats.listing.abstracts.evidence import Evidence, evidence
from papercat.importing.formats.listing.abstracts.line import read_line
from papercat.importing.formats.listing.abstracts.style import style_of
from papercat.importing.formats.listing.abstracts.weights import WEIGHTS
from papercat.importing.formats.listing.wrapping import put_together

NONE = range(0)


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of a block that are its abstract; line 0, the title's, never is."""

    lines: range
    probability: float = 1.0
    other: range | None = None
    """the next likely; None where nothing else can be"""


def find_abstracts(
    blocks: Sequence[Sequence[str]], weights: Mapping[str, float] = WEIGHTS
) -> list[Found]:
    """Each block's abstract, and how sure that is.

    A block is what stands between one entry's head and the next, without blank lines, from its
    title on.
    """
    read = [[read_line(text) for text in block] for block in blocks]
    style = style_of(read)
    return [
        likeliest(evidence(block, style, last=block is read[-1]), weights)
        if len(block) > 1
        else Found(NONE)
        for block in read
    ]


def abstract_of(block: Sequence[str], lines: range) -> str:
    """The text of some of a block's lines."""
    return put_together([block[number] for number in lines])


def likeliest(found: Evidence, weights: Mapping[str, float]) -> Found:
    """The run of lines for which most speaks, counted from 1, or none."""
    runs = _Runs(found, weights)
    (most, best), *others = nlargest(2, runs, key=itemgetter(0))
    return Found(best, 1 / runs.sum(most), others[0][1] if others else None)


class _Runs:
    """What speaks for the runs of a block's `n` lines; it takes a time that grows with `n`."""

    def __init__(self, found: Evidence, weights: Mapping[str, float]) -> None:
        def weigh(names: Iterable[str]) -> float:
            return sum([weights.get(name, 0.0) for name in names])

        self._none = -inf if found.missing is None else weigh(found.missing)
        self._begun: list[float] = []
        """n: with the weight of the beginning, and without what stands above"""
        self._ended: list[float] = []
        """n: with all above, and the weight of the end; both together are a run's score"""
        through = 0.0
        for number, line in enumerate(found.lines):
            if number:
                through += weigh(found.joints[number - 1])
            self._begun.append(weigh(found.beginnings[number]) - through)
            through += weigh(line)
            self._ended.append(through + weigh(found.ends[number]))

    def __iter__(self) -> Iterator[tuple[float, range]]:
        """(score, run), of each end the two best: the best two of all are among these."""
        if self._none > -inf:
            yield self._none, NONE
        best: list[tuple[float, int]] = []
        for end, (begun, ended) in enumerate(zip(self._begun, self._ended, strict=True)):
            best = nlargest(2, [*best, (begun, end)])
            for score, start in best:
                yield score + ended, range(start + 1, end + 2)

    def sum(self, unit: float) -> float:
        """All runs together, as multiples of one with the score `unit`."""
        total, begun = exp(self._none - unit), -inf
        for one, ended in zip(self._begun, self._ended, strict=True):
            begun = max(begun, one) + log1p(exp(-abs(begun - one)))
            total += exp(begun + ended - unit)
        return total
