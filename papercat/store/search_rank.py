"""Which of the papers that have the words come first. Pure functions.

The index ranks by how rare a word is and where it stands. It knows nothing of the
form of a word, for it has stems, nor of how near words stand to one another; the
best few are put in order here by looking at their titles and abstracts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papercat.store.search_text import tokens

_EXACT = 3.0
_TOGETHER = 2.0
_COVERED = 2.0
_ABSTRACT = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that has the words, and what the index says of it."""

    id: int
    rank: float
    """bm25, the smaller the better"""
    title: str
    authors: str = ""
    abstract: str = ""


def best_first(wanted: Sequence[Sequence[str]], candidates: Sequence[Candidate]) -> list[int]:
    """The ids of the candidates in order; of equals the newest first.

    `wanted` holds the tokens of every word and phrase that was asked for.
    """
    words = [word for phrase in wanted for word in phrase]
    worst = min((candidate.rank for candidate in candidates), default=0.0) or -1.0
    scored = [
        (-score(words, candidate) - candidate.rank / worst, -candidate.id)
        for candidate in candidates
    ]
    return [-negative for _, negative in sorted(scored)]


def score(words: Sequence[str], candidate: Candidate) -> float:
    """How well a paper fits the words: from 0 to about 7."""
    if not words:
        return 0.0
    title = tokens(candidate.title)
    return (
        _fit(words, title)
        + _ABSTRACT * _fit(words, tokens(candidate.abstract)[:300])
        + _COVERED * min(len(words) / max(len(title), 1), 1.0)
    )


def _fit(words: Sequence[str], text: Sequence[str]) -> float:
    """How many of the words a text has as they were typed, and how closely in their order."""
    places: Mapping[str, list[int]] = _places(text)
    exact = sum(word in places for word in words) / len(words)
    return _EXACT * exact + _TOGETHER * _together(words, places)


def _places(text: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, word in enumerate(text):
        places.setdefault(word, []).append(at)
    return places


def _together(words: Sequence[str], places: Mapping[str, list[int]]) -> float:
    """From 1 for words that follow one another as typed to 0 for words far apart."""
    if len(words) == 1:
        return 1.0 if words[0] in places else 0.0
    near = 0.0
    for word, follower in zip(words, words[1:], strict=False):
        gaps = [
            after - before for before in places.get(word, ()) for after in places.get(follower, ())
        ]
        ahead = min((gap for gap in gaps if gap > 0), default=0)
        back = min((-gap for gap in gaps if gap < 0), default=0)
        near += max(1 / ahead if ahead else 0.0, 0.5 / back if back else 0.0)
    return near / (len(words) - 1)
