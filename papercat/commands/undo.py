"""Take back a decision.

papercat undo
papercat undo 3

Without a number, takes back the last decision. Any decision can be taken back at any time,
also if later ones concern the same paper. `papercat decisions` lists the numbers.
"""

from typing import Annotated

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.invocation import Invocation
from papercat.deriving.changes import last_decision, undo


def run(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", help="Number of the decision.")
    ] = None,
) -> None:
    """Take back one decision."""
    invocation: Invocation = context.obj
    with changing(invocation.path) as db:
        decision = last_decision(db) if number is None else number
        kind, subject = undo(db, decision)
    invocation.say(f"Undid decision {decision} ({kind}: {subject}).")
