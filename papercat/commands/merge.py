"""The `merge` command.

papercat merge "Andrew Lampinen" "Andrew K. Lampinen"
papercat merge 98 97
papercat merge 98 97 --never               they are two: papercat is not to doubt it again
papercat merge "Yang Liu" "Yang Liu"       all of that name is one person
papercat merge vaswani2017attention vaswani2023attention      two papers are one

Two people who are one, with all their names; a form other than the name that somebody
is shown by stands for that form only. Two forms of one person stay together, whatever comes. The
beginning of a name is not enough, and of a name that several people have say the number
that `papercat author` lists. It holds through every later import, over what was
settled before, and can be taken back with `papercat undo`.

Of two papers, by key, arXiv id or DOI, the first one stays, with all that the other knows
better, and its sources; the other's key leads to it, and so does whatever later tells of either.
"""

import sqlite3
from collections.abc import Sequence
from typing import Annotated

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import how_to_undo
from papercat.errors import UsageError
from papercat.importing.merge_papers import merge_papers
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


def run(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ONE", help="A name, or a number; or a paper.")],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="Another one of the same person, or paper.")
    ],
    *,
    never: Annotated[
        bool, typer.Option("--never", help="They are two people, though it is doubted.")
    ] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    with changing(invocation.path) as db:
        papers = [_paper(db, each) for each in (one, other)]
        if papers != [None, None]:
            _merge_papers(invocation, db, (one, other), papers, never=never)
            return
        mine, theirs = find_for_decision(db, one), find_for_decision(db, other)
        if never:
            decisions, said = _keep_apart(db, mine, theirs)
        elif mine.id == theirs.id and are_forms_of(db, mine.id, (one, other)):
            decisions = [keep_together(db, one, other)]
            said = f"{one} and {other} stay one person, shown as {mine.name}"
        elif mine.id == theirs.id:
            decisions, said = _keep_whole(db, mine)
        else:
            said = f"{_meant(db, mine, one)} and {_meant(db, theirs, other)} are one person"
            decisions = [merge_people(db, mine.id, theirs.id, (one, other))]
            said += f", shown as {shown_by_now(db, decisions[0])}"
    invocation.say(said, how_to_undo(decisions))


def _paper(db: sqlite3.Connection, typed: str) -> int | None:
    """The paper that was typed, if it is one: a mere number is a person's."""
    return None if typed.isdecimal() else exact_paper(db, typed)


def _merge_papers(
    invocation: Invocation,
    db: sqlite3.Connection,
    typed: Sequence[str],
    papers: Sequence[int | None],
    *,
    never: bool,
) -> None:
    if never:
        raise UsageError("--never is about two people; papers are two until they are merged")
    kept, gone = (
        find_paper(db, key) if paper is None else paper
        for key, paper in zip(typed, papers, strict=True)
    )
    if kept == gone:
        raise UsageError(f"{typed[0]} and {typed[1]} are one paper already")
    stays, goes = keys_of(db, (kept, gone))
    decision = merge_papers(db, kept, gone)
    said = f"{goes} is the same paper as {stays}, and found there"
    invocation.say(said, how_to_undo([decision]))


def _meant(db: sqlite3.Connection, person: Person, typed: str) -> str:
    """The form that is merged, or the person with all forms."""
    return person.name if form_meant(db, person.id, typed) is None else typed


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
