"""The `merge` command.

papercat merge "Andrew Lampinen" "Andrew K. Lampinen"
papercat merge 98 97

Two people who are one. Names that fit several people are refused; say the number
that `papercat author` lists. It holds through every later import, and can be
taken back with `papercat undo`.
"""

from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.errors import UsageError
from papercat.store.people.decisions import merge_people
from papercat.store.people.pages import find_person
from papercat.store.writing import changing


def run(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ONE", help="A name, or a number.")],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="Another name, or number, of the same person.")
    ],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    with changing(invocation.path) as db:
        mine, theirs = find_person(db, one), find_person(db, other)
        if mine.id == theirs.id:
            raise UsageError(f"{one!r} and {other!r} are one person already: {mine.name}")
        decision = merge_people(db, mine.id, theirs.id)
        person = find_person(db, str(mine.id))
    invocation.say(
        f"{mine.name} and {theirs.name} are one person, shown as {person.name}",
        f"take it back with: papercat undo {decision}",
    )
