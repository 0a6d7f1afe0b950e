"""How found papers are shown: rows with the words marked, chosen fields, a template, keys."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, NamedTuple

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import (
    COLUMNS,
    authors_cell,
    legend,
    plural,
    records_of,
)
from papercat.errors import UsageError
from papercat.later import Later
from papercat.papers.find_paper import PaperLine, keys_of, paper_lines
from papercat.search.query_language import Node
from papercat.shown import Below, Cell, Rows

highlight = Later("papercat.search.highlight")
paper_fields = Later("papercat.commands.support.paper_fields")
records = Later("papercat.papers.records")

_AT_ONCE = 500


class Output(NamedTuple):
    """What of the papers is written."""

    fields: Annotated[
        str | None, typer.Option("--fields", metavar="NAMES", help="Columns, as key,title,year.")
    ] = None
    template: Annotated[
        str | None,
        typer.Option("--format", metavar="TEXT", help="A line a paper, as '{key}: {title}'."),
    ] = None
    counted: Annotated[bool, typer.Option("--count", help="Only how many there are.")] = False
    keys: Annotated[bool, typer.Option("--keys", help="Only keys, one a line.")] = False

    def checked(self, view: str | None) -> None:
        """Raise UsageError where two ways of output exclude each other, or one can't be read."""
        ways = {
            "--fields": self.fields is not None,
            "--format": self.template is not None,
            "--count": self.counted,
            "--keys": self.keys,
        }
        chosen = [name for name, wanted in ways.items() if wanted]
        if len(chosen) > 1:
            raise UsageError(f"choose one of {' and '.join(chosen)}")
        if view is not None and (self.keys or self.counted or self.template is not None):
            raise UsageError(f"choose one of {chosen[0]} and --{view}")
        if self.fields is not None:
            paper_fields.picked(self.fields)
        if self.template is not None:
            paper_fields.template_lines(self.template, ())


class Found(NamedTuple):
    """What a search has found."""

    ids: Sequence[int]
    total: int | None = None
    """None where nobody asked"""
    marks: Node | None = None
    """the query whose words are to be marked"""


def past_the_last(offset: int, found: str) -> str:
    """What is said where something fits, but nothing of it is left behind the offset."""
    return f"--offset {offset} is past the last of {found}"


def show_papers(
    invocation: Invocation, db: sqlite3.Connection, found: Found, output: Output
) -> None:
    """Write the papers found as was asked."""
    if output.keys:
        _write(keys_of(db, found.ids))
    elif output.template is not None:
        _write(paper_fields.template_lines(output.template, records.read_papers(db, found.ids)))
    elif output.fields is not None:
        invocation.show(_chosen(db, found, output.fields))
    else:
        invocation.show(_rows(db, found, marked=invocation.view_name == "table"))


def _write(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _chosen(db: sqlite3.Connection, found: Found, names: str) -> Rows:
    fields = paper_fields.picked(names)
    papers = records.read_papers(db, found.ids)
    rows = (tuple(value(paper) for _, value in fields) for paper in papers)
    return Rows(tuple(column for column, _ in fields), rows, caption=_count(found))


def _rows(db: sqlite3.Connection, found: Found, *, marked: bool) -> Rows:
    """The usual columns; on a terminal with the words marked and a piece of the abstract."""
    objects = records_of(db, found.ids)
    if not marked:
        rows = (_row(line, line.title) for line in _lines(db, found.ids))
        return Rows(COLUMNS, rows, objects=objects)
    lines = list(_lines(db, found.ids))
    texts = highlight.marked_texts(db, found.marks, found.ids) if found.marks else {}
    shown = [
        _row(line, Below(*texts[line.id]) if line.id in texts else line.title) for line in lines
    ]
    return Rows(COLUMNS, shown, caption=_count(found), legend=legend(lines), objects=objects)


def _lines(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[PaperLine]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from paper_lines(db, ids[start : start + _AT_ONCE])


def _row(line: PaperLine, title: Cell) -> tuple[Cell, ...]:
    return line.key, line.published, title, authors_cell(line), line.categories


def _count(found: Found) -> str:
    if found.total is None or found.total == len(found.ids):
        return plural(len(found.ids), "paper")
    return f"{len(found.ids)} of {found.total} papers"
