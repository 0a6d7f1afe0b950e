"""Split a person or a paper that is really two.

papercat split "Yang Liu" --paper liu2019text --paper liu2018learning
papercat split 98 --paper liu2019text
papercat split doe2022words --source saved/page.txt:12

With --paper, these papers are another person's of that name. With --source, what that
source says is about another paper. Both stay apart through every later import, until
`papercat undo`.
"""

import sqlite3
from typing import Annotated

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import plural
from papercat.commands.support.settled import how_to_undo
from papercat.deriving.changes import settle_people, split_paper, statement_at
from papercat.errors import UsageError
from papercat.papers.find_paper import find_paper, keys_of
from papercat.people.author_pages import find_for_decision
from papercat.people.people_decisions import split_person


def run(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="A person's name or id, or a paper's key.")
    ],
    *,
    paper: Annotated[
        list[str] | None,
        typer.Option("--paper", metavar="KEY", help="Paper of the other person; repeat for more."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="FILE[:LINE]", help="Source that has another paper."),
    ] = None,
) -> None:
    """Split a person by papers, or a paper by sources."""
    invocation: Invocation = context.obj
    if bool(paper) == bool(source):
        raise UsageError("give --paper KEY to split a person, or --source FILE to split a paper")
    with changing(invocation.path) as db:
        if source:
            said, decisions = _split_paper(db, what, source)
        else:
            said, decisions = _split_person(db, what, paper or [])
    invocation.say(said, how_to_undo(decisions))


def _split_paper(db: sqlite3.Connection, key: str, source: str) -> tuple[str, list[int]]:
    found = find_paper(db, key)
    statement = statement_at(db, found, source)
    decisions = split_paper(db, found, statement)
    return f"Split {key}: what {source} says is another paper.", decisions


def _split_person(db: sqlite3.Connection, name: str, keys: list[str]) -> tuple[str, list[int]]:
    person = find_for_decision(db, name)
    papers = {find_paper(db, key) for key in keys}
    moved = list(keys_of(db, sorted(papers)))
    decision = settle_people(db, split_person(db, person.id, papers))
    return f"Moved {plural(len(moved), 'paper')} to a second {person.name}.", [decision]
