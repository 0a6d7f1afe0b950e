"""Addresses of papers on the web, made of their identifiers."""

import sqlite3
from collections.abc import Sequence

from papercat.catalogue.sql_values import id_list
from papercat.papers.identifiers import best_address

IDENTIFIERS = """
SELECT i.paper_id, i.scheme, i.value
FROM json_each(?) AS wanted JOIN identifiers AS i ON i.paper_id = wanted.value
ORDER BY i.paper_id, i.scheme, i.value
"""


def addresses_of(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Map the ids of papers to their addresses; a paper without one is missing."""
    identifiers: dict[int, list[tuple[str, str]]] = {}
    for paper, scheme, value in db.execute(IDENTIFIERS, (id_list(ids),)):
        identifiers.setdefault(paper, []).append((scheme, value))
    addresses = {}
    for paper, pairs in identifiers.items():
        if address := best_address(tuple(pairs)):
            addresses[paper] = address
    return addresses
