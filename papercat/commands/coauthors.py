"""The `coauthors` command.

papercat coauthors "Simon Osindero"
papercat coauthors "Simon Osindero" "Adam Santoro"

One name lists the co-authors of that person. Two names list the papers they wrote
together or, if there are none, the shortest chain of papers between them. The basis of a
paper is "inferred" if papercat inferred one of the two.
"""

import sqlite3
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Limit, cut, one_more
from papercat.commands.support.paper_list import paper_list
from papercat.commands.support.wording import years
from papercat.errors import UsageError
from papercat.people.author_pages import Step, chain_between, coauthors_of, papers_together
from papercat.people.find_person import find_person
from papercat.shown import Cell, Column, Page, Rows

COAUTHOR_COLUMNS = (
    Column("id", 6, 3, right=True),
    Column("name", 28, 0),
    Column("papers", 6, 1, right=True),
    Column("inferred", 8, 1, right=True),
    Column("years", 9, 2),
)
_CHAIN_COLUMNS = (
    Column("from", 20, 0),
    Column("to", 20, 0),
    Column("basis", 8, 0),
    Column("key", rank=2, whole=True, style="cyan"),
    Column("title", 0, 1, style="bold"),
)


def run(
    invocation: Invocation,
    one: Annotated[str, typer.Argument(metavar="ONE", help="A name, or an id.")],
    other: Annotated[str | None, typer.Argument(metavar="OTHER", help="Another person.")] = None,
    limit: Limit = 50,
) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    first = find_person(db, one)
    if other is None:
        found, more = cut(coauthor_rows(db, first.id, one_more(limit)), limit)
        empty = f"{first.title} wrote with nobody."
        invocation.show(Rows(COAUTHOR_COLUMNS, found, first.title, more, empty=empty))
        return
    second = find_person(db, other)
    if first.id == second.id:
        raise UsageError(f"{one!r} and {other!r} are one person: {first.title}")
    title = f"{first.title} and {second.title}"
    people = [{"id": person.id, "name": person.name} for person in (first, second)]
    facts: tuple[tuple[str, Cell], ...]
    if papers := papers_together(db, first.id, second.id):
        rows = paper_list(db, papers, "papers together")
        facts = (("papers together", len(papers)),)
        record = {"people": people, "papers": rows}
    elif steps := chain_between(db, first.id, second.id):
        rows = Rows(_CHAIN_COLUMNS, [_step_row(step) for step in steps], "chain")
        facts = (("connected through", ", ".join(step.other for step in steps[:-1])),)
        record = {"people": people, "chain": rows}
    else:
        invocation.say_incomplete(f"no chain of papers leads from {first.title} to {second.title}")
        return
    invocation.show(Page(title, rows, record, facts, (rows,)))


def coauthor_rows(db: sqlite3.Connection, person: int, limit: int) -> list[tuple[Cell, ...]]:
    """Make the rows of co-authors, the most frequent first."""
    rows: list[tuple[Cell, ...]] = []
    for number, name, papers, inferred, first, last in coauthors_of(db, person, limit):
        rows.append((number, name, papers, inferred, years(first, last)))
    return rows


def _step_row(step: Step) -> tuple[Cell, ...]:
    basis = "stated" if step.stated else "inferred"
    return step.one, step.other, basis, step.key, step.title
