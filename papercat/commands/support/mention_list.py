"""How what posts name is shown."""

import sqlite3
from collections.abc import Sequence

from papercat.conferences.posts import post_mentions
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("name", 22, 0),
    Column("presentation", 12, 1),
    Column("paper", 26, 3),
    Column("heading", 24, 4),
    Column("sentence", 0, 2),
)


def mention_list(db: sqlite3.Connection, posts: Sequence[int]) -> Rows:
    """A table of the systems, models, datasets and methods that posts name."""
    rows = [
        (f"{name} ({expansion})" if expansion else name, presentation, paper, heading, sentence)
        for post in posts
        for name, expansion, presentation, heading, paper, sentence in post_mentions(db, post)
    ]
    return Rows(_COLUMNS, rows, "names")


def brought(papers: int, *, at_least: bool) -> str:
    """`more than 70`, or `23`."""
    return f"more than {papers}" if at_least else str(papers)
