"""The `undo` command.

papercat decisions
papercat undo 3

Numbers are what `papercat decisions` lists. What a later decision about the same
paper builds on is taken back after that one.
"""

from typing import Annotated

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import read_otherwise
from papercat.importing.settling import take_back


def run(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision's number.")],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    with changing(invocation.path) as db:
        kind, others = take_back(db, number)
    invocation.say(f"decision {number} ({kind}) is taken back", *read_otherwise(others))
