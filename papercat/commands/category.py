"""The `category` command.

papercat category cs.LG
papercat category LG
papercat category "machine learning" -n 50
"""

from typing import Annotated

import typer

from papercat.commands.support.common_options import Limit, at_most
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import paper_list
from papercat.papers.subjects import find_category, others_fitting, papers_in
from papercat.shown import Cell, Page


def run(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A code such as cs.LG or LG, or a full name.")
    ],
    limit: Limit = 20,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    category, full, name, group = find_category(db, code)
    if others := others_fitting(db, code):
        invocation.say(others)
    papers, count = papers_in(db, category, at_most(limit))
    rows = paper_list(db, papers, "papers", count)
    facts: list[tuple[str, Cell]] = [("papers", count)]
    if group:
        facts.insert(0, ("group", group))
    invocation.show(
        Page(
            title=" ".join(filter(None, [full, name])),
            rows=rows,
            facts=tuple(facts),
            sections=(rows,),
            record={
                "code": full,
                "name": name,
                "group": group,
                "papers_count": count,
                "papers": rows,
            },
        )
    )
