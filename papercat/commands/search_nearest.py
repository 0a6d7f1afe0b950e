"""What `search` offers when nothing fits: the nearest spelling that finds something."""

import sqlite3

from papercat.query import Node, to_text
from papercat.store.suggest import nearest_query


def nearest(db: sqlite3.Connection, query: Node) -> tuple[Node, str] | None:
    """The query as it was most likely meant, as terms and as text."""
    found = nearest_query(db, query)
    return (found, to_text(found)) if found else None
