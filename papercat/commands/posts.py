"""The `posts` command.

papercat posts
papercat posts --json
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.conferences.posts import announced, announced_text, list_posts
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("key", 34, 1),
    Column("published", 10, 2),
    Column("title", 0, 0),
    Column("conference", 10, 3),
    Column("papers", 26, 4),
    Column("names", 5, 5, right=True),
    Column("listed", 6, 6, right=True),
)


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    rows = []
    objects = []
    for post in list_posts(invocation.catalogue()):
        told = {column.name: post.get(column.name) for column in _COLUMNS}
        rows.append(tuple({**told, "papers": announced_text(post)}.values()))
        objects.append({**told, "papers": announced(post)})
    invocation.show(Rows(_COLUMNS, rows, objects=objects, empty="No posts yet."))
