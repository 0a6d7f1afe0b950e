"""Ranking of the best papers by a closer look at their titles and abstracts.

The index ranks by how rare a word is and in which column it stands. It ignores how near
words stand to one another; the best few papers are put in order here.
"""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import NamedTuple

from papercat.text.folding import fold_letters, fold_words

# The most that a candidate gains, in places of the index's order as a share of all
# candidates: the last of them is 1 behind the first. Set by hand and held to by
# `make bench-search`.
_EXACT = 3.0
"""for all the words in the title as they were typed"""
_TOGETHER = 2.0
"""for each word right behind the one before"""
_COVERED = 2.0
"""for a title without any other word"""
_IN_ABSTRACT = 0.2
"""the weight of the first two in an abstract"""
_TURNED = 0.5
"""the weight of words in the reverse order"""


class Candidate(NamedTuple):
    """A paper that has the words, and its place in the index's order, from 0."""

    id: int
    place: int
    title: str
    abstract: str


def best_first(words: Sequence[str], candidates: Sequence[Candidate]) -> list[int]:
    """Order the ids of candidates; among equals the order that is given stays.

    `words` are the folded words of the query in their order.
    """
    scored = []
    for candidate in candidates:
        place = candidate.place / len(candidates)
        scored.append((place - title_score(words, candidate.title, candidate.abstract), candidate))
    scored.sort(key=lambda pair: pair[0])
    return [candidate.id for _, candidate in scored]


def title_score(words: Sequence[str], title: str, abstract: str = "") -> float:
    """Score how well a title, and a little how well an abstract, fits the words."""
    if not words:
        return 0.0
    in_title = fold_words(title)
    covered = min(len(words) / max(len(in_title), 1), 1.0)
    score = _title_fit(words, in_title) + _COVERED * covered
    if abstract:
        score += _IN_ABSTRACT * _abstract_fit(words, fold_letters(abstract))
    return score


def _title_fit(words: Sequence[str], title: Sequence[str]) -> float:
    """Score how many of the words a title has, and how closely in their order."""
    if len(words) == 1:
        return (_EXACT + _TOGETHER) * (words[0] in title)
    positions: dict[str, list[int]] = {}
    for at, word in enumerate(title):
        if word in words:
            positions.setdefault(word, []).append(at)
    exact = sum(word in positions for word in words) / len(words)
    near = 0.0
    for word, follower in pairwise(words):
        near += _nearness(positions.get(word, ()), positions.get(follower, ()))
    return _EXACT * exact + _TOGETHER * near / (len(words) - 1)


def _nearness(positions: Sequence[int], followers: Sequence[int]) -> float:
    """Score from 1 for a word right behind the other down to 0."""
    best = 0.0
    for before, after in product(positions, followers):
        gap = after - before
        if gap > 0:
            best = max(best, 1 / gap)
        elif gap < 0:
            best = max(best, -_TURNED / gap)
    return best


def _abstract_fit(words: Sequence[str], abstract: str) -> float:
    """Score an abstract by a quicker look: it is long, and counts for less."""
    exact = sum(word in abstract for word in words) / len(words)
    together = sum(f"{word} {follower}" in abstract for word, follower in pairwise(words))
    return _EXACT * exact + _TOGETHER * together / max(len(words) - 1, 1)
