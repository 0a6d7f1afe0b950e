"""Show one organisation and its papers.

papercat organisation deepmind
papercat organisation deepmind -n 50 --json
"""

from typing import Annotated

import typer

from papercat.commands.support.common_options import Limit
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import paper_list
from papercat.papers.subjects import find_organisation, papers_from
from papercat.shown import Page


def run(
    context: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The name, such as deepmind.")],
    limit: Limit = 20,
) -> None:
    """Show the papers of an organisation."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    name = find_organisation(db, slug)
    papers = papers_from(db, name)
    rows = paper_list(db, papers[: limit or None], "papers", len(papers))
    invocation.show(
        Page(
            title=name,
            rows=rows,
            facts=(("papers", len(papers)),),
            sections=(rows,),
            record={"organisation": name, "papers_count": len(papers), "papers": rows},
        )
    )
