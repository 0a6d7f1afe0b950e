"""The `authors` command.

papercat authors
papercat authors --sort recent -n 50
papercat authors --category cs.CL --year 2018..2022
papercat authors --all --csv > people.csv

Filters say which papers count: with --category cs.CL, people by their papers there.
"""

from enum import StrEnum
from itertools import chain, islice
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.options import Limit, cut, one_more
from papercat.commands.support.paper_list import years
from papercat.errors import ExitCode
from papercat.papers.subjects import find_category, find_organisation, others_fitting
from papercat.people.author_pages import Among, list_people
from papercat.shown import Column, Rows


class Order(StrEnum):
    """How people are ordered."""

    PAPERS = "papers"
    RECENT = "recent"
    NAME = "name"


_COLUMNS = (
    Column("number", 6, 4, right=True),
    Column("name", 0, 0),
    Column("papers", 6, 1, right=True),
    Column("inferred", 8, 2, right=True),
    Column("years", 9, 3),
)


def run(
    context: typer.Context,
    sort: Annotated[Order, typer.Option(help="By papers, recency or name.")] = Order.PAPERS,
    limit: Limit = 30,
    everybody: Annotated[bool, typer.Option("--all", help="The same as --limit 0.")] = False,
    category: Annotated[str | None, typer.Option(metavar="CODE", help="Papers in it.")] = None,
    year: Annotated[str | None, typer.Option(metavar="YEARS", help="2020, 2018..2020.")] = None,
    org: Annotated[str | None, typer.Option(metavar="SLUG", help="Papers from there.")] = None,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    among = Among(
        find_category(db, category)[0] if category else None,
        find_organisation(db, org) if org else None,
        year,
    )
    if category and (others := others_fitting(db, category)):
        invocation.say(others)
    limit = 0 if everybody else limit
    people, more = cut(list_people(db, sort.value, one_more(limit), among), limit)
    rest = iter(people)
    first = list(islice(rest, 1))
    if not first:
        invocation.say("nobody found")
        invocation.exit_code = ExitCode.INCOMPLETE
    rows = (
        (number, name, papers, inferred, years(earliest, latest))
        for number, name, papers, inferred, earliest, latest in chain(first, rest)
    )
    invocation.show(Rows(_COLUMNS, rows, caption=more))
