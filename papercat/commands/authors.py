"""The `authors` command.

papercat authors
papercat authors --sort recent -n 50
papercat authors --all --csv > people.csv
"""

from enum import StrEnum
from typing import Annotated

import typer

from papercat.commands.invocation import Invocation
from papercat.commands.paper_list import years
from papercat.model import Column, Rows
from papercat.store.people import list_people


class Order(StrEnum):
    """How people are ordered."""

    PAPERS = "papers"
    RECENT = "recent"
    NAME = "name"


_COLUMNS = (
    Column("name", 0, 0),
    Column("papers", 6, 1, right=True),
    Column("inferred", 8, 2, right=True),
    Column("years", 9, 3),
)


def run(
    context: typer.Context,
    sort: Annotated[Order, typer.Option(help="By papers, recency or name.")] = Order.PAPERS,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 30,
    everybody: Annotated[bool, typer.Option("--all", help="Without a limit.")] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    people = list_people(invocation.catalogue(), sort.value, -1 if everybody else limit)
    rows = (
        (name, papers, inferred, years(first, last))
        for name, papers, inferred, first, last in people
    )
    invocation.show(Rows(_COLUMNS, rows))
