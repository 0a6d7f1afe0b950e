"""The `decisions` command.

papercat decisions
papercat decisions --json

Each has a number, by which `papercat undo` takes it back.
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.shown import Column, Rows
from papercat.store.decisions import list_decisions

_COLUMNS = (
    Column("number", 6, 0, right=True),
    Column("decided", 10, 2),
    Column("kind", 16, 1),
    Column("about", 0, 0),
    Column("undone", 10, 3),
)


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    rows = (
        (number, decided[:10], kind, subject, (undone or "")[:10])
        for number, decided, kind, subject, _, undone in list_decisions(invocation.catalogue())
    )
    invocation.show(Rows(_COLUMNS, rows))
