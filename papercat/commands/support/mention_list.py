"""Tables and JSON of what posts name, highlight and list."""

import sqlite3
from collections.abc import Mapping, Sequence

from papercat.conferences.posts import (
    StoredConference,
    listed_in_post,
    post_highlights,
    post_mentions,
)
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


def highlight_list(db: sqlite3.Connection, posts: Sequence[int]) -> Rows:
    """Return a table of the sentences in which posts present or name something."""
    rows = []
    for post in posts:
        expanded = {m.name: f"{m.name} ({m.expansion})" for m in post_mentions(db, post) if m.expansion}
        for one in post_highlights(db, post):
            names = ", ".join(expanded.get(name, name) for name in one.names)
            rows.append((names, one.presentation, one.paper, one.heading, one.sentence))
    return Rows(_HIGHLIGHTS, rows, "highlights")


def paper_rows(db: sqlite3.Connection, posts: Sequence[int]) -> Rows:
    """Return a table of the papers that posts list."""
    rows = []
    for post in posts:
        for paper, key in listed_in_post(db, post):
            rows.append((key, paper.presentation, paper.title, ", ".join(paper.authors)))
    return Rows(_PAPERS, rows, "papers")


def said_by(db: sqlite3.Connection, posts: Sequence[int]) -> dict[str, list[Mapping[str, object]]]:
    """Return what JSON shows of posts: mentions, highlights and listed papers."""
    mentions: list[Mapping[str, object]] = []
    highlights: list[Mapping[str, object]] = []
    papers: list[Mapping[str, object]] = []
    for post in posts:
        for named in post_mentions(db, post):
            mentions.append(
                {
                    "name": named.name,
                    "expansion": named.expansion,
                    "presentation": named.presentation,
                    "paper": named.paper,
                    "heading": named.heading,
                    "sentence": named.sentence,
                }
            )
        for one in post_highlights(db, post):
            highlights.append(
                {
                    "sentence": one.sentence,
                    "heading": one.heading,
                    "presentation": one.presentation,
                    "names": list(one.names),
                    "paper": one.paper,
                    "confidence": one.confidence,
                }
            )
        for paper, key in listed_in_post(db, post):
            papers.append(
                {
                    "key": key,
                    "title": paper.title,
                    "authors": list(paper.authors),
                    "presentation": paper.presentation,
                    "line": paper.line,
                }
            )
    return {"mentions": mentions, "highlights": highlights, "papers": papers}


def conference_record(conference: StoredConference) -> dict[str, object]:
    """Return what JSON shows of a conference."""
    return {
        "key": conference.key,
        "series": conference.series,
        "year": conference.year,
        "edition": conference.edition,
        "name": conference.name,
        "city": conference.city,
        "country": conference.country,
        "first_day": conference.first_day,
        "last_day": conference.last_day,
    }


def announced_record(
    papers: int | None, at_least: int, by: str | None
) -> dict[str, object] | None:
    """Return what JSON shows of how many papers a post announces."""
    if papers is None:
        return None
    return {"papers": papers, "at_least": bool(at_least), "by": by}


def brought(papers: int, *, at_least: bool) -> str:
    """Return `more than 70`, or `23`."""
    return f"more than {papers}" if at_least else str(papers)
