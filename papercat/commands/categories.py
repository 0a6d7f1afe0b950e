"""The `categories` command.

papercat categories
papercat categories --csv
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.papers.subjects import list_categories
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("code", 12, 0, whole=True, style="cyan"),
    Column("name", 0, 0),
    Column("group", 22, 3),
    Column("papers", 6, 1, right=True),
    Column("primary", 7, 2, right=True),
)


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    categories = list_categories(invocation.catalogue())
    invocation.show(Rows(_COLUMNS, categories, empty="No categories yet."))
