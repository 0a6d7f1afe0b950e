"""The `posts` command.

papercat posts
papercat posts --json
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.mention_list import brought
from papercat.conferences.posts import list_posts
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("key", 34, 1),
    Column("published", 10, 2),
    Column("title", 0, 0),
    Column("conference", 10, 3),
    Column("papers", 12, 4),
    Column("names", 5, 5, right=True),
    Column("listed", 6, 6, right=True),
)


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    rows = (
        (
            key,
            (published or "")[:10],
            title,
            conference,
            brought(papers, at_least=bool(at_least)) if papers else None,
            names,
            listed,
        )
        for key, published, title, conference, papers, at_least, names, listed in list_posts(
            invocation.catalogue()
        )
    )
    invocation.show(Rows(_COLUMNS, rows))
