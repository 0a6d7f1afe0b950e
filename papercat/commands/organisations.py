"""The `organisations` command.

papercat organisations
papercat organisations --json
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import years
from papercat.papers.subjects import list_organisations
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("organisation", 0, 0),
    Column("papers", 6, 1, right=True),
    Column("years", 9, 2),
)


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    rows = (
        (slug, papers, years(first, last))
        for slug, papers, first, last in list_organisations(invocation.catalogue())
    )
    invocation.show(Rows(_COLUMNS, rows))
