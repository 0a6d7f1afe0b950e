"""The `authors` command.

papercat authors
papercat authors --sort recent -n 50
papercat authors --category cs.CL --year 2018..2022
papercat authors 'reinforcement learning' tag:rl has:code
papercat authors --all --csv > people.csv

Filters choose the papers that count: --category cs.CL lists people by their papers there, and
a query, as `papercat search` takes it, by the papers that it finds. To find a person by name,
use `papercat author`.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Limit, cut, one_more
from papercat.commands.support.search_request import (
    Query,
    papers_found,
    query_of,
    words_not_options,
)
from papercat.commands.support.wording import years
from papercat.errors import UsageError
from papercat.papers.subjects import (
    find_category,
    find_organisation,
    others_fitting,
    papers_from,
    papers_in,
)
from papercat.people.author_pages import list_people
from papercat.search.query_fields import FIELDS, checked_value
from papercat.shown import Cell, Column, Rows

prepare = words_not_options


class Sorting(StrEnum):
    """The orders of people."""

    PAPERS = "papers"
    RECENT = "recent"
    NAME = "name"


_COLUMNS = (
    Column("id", 6, 4, right=True),
    Column("name", 0, 0),
    Column("papers", 6, 1, right=True),
    Column("inferred", 8, 2, right=True),
    Column("years", 9, 3),
)


def run(
    invocation: Invocation,
    words: Query = None,
    *,
    sort: Annotated[
        Sorting, typer.Option(help="Sort by number of papers, by newest paper or by name.")
    ] = Sorting.PAPERS,
    limit: Limit = 30,
    everybody: Annotated[
        bool, typer.Option("--all", help="List everybody, like --limit 0.")
    ] = False,
    category: Annotated[
        str | None, typer.Option(metavar="CODE", help="Count papers in this category.")
    ] = None,
    year: Annotated[
        str | None, typer.Option(metavar="YEARS", help="Count papers of 2020, or of 2018..2020.")
    ] = None,
    org: Annotated[
        str | None, typer.Option(metavar="NAME", help="Count papers of this organisation.")
    ] = None,
) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    chosen: list[Collection[int]] = []
    if words:
        chosen.append(papers_found(db, query_of(words)))
    if category:
        chosen.append(papers_in(db, find_category(db, category)[0]))
        if others := others_fitting(db, category):
            invocation.say(others)
    if org:
        chosen.append(papers_from(db, find_organisation(db, org)))
    if year:
        chosen.append(papers_found(db, f"year:{_checked_years(year)}"))
    if everybody:
        limit = 0
    found, more = cut(list_people(db, sort.value, one_more(limit), _in_all(chosen)), limit)
    rows: list[tuple[Cell, ...]] = []
    for person, name, papers, inferred, earliest, latest in found:
        rows.append((person, name, papers, inferred, years(earliest, latest)))
    if not rows:
        invocation.say_incomplete("nobody found")
        if invocation.view_name == "table":
            return
    invocation.show(Rows(_COLUMNS, rows, caption=more))


def _in_all(chosen: list[Collection[int]]) -> set[int] | None:
    """Return the papers that all filters let pass; None without a filter."""
    if not chosen:
        return None
    return set.intersection(*map(set, chosen))


def _checked_years(years: str) -> str:
    """Return years as a query takes them. Raises UsageError for others."""
    try:
        return checked_value(FIELDS["year"], years)
    except ValueError as error:
        raise UsageError(str(error).replace("year:", "")) from None
