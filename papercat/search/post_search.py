"""Search for posts: words, phrases, negations, alternatives, and words of the title."""

import shlex
import sqlite3
from collections.abc import Sequence
from functools import partial

from papercat.catalogue.sql_values import first_column
from papercat.errors import QueryError
from papercat.search.compile_query import all_but
from papercat.search.query_terms import (
    EVERYTHING,
    And,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    top_terms,
)
from papercat.search.word_match import match_word

RANKED = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? ORDER BY rank, rowid LIMIT ? OFFSET ?"
COUNT = "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ?"
LATEST = "SELECT id FROM posts ORDER BY published DESC, key LIMIT ? OFFSET ?"
COUNT_ALL = "SELECT count(*) FROM posts"


def search_posts(
    db: sqlite3.Connection, query: Node, limit: int, offset: int
) -> tuple[list[int], int]:
    """List the posts that match best, or the latest, and count them all.

    Raises QueryError if posts can't be searched with this query.
    """
    terms = top_terms(query)
    if not terms:
        rows = db.execute(LATEST, (limit, offset)).fetchall()
        return first_column(rows), db.execute(COUNT_ALL).fetchone()[0]
    match = _all(db, terms)
    rows = db.execute(RANKED, (match, limit, offset)).fetchall()
    return first_column(rows), db.execute(COUNT, (match,)).fetchone()[0]


def count_posts(db: sqlite3.Connection, query: Node) -> int:
    """Count the posts that match a query for papers; none if it asks for a paper's fields."""
    try:
        return search_posts(db, query, 0, 0)[1]
    except QueryError:
        return 0


def posts_hint(db: sqlite3.Connection, query: Node, typed: str) -> str | None:
    """Say which command shows the posts that a query finds; or return None."""
    if query == EVERYTHING:
        return None
    posts = count_posts(db, query)
    if not posts:
        return None
    command = f"papercat search --posts -- {shlex.quote(typed)}"
    if posts == 1:
        return f"1 post matches: {command}"
    return f"{posts} posts match: {command}"


def _match(db: sqlite3.Connection, node: Node) -> str:
    match node:
        case Word() | Phrase():
            return match_word(db, node, wide=True)
        case Field("title", value):
            return f"(title : {_match(db, value)})"
        case Field(name, _, at):
            msg = f"posts have no field '{name}'; they are searched by words and title:"
            raise QueryError(msg, position=at)
        case Or(terms):
            return "(" + " OR ".join([_match(db, term) for term in terms]) + ")"
        case And(terms):
            return _all(db, terms)
        case Not(_, at):
            raise QueryError("posts need a word that is wanted beside this", position=at)


def _all(db: sqlite3.Connection, terms: Sequence[Node]) -> str:
    match = all_but(terms, partial(_match, db))
    if match is None:  # none of them is wanted
        return _match(db, terms[0])  # raises the error
    return match
