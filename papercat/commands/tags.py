"""List your tags with their numbers of papers.

papercat tags
papercat tags --json
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.papers.user_marks import list_tags
from papercat.shown import Column, Rows

_COLUMNS = (Column("tag", 0, 0), Column("papers", 6, 1, right=True))


def run(context: typer.Context) -> None:
    """Show every tag, the most used first."""
    invocation: Invocation = context.obj
    rows = list_tags(invocation.catalogue())
    invocation.show(Rows(_COLUMNS, rows, empty="No tags yet; add one with: papercat tag KEY +rl"))
