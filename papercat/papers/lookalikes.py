"""Papers that may be one, though matching kept them apart. Pure functions.

Candidates have the same authors (`authors_hash`). A title that differs by a letter, or an
abstract with mostly the same words, makes papercat doubt that they are two. Numbers,
signs and words such as `Reply to` in one title only are evidence that they are.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from papercat.papers.model import Paper
from papercat.papers.titles import loose_words, signs, text_hash
from papercat.text.names import fold_for_comparison, surname_words

_NEAR_TITLE = 93.0
"""similarity of two titles, 0 to 100, from which a misprint may explain the difference"""
_SAME_WORDS = 0.5
"""share of the words of two abstracts that both have"""
_MOST_YEARS_APART = 4
_NUMBER = re.compile(r"\d+|[ivx]+$")
_REPLIES = frozenset(("addendum", "comment", "correction", "corrigendum", "erratum", "reply"))
_WORD = re.compile(r"\w+")


class Likeness(NamedTuple):
    """A suspicion that two papers are one."""

    probability: float
    """how likely they are one paper"""
    reason: str


def authors_hash(paper: Paper) -> int | None:
    """Return a number that papers by the same authors share; None if the list is cut short.

    Only surnames count, because sources abbreviate given names; of a single author all does.
    """
    stated = paper.listed
    if not stated or paper.authors_truncated:
        return None
    surnames = sorted({" ".join(surname_words(author.name)) for author in stated})
    if len(stated) == 1:
        given = fold_for_comparison(stated[0].name).given
        surnames += [name[:1] for name in given[:1]]
    return text_hash(" ".join(surnames))


def likeness(one: Paper, other: Paper) -> Likeness | None:
    """Return the suspicion that two papers by the same authors are one; None if they are two."""
    mine, theirs = _words_of(one.title), _words_of(other.title)
    if signs(one.title) != signs(other.title) or _are_parts(mine, theirs):
        return None
    if not _years_fit(one, other):
        return None
    shared = _shared_words(one.abstract, other.abstract)
    if mine == theirs:
        reason = "the same title and surnames; given names, identifiers or dates differ"
        return Likeness(0.5 if shared is None else shared, reason)
    title = fuzz.ratio(" ".join(mine), " ".join(theirs))
    if title >= _NEAR_TITLE and (shared is None or shared >= _SAME_WORDS):
        return Likeness(0.9, "the same authors; the titles differ by a few letters")
    if shared is not None and shared >= _SAME_WORDS:
        reason = f"the same authors; the abstracts share {shared:.0%} of their words"
        return Likeness(shared, reason)
    return None


def _are_parts(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether numbers or a word such as `Reply` in one title make it another paper's."""
    return _numbers(mine) != _numbers(theirs) or _is_reply(mine) != _is_reply(theirs)


@lru_cache(maxsize=1 << 12)
def _words_of(title: str) -> tuple[str, ...]:
    """Return the words to compare; a title is compared with many others."""
    return tuple(loose_words(title))


def _years_fit(one: Paper, other: Paper) -> bool:
    if not one.published or not other.published:
        return True
    return abs(int(one.published[:4]) - int(other.published[:4])) <= _MOST_YEARS_APART


def _numbers(words: Sequence[str]) -> list[str]:
    """Return what numbers a title's parts: digits and Roman numerals."""
    return [word for word in words if _NUMBER.fullmatch(word)]


def _is_reply(words: Sequence[str]) -> bool:
    return bool(words) and words[0] in _REPLIES


def _shared_words(one: str | None, other: str | None) -> float | None:
    """Return the share of words that both abstracts have; None if one is missing."""
    if not one or not other:
        return None
    mine, theirs = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(mine & theirs) / max(1, len(mine | theirs))
