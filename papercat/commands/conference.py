"""The `conference` command.

papercat conference iclr2024
papercat conference "ICLR 2024" --json
"""

from collections.abc import Iterator
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.post_tables import post_tables, said_by
from papercat.conferences.posts import (
    Row,
    announced,
    announced_text,
    conference_posts,
    find_conference,
)
from papercat.shown import Cell, Page


def run(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The conference, such as iclr2024.")],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    conference = find_conference(db, key)
    posts = conference_posts(db, conference["key"])
    ids = [post["id"] for post in posts]
    tables = post_tables(db, ids)
    told = []
    for post in posts:
        about = {"key": post["key"], "title": post["title"], "published": post["published"]}
        told.append({**about, "announced": announced(post)})
    invocation.show(
        Page(
            title=f"{conference['series']} {conference['year']}",
            rows=tables[0],
            facts=tuple(_facts(conference, posts)),
            sections=tables,
            record={**conference, "posts": told, **said_by(db, ids)},
        )
    )


def _facts(conference: Row, posts: list[Row]) -> Iterator[tuple[str, Cell]]:
    for fact in ("key", "name", "edition"):
        if conference[fact]:
            yield fact, conference[fact]
    place = ", ".join(filter(None, (conference["city"], conference["country"])))
    if place:
        yield "place", place
    if first := conference["first_day"]:
        yield "days", f"{first} to {conference['last_day'] or first}"
    for post in posts:
        yield "post", f"{post['key']} ({(post['published'] or 'undated')[:10]})"
        if count := announced_text(post, post["key"]):
            yield "papers", count
