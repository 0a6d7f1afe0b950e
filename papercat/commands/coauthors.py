"""The `coauthors` command.

papercat coauthors "Simon Osindero"
papercat coauthors "Simon Osindero" "Adam Santoro"

With one name, everybody that person wrote with; with two, the papers they wrote
together or, where there are none, the shortest chain of papers between them. What
counts as inferred are papers on which papercat inferred one of the two.
"""

import sqlite3
from typing import Annotated

import typer

from papercat.commands.support.coauthor_list import BESIDE_THE_NAME, coauthor_rows
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.options import Limit, cut, one_more
from papercat.commands.support.paper_list import paper_list
from papercat.errors import ExitCode, UsageError
from papercat.people.author_pages import Person, find_person
from papercat.people.coauthors import chain_between, papers_together
from papercat.shown import Cell, Column, Page, Rows

_COAUTHORS = (Column("name", 0, 0), *BESIDE_THE_NAME)
_STEPS = (
    Column("from", 24, 0),
    Column("to", 24, 0),
    Column("how", 8, 0),
    Column("paper", 22, 2),
    Column("title", 0, 1),
)


def run(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ONE", help="A name, or a number.")],
    other: Annotated[str | None, typer.Argument(metavar="OTHER", help="Somebody else.")] = None,
    limit: Limit = 50,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    first = find_person(db, one)
    if other is None:
        rows, more = cut(coauthor_rows(db, first.id, one_more(limit)), limit)
        invocation.show(Rows(_COAUTHORS, rows, first.name, more))
        return
    second = find_person(db, other)
    if first.id == second.id:
        raise UsageError(f"{one!r} and {other!r} are one person: {first.name}")
    shown = _connection(db, first, second)
    if shown is None:
        invocation.say(f"no chain of papers leads from {first.name} to {second.name}")
        invocation.exit_code = ExitCode.INCOMPLETE
    else:
        invocation.show(shown)


def _connection(db: sqlite3.Connection, first: Person, second: Person) -> Page | None:
    title = f"{first.name} and {second.name}"
    together = papers_together(db, first.id, second.id)
    if together:
        rows = paper_list(db, together, "papers together")
        return Page(title, rows, (("papers together", len(together)),), (rows,))
    chain = chain_between(db, first.id, second.id)
    if not chain:
        return None
    steps: list[tuple[Cell, ...]] = [
        (step.one, step.other, "stated" if step.stated else "inferred", step.key, step.title)
        for step in chain
    ]
    rows = Rows(_STEPS, steps, "chain")
    return Page(
        title, rows, (("connected through", ", ".join(step.other for step in chain[:-1])),), (rows,)
    )
