"""Which of the papers that have the words come first. Pure functions.

The index ranks by how rare a word is and where it stands. It knows nothing of the
form of a word, for it has stems, nor of how near words stand to one another; the
best few are put in order here by looking at their titles and abstracts.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from papercat.search.text_match import tokens

# What a candidate can gain, in places of the index's order as a share of all candidates: the
# last of them is 1 behind the first. Set by hand and held to by `make bench-search`.
_EXACT = 3.0
"""with all the words in the title as they were typed"""
_TOGETHER = 2.0
"""with each right behind the one before"""
_COVERED = 2.0
"""with nothing else in the title"""
_IN_ABSTRACT = 0.2
"""how much the first two count in an abstract"""
_TURNED = 0.5
"""how much words that stand the other way round count of words in their order"""


class Candidate(NamedTuple):
    """A paper that has the words, and what the index says of it."""

    id: int
    place: int
    """where the index ranks it, from 0"""
    title: str
    abstract: str = ""


def best_first(wanted: Sequence[str], candidates: Sequence[Candidate]) -> list[int]:
    """The ids of the candidates in order; of equals the newest first.

    `wanted` holds the tokens that were asked for, in the order of the query.
    """
    scored = [
        (candidate.place / len(candidates) - score(wanted, candidate), -candidate.id)
        for candidate in candidates
    ]
    return [-negative for _, negative in sorted(scored)]


def score(words: Sequence[str], candidate: Candidate) -> float:
    """How well a paper's title, and a little how well its abstract, fits the words."""
    if not words:
        return 0.0
    title = tokens(candidate.title)
    fit = _title_fit(words, title) + _COVERED * min(len(words) / max(len(title), 1), 1.0)
    if candidate.abstract:
        fit += _IN_ABSTRACT * _abstract_fit(words, candidate.abstract.lower())
    return fit


def _title_fit(words: Sequence[str], title: Sequence[str]) -> float:
    """How many of the words a title has as they were typed, and how closely in their order."""
    if len(words) == 1:
        return (_EXACT + _TOGETHER) * (words[0] in title)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(title):
        if word in words:
            places.setdefault(word, []).append(at)
    exact = sum(word in places for word in words) / len(words)
    near = sum(_near(places.get(a, ()), places.get(b, ())) for a, b in pairwise(words))
    return _EXACT * exact + _TOGETHER * near / (len(words) - 1)


def _near(places: Sequence[int], followers: Sequence[int]) -> float:
    """From 1 for a word that follows the other at once, down to 0."""
    gaps = [after - before for before in places for after in followers]
    return max((1 / gap if gap > 0 else -_TURNED / gap for gap in gaps if gap), default=0.0)


def _abstract_fit(words: Sequence[str], abstract: str) -> float:
    """The same for an abstract, by a quicker look: it is long, and counts for less."""
    exact = sum(word in abstract for word in words) / len(words)
    together = sum(f"{a} {b}" in abstract for a, b in pairwise(words)) / max(len(words) - 1, 1)
    return _EXACT * exact + _TOGETHER * together
