"""Which of the lines below each title of a page are its abstract; the rest is the page's furniture.

An abstract is one run of lines, or none. A run's score is what the evidence for it weighs, and
the best one is found in one pass, as in a segmental conditional random field (Sarawagi and
Cohen, 2004), which is also how the weights are learnt (`training/train_abstract.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from papercat.infer.abstract.evidence import Evidence, evidence
from papercat.infer.abstract.line import read_line
from papercat.infer.abstract.style import style_of
from papercat.infer.abstract.weights import WEIGHTS


def find_abstracts(
    blocks: Sequence[Sequence[str]], weights: Mapping[str, float] = WEIGHTS
) -> list[range]:
    """The numbers of the lines that are each block's abstract.

    A block is what stands between one entry's head and the next, without blank lines; line 0 is
    the title's, so no abstract has it.
    """
    read = [[read_line(text) for text in block] for block in blocks]
    style = style_of(read)
    return [
        best_run(evidence(block, style, last=block is read[-1]), weights) if block else range(0)
        for block in read
    ]


def best_run(found: Evidence, weights: Mapping[str, float]) -> range:
    """The run of lines for which most speaks, counted from 1, or none."""

    def weigh(names: Iterable[str]) -> float:
        return sum([weights.get(name, 0.0) for name in names])

    best, most = range(0), -inf if found.missing is None else weigh(found.missing)
    start, run = 0, 0.0
    for number, line in enumerate(found.lines):
        begun = weigh(found.beginnings[number])
        gone_on = run + weigh(found.joints[number - 1]) if number else begun
        if begun >= gone_on:
            start, run = number, begun
        else:
            run = gone_on
        run += weigh(line)
        whole = run + weigh(found.ends[number])
        if whole > most:
            best, most = range(start + 1, number + 2), whole
    return best
