"""Lists of papers on pages, with whole records for JSON."""

import sqlite3
from collections.abc import Iterator, Sequence

from papercat.commands.support.paper_table import (
    LINES,
    PAPER_COLUMNS,
    caption,
    legend,
    paper_row,
)
from papercat.papers.find_paper import paper_lines
from papercat.papers.paper_addresses import addresses_of
from papercat.papers.record import to_record
from papercat.papers.records import read_papers
from papercat.shown import Rows


def paper_list(
    db: sqlite3.Connection,
    ids: Sequence[int],
    title: str | None = None,
    total: int = 0,
) -> Rows:
    """Make a table of papers in the order of `ids`; `total` counts those not shown, too."""
    lines = list(paper_lines(db, ids))
    addresses = addresses_of(db, ids)
    return Rows(
        PAPER_COLUMNS,
        [paper_row(line, line.title, addresses.get(line.id)) for line in lines],
        title,
        caption(len(lines), max(len(lines), total)),
        legend(lines),
        records_of(db, ids),
        empty="No papers.",
        lines=LINES,
    )


def records_of(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[dict[str, object]]:
    """Give the papers as JSON objects; nothing is read before the first is asked for."""
    for paper in read_papers(db, ids):
        yield to_record(paper)
