"""Show one organisation and its papers.

papercat organisation deepmind
papercat organisation deepmind -n 50 --json
"""

from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Limit
from papercat.commands.support.paper_list import paper_list
from papercat.commands.support.wording import years
from papercat.papers.subjects import find_organisation, list_organisations, papers_from
from papercat.shown import Cell, Column, Page, Rows

_COLUMNS = (
    Column("organisation", 0, 0),
    Column("papers", 6, 1, right=True),
    Column("years", 9, 2),
)


def run(
    invocation: Invocation,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The name, such as deepmind.")],
    limit: Limit = 20,
) -> None:
    """Show the papers of an organisation."""
    db = invocation.catalogue()
    name = find_organisation(db, slug)
    papers = papers_from(db, name)
    rows = paper_list(db, papers[: limit or None], "papers", len(papers))
    record = {"organisation": name, "papers_count": len(papers), "papers": rows}
    invocation.show(Page(name, rows, record, (("papers", len(papers)),), (rows,)))


def organisations(invocation: Invocation) -> None:
    """List organisations.

    papercat organisations
    papercat organisations --json
    """
    rows: list[tuple[Cell, ...]] = []
    for name, papers, first, last in list_organisations(invocation.catalogue()):
        rows.append((name, papers, years(first, last)))
    invocation.show(Rows(_COLUMNS, rows, empty="No organisations yet."))
