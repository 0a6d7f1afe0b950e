"""The `organisations` command.

papercat organisations
papercat organisations --json
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import years
from papercat.papers.subjects import list_organisations
from papercat.shown import Cell, Column, Rows

_COLUMNS = (
    Column("organisation", 0, 0),
    Column("papers", 6, 1, right=True),
    Column("years", 9, 2),
)


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    rows: list[tuple[Cell, ...]] = []
    for name, papers, first, last in list_organisations(invocation.catalogue()):
        rows.append((name, papers, years(first, last)))
    invocation.show(Rows(_COLUMNS, rows, empty="No organisations yet."))
