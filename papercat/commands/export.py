"""The `export` command.

papercat export --csv > papers.csv
papercat export --jsonl > papers.jsonl    import reads it back
papercat export --csv --spreadsheet-safe > papers.csv
papercat export --notes vault/papers     a Markdown note a paper, for Obsidian or Logseq

JSON lines hold all that is known of a paper, with what each of its sources says. Posts, and
what was settled, are in a backup (`papercat backup`).

A note is rewritten when its paper changes; text below its marker is yours and is kept.

CSV holds every text exactly. A spreadsheet runs a field that begins with =, +, -
or @ as a formula: --spreadsheet-safe puts an apostrophe before such a field, and a
byte order mark first, by which spreadsheets know UTF-8.
"""

import sqlite3
import sys
from collections.abc import Iterator
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import plural
from papercat.exporting.flat_papers import flat_papers
from papercat.exporting.notes_folder import write_notes
from papercat.papers.record import to_record
from papercat.papers.records import read_all
from papercat.shown import Cell, Column, Rows

_FORMULA = frozenset("=+-@\t\r")
_AT_ONCE = 200
"""rows, whose beginnings of fields are looked at together"""
_COLUMNS = (
    Column("key", 22, 1),
    Column("title", 0, 0),
    Column("authors", 24, 2),
    Column("authors_inferred", 16, 3),
    Column("authors_truncated", 3, 9),
    Column("published", 10, 1),
    Column("categories", 8, 3),
    Column("has_code", 3, 8),
    Column("affiliations", 12, 8),
    Column("venue", 12, 8),
    Column("ids", 12, 8),
    Column("confidence", 5, 9),
    Column("doubts", 12, 9),
    Column("sources", 12, 9),
    Column("abstract", 40, 9),
    Column("year", 4, 9),
    Column("arxiv", 12, 9),
    Column("doi", 20, 9),
    Column("url", 20, 9),
    Column("category", 8, 9),
)
_NO_TEXT = frozenset(("authors_truncated", "published", "has_code", "confidence"))
_texts = itemgetter(*(at for at, each in enumerate(_COLUMNS) if each.name not in _NO_TEXT))
_first = itemgetter(0)


def run(
    context: typer.Context,
    safe: Annotated[
        bool, typer.Option("--spreadsheet-safe", help="Defuse what spreadsheets run as formulas.")
    ] = False,
    notes: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a Markdown note for every paper into DIR."),
    ] = None,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    invocation.pager = False  # it would have to hold all of it
    db = invocation.catalogue()
    if notes is not None:
        changed = write_notes(read_all(db), notes)
        invocation.say(f"wrote {plural(changed, 'note')} to {notes}")
        return
    risky = _Risky(defuse=safe)
    if safe and invocation.view_name in {"csv", "tsv"}:
        sys.stdout.write("\ufeff")
    rows = risky.checked(flat_papers(db))
    invocation.show(Rows(_COLUMNS, rows, objects=_objects(db)))
    if risky.found and not safe and invocation.view_name in {"csv", "tsv"}:
        cells = plural(risky.found, "field")
        invocation.say(f"{cells} would run as a formula in a spreadsheet; see --spreadsheet-safe")


def _objects(db: sqlite3.Connection) -> Iterator[dict[str, object]]:
    return (to_record(paper) for paper in read_all(db))


class _Risky:
    """Counts, and if asked defuses, the cells that a spreadsheet would run."""

    def __init__(self, *, defuse: bool) -> None:
        self.found = 0
        self._defuse = defuse

    def checked(self, rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
        """The rows, looked at a column of many at a time, which is quicker."""
        while batch := list(islice(rows, _AT_ONCE)):
            texts = filter(None, chain.from_iterable(_texts(tuple(zip(*batch, strict=True)))))
            risky = not _FORMULA.isdisjoint(map(_first, texts))
            yield from (tuple(map(self._cell, row)) for row in batch) if risky else batch

    def _cell(self, cell: Cell) -> Cell:
        if isinstance(cell, str) and cell[:1] in _FORMULA:
            self.found += 1
            return "'" + cell if self._defuse else cell
        return cell
