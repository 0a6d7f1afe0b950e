"""What `search` offers when nothing fits: the nearest spelling that finds something."""

import sqlite3

from papercat.search.nearest_query import nearest_query
from papercat.search.query_language import Node, to_text


def nearest(db: sqlite3.Connection, query: Node) -> tuple[Node, str] | None:
    """The query as it was most likely meant, as terms and as text, in quotes of its own or ours."""
    found = nearest_query(db, query)
    if found is None:
        return None
    text = to_text(found)
    return found, text if '"' in text else f'"{text}"'
