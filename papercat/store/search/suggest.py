"""When nothing fits: the nearest spellings that do, from the catalogue's own words and names."""

import json
import re
import sqlite3
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from rapidfuzz.distance import OSA

from papercat.infer.people.names import fold_for_identity
from papercat.infer.spelling import Spelling, nearest_names, nearest_words
from papercat.infer.spelling_keys import lookup_keys
from papercat.query.language import And, Field, Node, Not, Or, Phrase, Word
from papercat.store.search.search import Order, Search, texts_of
from papercat.store.search.text import tokens

FILED = """
SELECT DISTINCT s.word FROM json_each(?) AS wanted JOIN spellings AS s ON s.key = wanted.value
"""
PEOPLE = """
SELECT n.folded, n.person_id
FROM names_fts AS f JOIN names AS n ON n.id = f.rowid WHERE names_fts MATCH ? LIMIT 3000
"""
SHOWN = """
SELECT p.id, p.name, count(DISTINCT a.paper_id)
FROM json_each(?) AS wanted
JOIN people AS p ON p.id = wanted.value
JOIN names AS n ON n.person_id = p.id
LEFT JOIN authorships AS a ON a.name_id = n.id
GROUP BY p.id
"""

_NEAR_ENOUGH = 200
"""so many of the words, or people, nearest in letters are tried"""
_MOST_TRIED = 120
"""ways to put several words right at once"""
_SEEN = 10
"""how much likelier a spelling is that the best paper it leads to has letter by letter"""
_SHORT = 3
"""words up to this length are not filed by their halves; every slip is tried"""
_MOST_WORDS = 12
"""a query of more words is no query with a typo in it"""
_PEOPLE_WORDS = 8
_TEXT_FIELDS = ("title", "abstract", "author")


@dataclass(frozen=True, slots=True)
class NearPerson:
    """Somebody whose name is near to the one that was typed."""

    id: int
    name: str
    papers: int


def near_people(db: sqlite3.Connection, typed: str, limit: int = 3) -> list[NearPerson]:
    """The people who may have been meant by a misspelt name, the likeliest first."""
    words = [word for word in fold_for_identity(typed).split() if word.isalnum()][:_PEOPLE_WORDS]
    if not words:
        return []
    found = _people_like(db, words)
    # An initial may stand for a name, so who fits without it counts as well.
    whole = [word for word in words if len(word) > 1]
    if whole and whole != words:
        found += _people_like(db, whole)
    people: dict[str, set[int]] = {}
    for folded, person in found:
        people.setdefault(folded, set()).add(person)
    folded_typed = " ".join(words)
    near = nearest_names(folded_typed, (Spelling(name, 1) for name in people), limit=_NEAR_ENOUGH)
    ids = json.dumps([person for spelling in near for person in people[spelling.text]])
    shown = {row[0]: NearPerson(*row) for row in db.execute(SHOWN, (ids,))}
    counted = (
        replace(each, papers=max(shown[person].papers for person in people[each.text]))
        for each in near
    )
    ranked = nearest_names(folded_typed, counted, limit=_NEAR_ENOUGH)
    best = dict.fromkeys(
        person
        for spelling in ranked
        for person in sorted(people[spelling.text], key=lambda each: -shown[each].papers)
    )
    return [shown[person] for person in best][:limit]


def _people_like(db: sqlite3.Connection, words: Sequence[str]) -> list[tuple[str, int]]:
    """(folded name, person) of who may be meant, one word being misspelt, else several."""
    near = [" OR ".join(f'"{each}"' for each in [word, *_near(db, word)]) for word in words]
    one_wrong = [
        " AND ".join(
            f"({near[at]})" if at == wrong else f'"{word}"' for at, word in enumerate(words)
        )
        for wrong in range(len(words))
    ]
    several = [" AND ".join(f"({match})" for match in near)]
    for matches in (one_wrong, several, near[-1:]) if words else ():
        found = [row for match in matches for row in db.execute(PEOPLE, (match,))]
        if found:
            return found
    return []


def _near(db: sqlite3.Connection, word: str) -> list[str]:
    """The words of the catalogue one slip away, of long words two."""
    if len(word) <= _SHORT:
        return sorted(_slips(word))
    keys = json.dumps(sorted(lookup_keys(word)))
    filed = (Spelling(row[0], 1) for row in db.execute(FILED, (keys,)))
    return [spelling.text for spelling in nearest_words(word, filed, limit=_NEAR_ENOUGH)]


def _slips(word: str) -> set[str]:
    """Every string one slip away."""
    letters = string.ascii_lowercase
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(head + letter + tail for head, tail in splits for letter in letters),
        *(head + letter + tail[1:] for head, tail in splits if tail for letter in letters),
        *(head + tail[1:] for head, tail in splits if tail and len(word) > 1),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1),
    } - {word}


# Queries --------------------------------------------------------------------


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
        if token.isalpha() and len(token) >= _SHORT
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
        tried = {word: _with(query, slip, word) for word in _near(db, slip.token)}
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
            for word in _near(db, slip.token)
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
