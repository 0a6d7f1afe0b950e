"""The `conference` command.

papercat conference iclr2024
papercat conference "ICLR 2024" --json
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.mention_list import brought, mention_list
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
    posts = conference_posts(db, conference.id)
    mentions = mention_list(db, [post for post, *_ in posts])
    invocation.show(
        Page(
            title=f"{conference.series} {conference.year}",
            rows=mentions,
            facts=tuple(_facts(db, conference)),
            sections=(mentions,),
        )
    )


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
    for _, key, published, _, papers, at_least in conference_posts(db, conference.id):
        yield "post", f"{key} ({(published or 'undated')[:10]})"
        if papers:
            yield "papers", f"{brought(papers, at_least=bool(at_least))} (as {key} says)"
