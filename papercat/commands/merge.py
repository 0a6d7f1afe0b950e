"""Merge two people, or two papers, that are really one, or keep the two apart.

papercat merge "Andrew Lampinen" "Andrew K. Lampinen"
papercat merge 98 97 --never                                  they are two people
papercat merge "Yang Liu (1)" "Yang Liu (3)"                  two of several people of that name
papercat merge "Yang Liu" "Yang Liu"                          everybody of that name is one person
papercat merge vaswani2017attention vaswani2023attention      two papers are one

Name a person by the whole name, by id, or by a name with a number. `papercat author NAME`
lists the ids and numbers of people who share a name. People merge with all their names. If
you type a form other than the name shown, only that form is merged. Of two papers, the first
keeps its key, and the other's key leads to it.

Your decision holds through every later import and beats earlier ones. `papercat undo` takes
it back.
"""

import sqlite3
import sys
from typing import Annotated

import typer

from papercat import terminal
from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import how_to_undo, plural
from papercat.deriving.changes import keep_papers_apart, merge_papers, settle_people
from papercat.errors import UsageError
from papercat.papers.find_paper import exact_paper, find_paper, keys_of
from papercat.people import people_decisions
from papercat.people.author_pages import papers_of
from papercat.people.find_person import Person, find_for_decision, means_one
from papercat.people.shown_names import printed_as
from papercat.text.names import fold_for_identity

Done = tuple[str, list[int]]
"""what to tell the user, and the numbers of the decisions"""
_MANY = 10
"""papers of each of two people from which on a merge asks first"""


def run(
    invocation: Invocation,
    one: Annotated[
        str, typer.Argument(metavar="ONE", help="A person's name or id, or a paper's key.")
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other person or paper.")],
    *,
    never: Annotated[
        bool, typer.Option("--never", help="Keep the two apart, through every later import.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before people with many papers merge.")
    ] = False,
) -> None:
    """Merge two people or papers, or keep them apart."""
    known = invocation.catalogue()
    are_papers = _is_paper(known, one) or _is_paper(known, other)
    if not are_papers and not never and not yes:
        _confirm(known, one, other)
    with changing(invocation.path) as db:
        if are_papers:
            said, decisions = _papers(db, one, other, never=never)
        elif never:
            said, decisions = _keep_apart(db, one, other)
        else:
            said, decisions = _people(db, one, other)
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


def _confirm(db: sqlite3.Connection, one: str, other: str) -> None:
    """Ask before people with many papers merge, if there is somebody to ask."""
    if _namesakes(db, one, other) or not terminal.is_terminal(sys.stdin):
        return
    counts = []
    for typed in (one, other):
        person = find_for_decision(db, typed)
        counts.append((len(papers_of(db, person.id)), person))
    if min(count for count, _ in counts) < _MANY or counts[0][1] == counts[1][1]:
        return
    people = [f"{person.title} ({plural(count, 'paper')})" for count, person in counts]
    typer.confirm(terminal.visible(f"Merge {' and '.join(people)}?"), abort=True, err=True)


def _namesakes(db: sqlite3.Connection, one: str, other: str) -> list[int]:
    """Return the people of a name that was typed twice."""
    folded = fold_for_identity(one)
    if folded != fold_for_identity(other) or means_one(one) or means_one(other):
        return []
    return printed_as(db, folded)


def _people(db: sqlite3.Connection, one: str, other: str) -> Done:
    if _namesakes(db, one, other):
        return _all_namesakes(db, one)
    mine, theirs = find_for_decision(db, one), find_for_decision(db, other)
    if mine.id == theirs.id:
        if not people_decisions.are_forms_of(db, mine.id, (one, other)):
            raise UsageError(f"{one} and {other} are one person already: {mine.title}")
        noted = people_decisions.keep_together(db, one, other)
        said = f"{one} and {other} stay one person, shown as {mine.name}."
        return said, [settle_people(db, noted)]
    names = f"{_meant(db, mine, one)} and {_meant(db, theirs, other)}"
    noted = people_decisions.merge_people(db, mine.id, theirs.id, (one, other))
    decision = settle_people(db, noted)
    shown = people_decisions.shown_by_now(db, decision)
    return f"{names} are one person, shown as {shown}.", [decision]


def _all_namesakes(db: sqlite3.Connection, name: str) -> Done:
    folded = fold_for_identity(name)
    if people_decisions.is_whole(db, folded):
        raise UsageError(f"everybody called {name} is one person already")
    noted = people_decisions.keep_whole(db, folded)
    return f"Everybody called {name} is one person.", [settle_people(db, noted)]


def _meant(db: sqlite3.Connection, person: Person, typed: str) -> str:
    """Return the form that is merged, or the person's name if all forms are."""
    if people_decisions.form_meant(db, person.id, typed) is None:
        return person.title
    return typed


def _keep_apart(db: sqlite3.Connection, one: str, other: str) -> Done:
    mine, theirs = find_for_decision(db, one), find_for_decision(db, other)
    if mine.id != theirs.id:
        names = people_decisions.folded_names(db, mine.id)
        other_names = people_decisions.folded_names(db, theirs.id)
        said = f"{mine.title} and {theirs.title} stay two people."
    elif people_decisions.are_forms_of(db, mine.id, (one, other)):
        names, other_names = [fold_for_identity(one)], [fold_for_identity(other)]
        said = f"{one} and {other} are two people."
    else:
        raise UsageError(f"{mine.title} is one person; to split it: papercat split {mine.id}")
    if people_decisions.are_apart(db, names, other_names):
        raise UsageError(f"{mine.title} and {theirs.title} stay two people already")
    noted = people_decisions.keep_apart(db, names, other_names)
    return said, [settle_people(db, noted)]
