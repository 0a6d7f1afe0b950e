"""When nothing fits a query: the same with its misspelt words put right."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rapidfuzz.distance import OSA

from papercat.search.near_words import SHORT, near_words
from papercat.search.query_language import And, Field, Node, Not, Or, Phrase, Word
from papercat.search.search_papers import Order, Search, texts_of
from papercat.search.spelling_distance import Spelling, nearest_words
from papercat.search.text_match import tokens

_MOST_TRIED = 120
"""ways to put several words right at once"""
_SEEN = 10
"""how much likelier a spelling is that the best paper it leads to has letter by letter"""
_MOST_WORDS = 12
"""a query of more words is no query with a typo in it"""
_TEXT_FIELDS = ("title", "abstract", "author")


@dataclass(frozen=True, slots=True)
class _Slip:
    """One word of the query that may be misspelt."""

    leaf: Word | Phrase
    token: str


def nearest_query(db: sqlite3.Connection, query: Node) -> Node | None:
    """The query with its misspelt words put right, so that it finds something.

    A word that no paper has is the one to blame; where there is none, any may be.
    """
    slips = [
        _Slip(leaf, token)
        for leaf in _leaves(query)
        for token in tokens(leaf.text)
        if token.isalpha() and len(token) >= SHORT
    ]
    if not 0 < len(slips) <= _MOST_WORDS:
        return None
    unknown = [slip for slip in slips if not Search(db, Phrase(slip.token)).count()]
    if len(unknown) > 1:
        return _several_put_right(db, query, unknown)
    return _one_put_right(db, query, unknown) or _one_put_right(db, query, slips)


def _one_put_right(db: sqlite3.Connection, query: Node, slips: Sequence[_Slip]) -> Node | None:
    """The nearest of all queries that differ in one word and find something."""
    best: tuple[tuple[int, int], Node] | None = None
    for slip in slips:
        tried = {word: _with(query, slip, word) for word in near_words(db, slip.token)}
        found = {
            word: search for word, node in tried.items() if (search := Search(db, node)).count()
        }
        finding = [
            Spelling(word, 1, search.count() * (_SEEN if _seen(db, word, search) else 1))
            for word, search in found.items()
        ]
        for spelling in nearest_words(slip.token, finding, limit=1):
            key = (OSA.distance(slip.token, spelling.text), -spelling.together)
            if best is None or key < best[0]:
                best = key, tried[spelling.text]
    return best[1] if best else None


def _seen(db: sqlite3.Connection, word: str, search: Search) -> bool:
    """Whether the best paper has the word in this very form: the index has only stems."""
    return any(
        word in tokens(" ".join(texts)) for _, *texts in texts_of(db, search.ids(Order(limit=1)))
    )


def _several_put_right(db: sqlite3.Connection, query: Node, slips: Sequence[_Slip]) -> Node | None:
    """The query with each of several unknown words replaced by one of its nearest."""
    choices = []
    for slip in slips:
        known = [
            Spelling(word, papers)
            for word in near_words(db, slip.token)
            if (papers := Search(db, Phrase(word)).count())
        ]
        choices.append([each.text for each in nearest_words(slip.token, known)])
    for words in islice(product(*choices), _MOST_TRIED):
        node = query
        for slip, word in zip(slips, words, strict=True):
            node = _with(node, slip, word)
        if Search(db, node).count():
            return node
    return None


def _leaves(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases of a query that a person may have misspelt."""
    match node:
        case Word() | Phrase():
            yield node
        case Field(name, value) if name in _TEXT_FIELDS:
            yield from _leaves(value)
        case And(terms) | Or(terms):
            for term in terms:
                yield from _leaves(term)


def _with(node: Node, slip: _Slip, word: str) -> Node:
    """The query with another word in the place of a misspelt one."""
    match node:
        case Word(text, prefix) if node == slip.leaf:
            return Word(_respelt(text, slip.token, word), prefix, node.at)
        case Phrase(text) if node == slip.leaf:
            return Phrase(_respelt(text, slip.token, word), node.at)
        case Field(name, value):
            return Field(name, _with(value, slip, word), node.at)
        case Not(term):
            return Not(_with(term, slip, word), node.at)
        case And(terms) | Or(terms):
            return type(node)(tuple(_with(term, slip, word) for term in terms))
    return node


def _respelt(text: str, token: str, word: str) -> str:
    """The text with a word in the place of one of its tokens, a capital where there was one."""

    def like(typed: re.Match[str]) -> str:
        return word.capitalize() if typed[0].istitle() else word

    new = re.sub(re.escape(token), like, text, count=1, flags=re.IGNORECASE)
    if new != text:
        return new
    # The token has lost an accent, so it does not stand in the text letter by letter.
    return " ".join(word if each == token else each for each in tokens(text))
