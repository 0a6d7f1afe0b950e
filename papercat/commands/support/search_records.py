"""Search results that need whole papers: JSON, chosen fields and templates."""

import sqlite3
from collections.abc import Sequence

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_fields import picked, template_lines
from papercat.commands.support.paper_list import records_of
from papercat.commands.support.paper_table import PAPER_COLUMNS
from papercat.commands.support.search_request import Output
from papercat.commands.support.search_results import write_lines
from papercat.papers.records import read_papers
from papercat.shown import Rows


def show_records(
    invocation: Invocation,
    db: sqlite3.Connection,
    ids: Sequence[int],
    output: Output,
    caption: str | None = None,
) -> None:
    """Write the papers as JSON, or the parts of them that were asked for."""
    if output.template is not None:
        write_lines(template_lines(output.template, read_papers(db, ids)))
    elif output.fields is not None:
        fields = picked(output.fields)
        columns = tuple(column for column, _ in fields)
        rows = (tuple(value(paper) for _, value in fields) for paper in read_papers(db, ids))
        invocation.show(Rows(columns, rows, caption=caption))
    else:
        invocation.show(Rows(PAPER_COLUMNS, (), objects=records_of(db, ids)))


def check(output: Output) -> None:
    """Raise UsageError for unknown fields, or for a template that is invalid."""
    if output.fields is not None:
        picked(output.fields)
    if output.template is not None:
        template_lines(output.template, ())
