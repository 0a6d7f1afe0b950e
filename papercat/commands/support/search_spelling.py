"""The nearest spelling of a query that finds nothing."""

import sqlite3

from papercat.search.nearest_query import nearest_query
from papercat.search.query_language import Node, to_text


def nearest_spelling(db: sqlite3.Connection, query: Node) -> tuple[Node, str] | None:
    """Give the nearest query that finds papers, and its text in quotes."""
    nearest = nearest_query(db, query)
    if nearest is None:
        return None
    text = to_text(nearest)
    if '"' not in text:
        text = f'"{text}"'
    return nearest, text
