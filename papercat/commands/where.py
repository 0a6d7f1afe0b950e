"""The `where` command.

papercat where
papercat where --json
"""

import typer

from papercat.catalogue.schema import migration_files
from papercat.commands.support.invocation import Invocation
from papercat.shown import Column, Rows

_COLUMNS = (Column("name", 12, 1), Column("path", 0, 0), Column("exists", 6, 2))


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    path = invocation.path
    rows = [
        ("catalogue", str(path), path.exists()),
        ("migrations", str(migration_files()[0].parent), True),
    ]
    invocation.show(Rows(_COLUMNS, rows))
