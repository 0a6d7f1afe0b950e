"""The `conference` command.

papercat conference iclr2024
papercat conference "ICLR 2024" --json
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.mention_list import (
    announced_record,
    brought,
    conference_record,
    highlight_list,
    paper_rows,
    said_by,
)
from papercat.conferences.posts import StoredConference, conference_posts, find_conference
from papercat.shown import Cell, Page


def run(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The conference, such as iclr2024.")],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    conference = find_conference(db, key)
    posts = [post for post, *_ in conference_posts(db, conference.key)]
    highlights, papers = highlight_list(db, posts), paper_rows(db, posts)
    invocation.show(
        Page(
            title=f"{conference.series} {conference.year}",
            rows=highlights,
            facts=tuple(_facts(db, conference)),
            sections=(highlights, papers) if papers.rows else (highlights,),
            record=_record(db, conference, posts),
        )
    )


def _record(
    db: sqlite3.Connection, conference: StoredConference, posts: list[int]
) -> dict[str, object]:
    """Return what JSON shows."""
    told = []
    for _, key, published, title, *announced in conference_posts(db, conference.key):
        post = {"key": key, "title": title, "published": published}
        told.append({**post, "announced": announced_record(*announced)})
    return {**conference_record(conference), "posts": told, **said_by(db, posts)}


def _facts(db: sqlite3.Connection, conference: StoredConference) -> Iterator[tuple[str, Cell]]:
    yield "key", conference.key
    if conference.name:
        yield "name", conference.name
    if conference.edition:
        yield "edition", conference.edition
    if conference.city:
        yield "place", ", ".join(filter(None, (conference.city, conference.country)))
    if conference.first_day:
        yield "days", f"{conference.first_day} to {conference.last_day or conference.first_day}"
    for _, key, published, _, papers, at_least, by in conference_posts(db, conference.key):
        yield "post", f"{key} ({(published or 'undated')[:10]})"
        if papers:
            yield "papers", f"{by or key}: {brought(papers, at_least=bool(at_least))}"
