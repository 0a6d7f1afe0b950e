"""Training of the model for abstracts, a segmental conditional random field.

Every run of lines, and none, is a candidate; its score is the sum of what its lines, joints,
beginning and end weigh. All candidates of a block are summed by prefix sums, blocks of one
length at a time.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from papercat.importing.formats.listing.abstract_lines import Evidence

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Runs:
    """Entries to learn from, as rows of evidence, by number of lines."""

    def __init__(self) -> None:
        """Begin without entries."""
        self.names: dict[str, int] = {}
        self._slots: list[int] = []
        self._rows: list[int] = []
        self._count = 0
        self._certain: list[int] = []
        """rows of no abstract where there must be one"""
        self._blocks: dict[int, list[tuple[int, range]]] = defaultdict(list)

    def __len__(self) -> int:
        return sum(map(len, self._blocks.values()))

    def add(self, found: Evidence, abstract: range) -> None:
        """Add an entry and the places of its abstract, counted from 1."""
        start = self._count
        for names in (*found.lines, *found.joints, *found.beginnings, *found.ends):
            self._row(names)
        self._row(found.missing)
        if found.certain:
            self._certain.append(self._count - 1)
        self._blocks[len(found.lines)].append((start, abstract))

    def _row(self, names: Iterable[str]) -> None:
        for name in names:
            self._slots.append(self.names.setdefault(name, len(self.names)))
            self._rows.append(self._count)
        self._count += 1

    def fit(self, *, steps: int = 900, rate: float = 0.3, decay: float = 0.3) -> dict[str, float]:
        """Return the likeliest weights, found with Adam (Kingma and Ba, 2015)."""
        slots, rows = np.array(self._slots), np.array(self._rows)
        size = len(self.names)
        right = np.bincount(slots, self._right()[rows], size)
        weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
        for step in range(1, steps + 1):
            scores = np.bincount(rows, weights[slots], self._count)
            scores[self._certain] = -np.inf
            expected = np.zeros(self._count)
            for length, blocks in self._blocks.items():
                _expect(np.array([start for start, _ in blocks]), length, scores, expected)
            gradient = np.bincount(slots, expected[rows], size) - right + decay * weights
            mean = 0.9 * mean + 0.1 * gradient
            square = 0.99 * square + 0.01 * gradient**2
            slower = rate * (1 - 0.95 * step / steps)
            unbiased = mean / (1 - 0.9**step), square / (1 - 0.99**step)
            weights -= slower * unbiased[0] / (np.sqrt(unbiased[1]) + 1e-6)
        return dict(zip(self.names, weights.tolist(), strict=True))

    def _right(self) -> Floats:
        """Mark the rows that are part of the right run."""
        right = np.zeros(self._count)
        for length, blocks in self._blocks.items():
            for start, abstract in blocks:
                if not abstract:
                    right[start + 4 * length - 1] = 1
                    continue
                first, end = abstract.start - 1, abstract.stop - 1
                right[start + first : start + end] = 1
                right[start + length + first : start + length + end - 1] = 1
                right[start + 2 * length - 1 + first] = 1
                right[start + 3 * length - 1 + end - 1] = 1
        return right


def _expect(starts: Ints, length: int, scores: Floats, expected: Floats) -> None:
    """Add the probability of each row of these entries to `expected`."""
    each = np.arange(length)
    lines = starts[:, None] + each
    joints = starts[:, None] + length + each[:-1]
    beginnings = starts[:, None] + 2 * length - 1 + each
    ends = starts[:, None] + 3 * length - 1 + each
    missing = starts + 4 * length - 1
    into = np.concatenate([np.zeros((len(starts), 1)), scores[joints]], axis=1)
    through = np.cumsum(scores[lines] + into, axis=1)
    begun = scores[beginnings] - (through - scores[lines])
    ended = scores[ends] + through
    until = np.logaddexp.accumulate(begun, axis=1)
    after = np.logaddexp.accumulate(ended[:, ::-1], axis=1)[:, ::-1]
    total = np.logaddexp(scores[missing], np.logaddexp.reduce(until + ended, axis=1))[:, None]
    expected[lines] = np.exp(until + after - total)
    expected[joints] = np.exp(until[:, :-1] + after[:, 1:] - total)
    expected[beginnings] = np.exp(begun + after - total)
    expected[ends] = np.exp(until + ended - total)
    expected[missing] = np.exp(scores[missing] - total[:, 0])
