"""Co-authors as commands list them."""

import sqlite3

from papercat.commands.support.paper_list import years
from papercat.people.author_pages import coauthors_of
from papercat.shown import Cell, Column

BESIDE_THE_NAME = (
    Column("papers", 6, 1, right=True),
    Column("inferred", 8, 1, right=True),
    Column("years", 9, 2),
)


def coauthor_rows(db: sqlite3.Connection, person: int, limit: int) -> list[tuple[Cell, ...]]:
    """Name, papers together, how many of them are inferred, and years; the most frequent first."""
    return [
        (name, papers, inferred, years(first, last))
        for name, papers, inferred, first, last in coauthors_of(db, person, limit)
    ]
