"""The `stats` command.

papercat stats
papercat stats --json
"""

import typer

from papercat.commands.support.invocation import Invocation
from papercat.papers.stats import per_category, per_year, totals
from papercat.shown import Bar, Column, Page, Rows


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    years, categories = per_year(db), per_category(db)
    most = max((count for _, count in years), default=0)
    by_year = Rows(
        (Column("year", 7, 0), Column("papers", 40, 0)),
        [(year, Bar(count, most)) for year, count in years],
        "papers per year",
    )
    most = max((count for *_, count in categories), default=0)
    by_category = Rows(
        (Column("code", 8, 0), Column("name", 30, 1), Column("papers", 30, 0)),
        [(code, name, Bar(count, most)) for code, name, count in categories],
        "papers per category",
        "each paper once, under its primary category",
    )
    invocation.show(
        Page(
            title=str(invocation.path),
            rows=by_year,
            facts=tuple(totals(db)),
            sections=(by_year, by_category),
        )
    )
