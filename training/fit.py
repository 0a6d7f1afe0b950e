"""A softmax over the candidates of a line, fitted with Adagrad on hashed features."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass
class Problem:
    """All candidates of all lines, one after another."""

    slots: NDArray[np.int32]  # features of all candidates
    starts: Ints  # where each candidate's features begin, and the end
    lines: Ints  # where each line's candidates begin, and the end
    gold: Ints  # the right candidate of a line (absolute), or -1: none of these
    weight: Floats  # of a line
    group: Ints  # which fold a line belongs to, -1: always trained on


def _batch(p: Problem, chosen: Ints) -> tuple[NDArray[np.int32], Ints, Ints, Ints]:
    """Gather the chosen lines' features, feature counts and candidate counts."""
    counts = p.lines[chosen + 1] - p.lines[chosen]
    first = np.repeat(p.lines[chosen] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    candidates = first + np.arange(counts.sum())
    sizes = p.starts[candidates + 1] - p.starts[candidates]
    begin = np.repeat(p.starts[candidates] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return p.slots[begin + np.arange(sizes.sum())], sizes, counts, candidates


def fit(
    p: Problem,
    start: Floats,
    train: Ints,
    epochs: int,
    rate: float,
    decay: float,
    seed: int,
    drop: float = 0.1,
) -> Floats:
    """Weights that make the right candidates likely; a floor of 0 stands for none of them.

    They begin at `start` and decay towards it; from learned weights on, the steps are smaller.
    """
    rng = np.random.default_rng(seed)
    table = len(start)
    squares = np.full(table, 1.0 if start.any() else 1e-2)
    weights = start.copy()
    average = np.zeros(table)
    steps = 0
    for epoch in range(epochs):
        order = rng.permutation(train)
        step = rate * (1.0 - 0.9 * epoch / max(epochs - 1, 1))
        for at in range(0, len(order), 384):
            chosen = order[at : at + 384]
            slots, sizes, counts, candidates = _batch(p, chosen)
            offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
            scores = np.add.reduceat(weights[slots], offsets)
            gold = np.repeat(p.gold[chosen], counts) == candidates
            dropped = np.repeat(rng.random(len(chosen)) < drop, counts)
            live = ~(gold & dropped)
            right = gold & live
            grad = _gradient(scores, live, right, counts) * np.repeat(p.weight[chosen], counts)
            total = np.bincount(slots, np.repeat(grad, sizes), table)
            total += decay * (weights - start)
            squares += total * total
            weights -= step * total / np.sqrt(squares)
            if epoch >= epochs - 2:
                average += weights
                steps += 1
    return average / steps


def _gradient(
    scores: Floats, live: NDArray[np.bool_], right: NDArray[np.bool_], counts: Ints
) -> Floats:
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    masked = np.where(live, scores, -1e9)
    top = np.maximum(np.maximum.reduceat(masked, starts), 0)
    each = np.exp(masked - np.repeat(top, counts))
    total = np.add.reduceat(each, starts) + np.exp(-top)
    return each / np.repeat(total, counts) - right
