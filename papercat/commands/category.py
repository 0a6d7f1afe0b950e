"""The `category` command.

papercat category cs.LG
papercat category LG
papercat category "machine learning" -n 50
"""

from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Limit
from papercat.commands.support.paper_list import paper_list
from papercat.papers.subjects import find_category, list_categories, others_fitting, papers_in
from papercat.shown import Column, Page, Rows

_COLUMNS = (
    Column("code", 12, 0, whole=True, style="cyan"),
    Column("name", 0, 0),
    Column("group", 22, 3),
    Column("papers", 6, 1, right=True),
    Column("primary", 7, 2, right=True),
)


def run(
    invocation: Invocation,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A code such as cs.LG or LG, or a full name.")
    ],
    limit: Limit = 20,
) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    category, full, name, group = find_category(db, code)
    if others := others_fitting(db, code):
        invocation.say(others)
    papers = papers_in(db, category)
    count = len(papers)
    rows = paper_list(db, papers[: limit or None], "papers", count)
    title = " ".join(filter(None, [full, name]))
    record = {"code": full, "name": name, "group": group, "papers_count": count, "papers": rows}
    invocation.show(Page(title, rows, record, (("group", group), ("papers", count)), (rows,)))


def categories(invocation: Invocation) -> None:
    """List categories.

    papercat categories
    papercat categories --csv
    """
    categories = list_categories(invocation.catalogue())
    invocation.show(Rows(_COLUMNS, categories, empty="No categories yet."))
