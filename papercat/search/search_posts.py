"""Searching posts: words, phrases, negations and alternatives, and words of the title."""

import sqlite3
from collections.abc import Sequence

from papercat.errors import QueryError
from papercat.search.query_language import And, Field, Node, Not, Or, Phrase, Word
from papercat.search.text_match import match_words, spellings

RANKED = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? ORDER BY rank, rowid LIMIT ? OFFSET ?"
COUNT = "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ?"
LATEST = "SELECT id FROM posts ORDER BY published DESC, key LIMIT ? OFFSET ?"
COUNT_ALL = "SELECT count(*) FROM posts"


def search_posts(
    db: sqlite3.Connection, query: Node, limit: int, offset: int
) -> tuple[list[int], int]:
    """The ids of the posts that fit best, or of the latest, and how many there are in all.

    Raises QueryError where posts can't be searched so; whose words those are the caller knows.
    """
    terms = query.terms if isinstance(query, And) else (query,)
    if not terms:
        rows = db.execute(LATEST, (limit, offset)).fetchall()
        return [row[0] for row in rows], db.execute(COUNT_ALL).fetchone()[0]
    match = _all(db, terms, None)
    rows = db.execute(RANKED, (match, limit, offset)).fetchall()
    return [row[0] for row in rows], db.execute(COUNT, (match,)).fetchone()[0]


def _match(db: sqlite3.Connection, node: Node, column: str | None) -> str:
    match node:
        case Word(text) | Phrase(text):
            prefix = isinstance(node, Word) and node.prefix
            column = column or "{title description text}"
            return match_words(spellings(db, text), column, prefix=prefix)
        case Field("title", value):
            return _match(db, value, "title")
        case Field(name):
            msg = f"posts have no field '{name}'; they are searched by words and title:"
            raise QueryError(msg, position=node.at)
        case Or(terms):
            return "(" + " OR ".join(_match(db, term, column) for term in terms) + ")"
        case And(terms):
            return _all(db, terms, column)
        case Not():
            raise QueryError("posts need a word that is wanted beside this", position=node.at)


def _all(db: sqlite3.Connection, terms: Sequence[Node], column: str | None) -> str:
    wanted = [_match(db, term, column) for term in terms if not isinstance(term, Not)]
    without = [_match(db, term.term, column) for term in terms if isinstance(term, Not)]
    if not wanted:
        return _match(db, terms[0], column)  # says what is wrong
    match = f"({' AND '.join(wanted)})"
    return f"({match} NOT ({' OR '.join(without)}))" if without else match
