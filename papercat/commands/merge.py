"""The `merge` command.

papercat merge "Andrew Lampinen" "Andrew K. Lampinen"
papercat merge 98 97
papercat merge 98 97 --never               they are two: papercat is not to doubt it again
papercat merge "Yang Liu" "Yang Liu"       all of that name is one person

Two people who are one, with all their names; a form that somebody is not shown by
stands for itself alone. Two forms of one person stay together, whatever comes. The
beginning of a name is not enough, and of a name that several people have say the number
that `papercat author` lists. It holds through every later import, over what was
settled before, and can be taken back with `papercat undo`.
"""

import sqlite3
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.errors import UsageError
from papercat.store.doubts import doubts_about
from papercat.store.people.decisions import (
    are_forms_of,
    keep_apart,
    keep_together,
    keep_whole,
    merge_people,
)
from papercat.store.people.pages import Person, find_for_decision
from papercat.store.writing import changing


def run(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ONE", help="A name, or a number.")],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="Another name, or number, of the same person.")
    ],
    *,
    never: Annotated[
        bool, typer.Option("--never", help="They are two people, though it is doubted.")
    ] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    with changing(invocation.path) as db:
        mine, theirs = find_for_decision(db, one), find_for_decision(db, other)
        if never:
            decisions, said = _keep_apart(db, mine, theirs)
        elif mine.id == theirs.id and are_forms_of(db, mine.id, (one, other)):
            decisions = [keep_together(db, one, other)]
            said = f"{one} and {other} stay one person, shown as {mine.name}"
        elif mine.id == theirs.id:
            decisions, said = _keep_whole(db, mine)
        else:
            decisions = [merge_people(db, mine.id, theirs.id, (one, other))]
            shown = find_for_decision(db, str(mine.id)).name
            said = f"{mine.name} and {theirs.name} are one person, shown as {shown}"
    commands = (f"papercat undo {number}" for number in reversed(decisions))
    invocation.say(said, f"take it back with: {', then '.join(commands)}")


def _keep_apart(db: sqlite3.Connection, mine: Person, theirs: Person) -> tuple[list[int], str]:
    if mine.id == theirs.id:
        raise UsageError(f"{mine.name} is one person; to part them: papercat split")
    doubts = [doubt for doubt in doubts_about(db, mine.id) if theirs.id in doubt.people]
    if not doubts:
        raise UsageError(f"that {mine.name} and {theirs.name} are two people is not doubted")
    decisions = [keep_apart(db, doubt.one, doubt.other) for doubt in doubts]
    return decisions, f"{mine.name} and {theirs.name} are two people"


def _keep_whole(db: sqlite3.Connection, person: Person) -> tuple[list[int], str]:
    doubts = [doubt for doubt in doubts_about(db, person.id) if doubt.one == doubt.other]
    if not doubts:
        raise UsageError(f"{person.name} is one person already")
    return [keep_whole(db, doubt.one) for doubt in doubts], f"{person.name} is one person"
