"""The `conferences` command.

papercat conferences
papercat conferences --markdown
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.conferences.posts import list_conferences
from papercat.shown import Column, Rows

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


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    rows = list_conferences(invocation.catalogue())
    invocation.show(Rows(_COLUMNS, rows, empty="No conferences yet."))
