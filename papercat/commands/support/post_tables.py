"""Tables and JSON of the mentions, highlights and listed papers of posts."""

import sqlite3
from collections.abc import Sequence

from papercat.conferences.posts import Row, post_highlights, post_mentions, post_papers
from papercat.shown import Column, Rows

_HIGHLIGHTS = (
    Column("names", 24, 0),
    Column("presentation", 12, 1),
    Column("paper", 26, 3),
    Column("heading", 24, 4),
    Column("sentence", 0, 2),
)
_PAPERS = (
    Column("key", 26, 0),
    Column("presentation", 12, 2),
    Column("title", 0, 1),
    Column("authors", 40, 3),
)


def post_tables(db: sqlite3.Connection, posts: Sequence[int]) -> tuple[Rows, ...]:
    """Return a table of highlights and, where there are any, one of listed papers."""
    highlights = []
    papers = []
    for post in posts:
        expanded = {row["name"]: row["expansion"] for row in post_mentions(db, post)}
        for row in post_highlights(db, post):
            names = ", ".join(_with_expansion(name, expanded) for name in row["names"])
            told = (names, row["presentation"], row["paper"], row["heading"], row["sentence"])
            highlights.append(told)
        for row in post_papers(db, post):
            authors = ", ".join(row["authors"])
            papers.append((row["key"], row["presentation"], row["title"], authors))
    tables = [Rows(_HIGHLIGHTS, highlights, "highlights")]
    if papers:
        tables.append(Rows(_PAPERS, papers, "papers"))
    return tuple(tables)


def _with_expansion(name: str, expanded: dict[str, str | None]) -> str:
    long_form = expanded.get(name)
    if not long_form:
        return name
    return f"{name} ({long_form})"


def said_by(db: sqlite3.Connection, posts: Sequence[int]) -> dict[str, list[Row]]:
    """Return what JSON shows of posts: mentions, highlights and listed papers."""
    said: dict[str, list[Row]] = {"mentions": [], "highlights": [], "papers": []}
    for post in posts:
        said["mentions"] += post_mentions(db, post)
        said["highlights"] += post_highlights(db, post)
        said["papers"] += post_papers(db, post)
    return said
