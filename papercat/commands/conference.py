"""The `conference` command.

papercat conference iclr2024
papercat conference "ICLR 2024" --json
"""

from collections.abc import Iterator
from typing import Annotated

import typer

from papercat.commands.post import post_tables, said_by
from papercat.commands.support.invocation import Invocation
from papercat.conferences.posts import (
    Row,
    announced,
    announced_text,
    conference_posts,
    find_conference,
    list_conferences,
)
from papercat.shown import Cell, Column, Page, Rows

_COLUMNS = (
    Column("key", 12, 0),
    Column("series", 8, 5),
    Column("year", 4, 4, right=True),
    Column("edition", 7, 3, right=True),
    Column("city", 0, 1),
    Column("country", 14, 2),
    Column("first_day", 10, 1),
    Column("last_day", 10, 1),
    Column("posts", 5, 3, right=True),
)


def run(
    invocation: Invocation,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The conference, such as iclr2024.")],
) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    conference = find_conference(db, key)
    posts = conference_posts(db, conference["key"])
    tables = post_tables(posts)
    told = []
    for post in posts:
        about = {"key": post["key"], "title": post["title"], "published": post["published"]}
        told.append({**about, "announced": announced(post)})
    title = f"{conference['series']} {conference['year']}"
    facts = _facts(conference, posts)
    record = {**conference, "posts": told, **said_by(posts)}
    invocation.show(Page(title, tables[0], record, facts, tables))


def _facts(conference: Row, posts: list[Row]) -> Iterator[tuple[str, Cell]]:
    for fact in ("key", "name", "edition"):
        yield fact, conference[fact]
    yield "place", ", ".join(filter(None, (conference["city"], conference["country"])))
    if first := conference["first_day"]:
        yield "days", f"{first} to {conference['last_day'] or first}"
    for post in posts:
        yield "post", f"{post['key']} ({(post['published'] or 'undated')[:10]})"
        yield "papers", announced_text(post, post["key"])


def conferences(invocation: Invocation) -> None:
    """List conferences.

    papercat conferences
    papercat conferences --markdown
    """
    rows = list_conferences(invocation.catalogue())
    invocation.show(Rows(_COLUMNS, rows, empty="No conferences yet."))
