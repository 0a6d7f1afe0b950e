"""Correction of a query that finds nothing: the same with its misspelt words put right."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from rapidfuzz.distance import OSA

from papercat.search.query_terms import And, Field, Node, Not, Or, Phrase, Word
from papercat.search.search_papers import Search
from papercat.text.folding import fold_words
from papercat.text.spelling import SHORT, Spelling, near_words, nearest_words

_MOST_TRIED = 120
"""ways to correct several words at once"""
_MOST_WORDS = 12
"""a query of more words is no query with a typo in it"""
_FURTHEST = 100
"""a distance beyond that of any correction"""
_CORRECTED_FIELDS = ("title", "abstract", "comment", "author", "stated")


@dataclass(frozen=True, slots=True)
class _Slip:
    """One word of the query that may be misspelt."""

    leaf: Word | Phrase
    word: str


def nearest_query(db: sqlite3.Connection, query: Node) -> Node | None:
    """Correct the misspelt words of a query so that it finds something.

    Words that no paper has are corrected first; if every word is known, any of them.
    """
    slips = _possible_slips(query)
    if not 0 < len(slips) <= _MOST_WORDS:
        return None
    unknown = [slip for slip in slips if not Search(db, Word(slip.word)).count()]
    if len(unknown) > 1:
        return _correct_all(db, query, unknown)
    return _correct_one(db, query, unknown) or _correct_one(db, query, slips)


def _possible_slips(query: Node) -> list[_Slip]:
    """List the words of a query that are long enough to be misspelt."""
    slips = []
    for leaf in _leaves(query):
        for word in fold_words(leaf.text):
            slip = _Slip(leaf, word)
            if word.isalpha() and len(word) >= SHORT:
                slips.append(slip)
    return slips


def _correct_one(db: sqlite3.Connection, query: Node, slips: Sequence[_Slip]) -> Node | None:
    """Find the nearest of all queries that differ in one word and find something."""
    nearest: Node | None = None
    best = _FURTHEST, 0
    for slip in slips:
        finding = []
        for word in near_words(db, slip.word):
            together = Search(db, _with_word(query, slip, word)).count()
            if together:
                finding.append(Spelling(word, 1, together))
        for spelling in nearest_words(slip.word, finding, limit=1):
            distance = OSA.distance(slip.word, spelling.text), -spelling.together
            if distance < best:
                best = distance
                nearest = _with_word(query, slip, spelling.text)
    return nearest


def _correct_all(db: sqlite3.Connection, query: Node, slips: Sequence[_Slip]) -> Node | None:
    """Replace each of several unknown words by one of its nearest."""
    choices = []
    for slip in slips:
        known = []
        for word in near_words(db, slip.word):
            papers = Search(db, Phrase(word)).count()
            if papers:
                known.append(Spelling(word, papers))
        choices.append([spelling.text for spelling in nearest_words(slip.word, known)])
    for words in islice(product(*choices), _MOST_TRIED):
        corrected = query
        for slip, word in zip(slips, words, strict=True):
            corrected = _with_word(corrected, slip, word)
        if Search(db, corrected).count():
            return corrected
    return None


def _leaves(node: Node) -> Iterator[Word | Phrase]:
    """Yield the words and phrases of a query that may be misspelt."""
    match node:
        case Word() | Phrase():
            yield node
        case Field(name, value) if name in _CORRECTED_FIELDS:
            yield from _leaves(value)
        case And(terms) | Or(terms):
            for term in terms:
                yield from _leaves(term)


def _with_word(node: Node, slip: _Slip, word: str) -> Node:
    """Replace a misspelt word of a query."""
    match node:
        case Word(text) | Phrase(text) if node == slip.leaf:
            return replace(node, text=_respelt(text, slip.word, word))
        case Field(_, value):
            return replace(node, value=_with_word(value, slip, word))
        case Not(term):
            return replace(node, term=_with_word(term, slip, word))
        case And(terms) | Or(terms):
            return replace(node, terms=tuple([_with_word(term, slip, word) for term in terms]))
    return node


def _respelt(text: str, misspelt: str, word: str) -> str:
    """Replace a word within a text, with a capital if it had one."""
    found = re.search(re.escape(misspelt), text, re.IGNORECASE)
    if found is None:
        # Folding changed the word, so it does not stand in the text letter by letter.
        words = fold_words(text)
        words[words.index(misspelt)] = word
        return " ".join(words)
    if found[0].istitle():
        word = word.capitalize()
    return text[: found.start()] + word + text[found.end() :]
