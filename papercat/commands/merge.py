"""Merge two people, or two papers, that are really one.

papercat merge "Andrew Lampinen" "Andrew K. Lampinen"
papercat merge 98 97
papercat merge 98 97 --never               they are two people; never doubt it again
papercat merge "Yang Liu" "Yang Liu"       everybody of that name is one person
papercat merge vaswani2017attention vaswani2023attention      two papers are one
papercat merge smith2019report smith2020report --never        they are two papers

People merge with all their names. If you type a form other than the name shown, only that
form is merged. For a name that several people have, give the id that `papercat author`
lists. Of two papers, the first keeps its key, and the other's key leads to it.

A decision holds through every later import and beats earlier ones, until `papercat undo`.
"""

import sqlite3
from typing import Annotated

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import how_to_undo
from papercat.deriving.changes import keep_papers_apart, merge_papers, settle_people
from papercat.errors import UsageError
from papercat.papers.find_paper import exact_paper, find_paper, keys_of
from papercat.people.author_pages import Person, find_for_decision
from papercat.people.doubts import doubts_about
from papercat.people.people_decisions import (
    are_forms_of,
    form_meant,
    keep_apart,
    keep_together,
    keep_whole,
    merge_people,
    shown_by_now,
)

Done = tuple[str, list[int]]
"""what to tell the user, and the numbers of the decisions"""


def run(
    context: typer.Context,
    one: Annotated[
        str, typer.Argument(metavar="ONE", help="A person's name or id, or a paper's key.")
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other person or paper.")],
    *,
    never: Annotated[bool, typer.Option("--never", help="Keep the two apart for good.")] = False,
) -> None:
    """Merge two people or papers, or keep them apart."""
    invocation: Invocation = context.obj
    with changing(invocation.path) as db:
        if _is_paper(db, one) or _is_paper(db, other):
            said, decisions = _papers(db, one, other, never=never)
        else:
            said, decisions = _people(db, one, other, never=never)
    invocation.say(said, how_to_undo(decisions))


def _is_paper(db: sqlite3.Connection, typed: str) -> bool:
    """Tell whether a paper was typed; a bare number is a person's id."""
    return not typed.isdecimal() and exact_paper(db, typed) is not None


def _papers(db: sqlite3.Connection, one: str, other: str, *, never: bool) -> Done:
    kept, gone = find_paper(db, one), find_paper(db, other)
    if kept == gone:
        message = f"{one} and {other} are one paper already"
        if never:
            message += f"; to split it: papercat split {one} --source FILE"
        raise UsageError(message)
    key, other_key = keys_of(db, (kept, gone))
    if never:
        return f"{key} and {other_key} stay two papers.", keep_papers_apart(db, kept, gone)
    return f"Merged {other_key} into {key}.", merge_papers(db, kept, gone)


def _people(db: sqlite3.Connection, one: str, other: str, *, never: bool) -> Done:
    mine, theirs = find_for_decision(db, one), find_for_decision(db, other)
    if never:
        return _keep_apart(db, mine, theirs)
    if mine.id != theirs.id:
        names = f"{_meant(db, mine, one)} and {_meant(db, theirs, other)}"
        decision = settle_people(db, merge_people(db, mine.id, theirs.id, (one, other)))
        shown = shown_by_now(db, decision)
        return f"{names} are one person, shown as {shown}.", [decision]
    if are_forms_of(db, mine.id, (one, other)):
        decision = settle_people(db, keep_together(db, one, other))
        return f"{one} and {other} stay one person, shown as {mine.name}.", [decision]
    doubts = [doubt for doubt in doubts_about(db, mine.id) if doubt.one == doubt.other]
    if not doubts:
        raise UsageError(f"{mine.name} is one person already")
    decisions = [settle_people(db, keep_whole(db, doubt.one)) for doubt in doubts]
    return f"{mine.name} is one person.", decisions


def _meant(db: sqlite3.Connection, person: Person, typed: str) -> str:
    """Return the form that is merged, or the person's name if all forms are."""
    if form_meant(db, person.id, typed) is None:
        return person.name
    return typed


def _keep_apart(db: sqlite3.Connection, mine: Person, theirs: Person) -> Done:
    if mine.id == theirs.id:
        raise UsageError(f"{mine.name} is one person; to split it: papercat split")
    doubts = [doubt for doubt in doubts_about(db, mine.id) if theirs.id in doubt.people]
    if not doubts:
        raise UsageError(f"nothing suggests that {mine.name} and {theirs.name} are one person")
    decisions = [settle_people(db, keep_apart(db, each.one, each.other)) for each in doubts]
    return f"{mine.name} and {theirs.name} stay two people.", decisions
