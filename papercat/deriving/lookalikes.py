"""Doubts about pairs of papers that may be one, though matching kept them apart.

Candidates have the same authors (`authors_hash` of papers/matching.py). A title that differs by a
letter, or an abstract with mostly the same words, makes papercat doubt that they are two.
Numbers, signs and words such as `Reply to` in one title only are evidence that they are.
"""

import re
import sqlite3
from collections import deque
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rapidfuzz import fuzz

from papercat.catalogue.sql_values import id_list
from papercat.papers.matching import MOST_YEARS_APART, NOT_TELLING, loose_words, signs
from papercat.papers.model import Paper
from papercat.papers.paper_decisions import PaperDecisions, Resolver, decided_pairs
from papercat.papers.paper_rows import read_rows
from papercat.papers.statements import statements_of

BY_THE_SAME_AUTHORS = """
SELECT authors_hash, id FROM papers WHERE authors_hash IN (SELECT value FROM json_each(?))
ORDER BY authors_hash, title, id
"""
FORGET = """
DELETE FROM paper_doubts
WHERE one IN (SELECT value FROM json_each(?1)) OR other IN (SELECT value FROM json_each(?1))
"""
ADD_DOUBT = "INSERT INTO paper_doubts (one, other, probability, reason) VALUES (?, ?, ?, ?)"
ALL = """
SELECT d.one, d.other, a.key, b.key, a.title, b.title, a.authors, b.authors,
       a.published, b.published, d.probability, d.reason
FROM paper_doubts AS d JOIN papers AS a ON a.id = d.one JOIN papers AS b ON b.id = d.other
ORDER BY abs(d.probability - 0.5), d.one, d.other
"""

_AT_ONCE = 5_000
_NEIGHBOURS = 50
"""papers by the same authors with which one is compared: the next in the order of titles"""

_NEAR_TITLE = 93.0
"""similarity of two titles, 0 to 100, from which a misprint may explain the difference"""
_SAME_WORDS = 0.5
"""share of the words of two abstracts that both have"""
_NUMBER = re.compile(r"\d+|[ivx]+$")
"""a number of one of a title's parts, in digits or Roman numerals"""
_REPLIES = frozenset(("addendum", "comment", "correction", "corrigendum", "erratum", "reply"))
_WORD = re.compile(r"\w+")


class PairDoubt(NamedTuple):
    """Two papers that may be one."""

    ids: tuple[int, int]
    keys: tuple[str, str]
    titles: tuple[str, str]
    authors: tuple[str, str]
    published: tuple[str | None, str | None]
    probability: float
    """how likely they are one paper"""
    reason: str


def likeness(one: Paper, other: Paper) -> tuple[float, str] | None:
    """Return how likely two papers by the same authors are one, and why; None if they are two."""
    mine, theirs = _words_of(one.title), _words_of(other.title)
    same_part = signs(one.title) == signs(other.title) and _part(mine) == _part(theirs)
    if not same_part or _years_apart(one.published, other.published) > MOST_YEARS_APART:
        return None
    shared = _shared_words(one.abstract, other.abstract)
    if mine == theirs:
        reason = "the same title and surnames; given names, identifiers or dates differ"
        return 0.5 if shared is None else shared, reason
    if shared is not None and shared < _SAME_WORDS:
        return None
    if fuzz.ratio(" ".join(mine), " ".join(theirs)) >= _NEAR_TITLE:
        return 0.9, "the same authors; the titles differ by a few letters"
    if shared is None:
        return None
    return shared, f"the same authors; the abstracts share {shared:.0%} of their words"


def _are_identified_apart(one: Paper, other: Paper) -> bool:
    """Return whether one scheme identifies two papers differently."""
    for (scheme, value), (other_scheme, other_value) in product(one.ids, other.ids):
        if scheme == other_scheme and scheme not in NOT_TELLING and value != other_value:
            return True
    return False


def _years_apart(*dates: str | None) -> int:
    years = [int(date[:4]) for date in filter(None, dates)]
    return max(years, default=0) - min(years, default=0)


@lru_cache(maxsize=1 << 12)
def _words_of(title: str) -> tuple[str, ...]:
    """Return the words to compare; a title is compared with many others."""
    return tuple(loose_words(title))


def _part(words: Sequence[str]) -> tuple[bool, list[str]]:
    """Return which part of a work a title says it is: if a reply, and its numbers."""
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    return not _REPLIES.isdisjoint(words[:1]), numbers


def _shared_words(one: str | None, other: str | None) -> float | None:
    """Return the share of words that both abstracts have; None if one is missing."""
    if not one or not other:
        return None
    mine, theirs = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(mine & theirs) / max(1, len(mine | theirs))


def derive_paper_doubts(
    db: sqlite3.Connection, hashes: Collection[int], decisions: PaperDecisions
) -> None:
    """Doubt again, within the caller's transaction, which papers by the same authors are one.

    `hashes` are authors' hashes. All papers of a hash are compared again, or else the doubts
    could depend on the order of imports.
    """
    numbers, pairs = _candidates(db, hashes)
    db.execute(FORGET, (id_list(numbers),))
    for start in range(0, len(pairs), _AT_ONCE):
        part = pairs[start : start + _AT_ONCE]
        rows = dict(read_rows(db, sorted({number for pair in part for number in pair})))
        for one, other in part:
            if _are_identified_apart(rows[one], rows[other]):
                continue
            found = likeness(rows[one], rows[other])
            if found and not _is_decided(db, one, other, decisions):
                db.execute(ADD_DOUBT, (one, other, *found))


def _candidates(
    db: sqlite3.Connection, hashes: Collection[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the papers by the same authors, and the pairs of them to compare.

    Of authors with very many papers only those with near titles are compared. All pairs
    of 10,000 papers would take an hour.
    """
    numbers: list[int] = []
    pairs: list[tuple[int, int]] = []
    above: deque[int] = deque(maxlen=_NEIGHBOURS)
    authors = None
    for authors_hash, number in db.execute(BY_THE_SAME_AUTHORS, (id_list(hashes),)):
        if authors_hash != authors:
            authors = authors_hash
            above.clear()
        numbers.append(number)
        pairs += [(min(number, other), max(number, other)) for other in above]
        above.append(number)
    return numbers, sorted(pairs)


def _is_decided(db: sqlite3.Connection, one: int, other: int, decisions: PaperDecisions) -> bool:
    """Tell whether the user decided that two papers are two."""
    if not decisions:
        return False
    mine, theirs = statements_of(db, one), statements_of(db, other)
    _, apart = decided_pairs(decisions.about(mine), Resolver([*mine, *theirs]))
    return any((min(a.id, b.id), max(a.id, b.id)) in apart for a in mine for b in theirs)


def list_paper_doubts(db: sqlite3.Connection) -> list[PairDoubt]:
    """Return the pairs of papers that may be one, the least clear first."""
    found: list[PairDoubt] = []
    for row in db.execute(ALL):
        found.append(PairDoubt(row[0:2], row[2:4], row[4:6], row[6:8], row[8:10], *row[10:]))
    return found
