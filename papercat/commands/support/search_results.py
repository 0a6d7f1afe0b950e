"""Search results as a table with highlighted words, as plain rows, or as keys."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_table import (
    LINES,
    PAPER_COLUMNS,
    caption,
    legend,
    paper_row,
)
from papercat.commands.support.search_request import Output
from papercat.papers.find_paper import keys_of, paper_lines
from papercat.papers.paper_addresses import addresses_of
from papercat.search.highlight import marked_texts
from papercat.search.query_language import Node
from papercat.shown import Below, Cell, Marked, Rows

_ROWS = {"csv", "markdown", "plain", "tsv"}
"""formats that show the cells of rows"""
_BATCH = 500
"""papers that are read together"""


def search_module(kind: str) -> ModuleType:
    """Import the module of one kind of search, as a command's module when it runs.

    Together they take as long to import as all the rest of a search.
    """
    return import_module(f"papercat.commands.support.search_{kind}")


class Found(NamedTuple):
    """The papers of a result."""

    ids: Sequence[int]
    total: int | None = None
    """the number of all papers that match; None if nobody counted"""
    marks: Node | None = None
    """the query whose words are highlighted"""


def past_the_last(offset: int, found: str) -> str:
    """Explain an empty result of a search that does find something."""
    return f"--offset {offset} is past the last of {found}"


def write_lines(lines: Iterable[object]) -> None:
    """Write lines to standard output."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def show_papers(
    invocation: Invocation, db: sqlite3.Connection, found: Found, output: Output
) -> None:
    """Write the papers in the way that was asked for."""
    parts = output.fields is not None or output.template is not None
    if output.keys:
        write_lines(keys_of(db, found.ids))
    elif invocation.view_name == "table" and not parts:
        invocation.show(_table(db, found, output))
    elif invocation.view_name in _ROWS and not parts:
        invocation.show(Rows(PAPER_COLUMNS, _plain_rows(db, found.ids)))
    else:
        records = search_module("records")
        records.show_records(invocation, db, found.ids, output, _caption(found))


def _plain_rows(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, len(ids), _BATCH):
        for line in paper_lines(db, ids[start : start + _BATCH]):
            yield paper_row(line, line.title)


def _table(db: sqlite3.Connection, found: Found, output: Output) -> Rows:
    """Make a table with highlighted words; snippets come where they help or are asked for."""
    most: int | None = LINES + output.snippets
    if output.all_authors:
        most = None
    lines = list(paper_lines(db, found.ids))
    texts = {}
    if found.marks:
        texts = marked_texts(db, found.marks, found.ids)
    addresses = addresses_of(db, found.ids)
    rows = []
    for line in lines:
        title: Cell = Marked(line.title)
        if line.id in texts:
            title = _title(*texts[line.id], snippets=output.snippets)
        address = addresses.get(line.id)
        rows.append(paper_row(line, title, address, all_authors=output.all_authors))
    return Rows(
        PAPER_COLUMNS,
        rows,
        caption=_caption(found),
        legend=legend(lines),
        empty="No papers.",
        lines=most,
    )


def _title(title: Marked, snippet: Marked, *, snippets: bool) -> Cell:
    """Add a piece of the abstract to a title without highlighted words."""
    if snippets or (snippet.spans and not title.spans):
        return Below(title, snippet)
    return title


def _caption(found: Found) -> str:
    if found.total is None:
        return caption(len(found.ids), len(found.ids))
    return caption(len(found.ids), found.total)
