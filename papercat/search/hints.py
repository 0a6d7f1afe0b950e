"""Hints beside the results of a search: a better spelling, and posts with the words."""

import shlex
import sqlite3

from papercat.search.post_search import count_posts
from papercat.search.query_fields import years_meant
from papercat.search.query_terms import EVERYTHING, Node, Phrase, Word, top_terms


def years_hint(query: Node) -> str | None:
    """Say how to ask for years where a query has a word such as `2018-2020`."""
    for term in top_terms(query):
        if isinstance(term, Word | Phrase):
            meant = years_meant(term.text)
            if meant:
                return f"searched for the text {term.text}; for papers of these years: {meant}"
    return None


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
