"""The `export` command.

papercat export --csv > papers.csv
papercat export --jsonl --output papers.jsonl    import reads it back
papercat export 'author:osindero year:2020..' --output papers.csv
papercat export --csv --spreadsheet-safe --output papers.csv
papercat export --notes vault/papers     a Markdown note a paper, for Obsidian or Logseq

Without a query, all papers are exported; a query works as in `papercat search`. JSON lines
hold everything that is known of a paper, with the statements of each source. Posts and
decisions are in a backup (`papercat backup`). The ending of FILE chooses the format.

A note is rewritten when its paper changes; text below its marker is yours and is kept.

CSV holds every text exactly. A spreadsheet runs a field that begins with =, +, -
or @ as a formula. --spreadsheet-safe puts an apostrophe before such a field, and a
byte order mark first, by which spreadsheets recognise UTF-8.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Output
from papercat.commands.support.paper_list import paper_list, records_of
from papercat.commands.support.search_request import (
    Query,
    papers_found,
    query_of,
    words_not_options,
)
from papercat.commands.support.wording import plural
from papercat.errors import UsageError
from papercat.exporting.flat_papers import FLAT_COLUMNS, flat_papers
from papercat.exporting.output_files import whole_file, write_notes
from papercat.exporting.output_format import format_of_file
from papercat.papers.paper_rows import read_papers
from papercat.shown import Rows

prepare = words_not_options


def run(
    invocation: Invocation,
    words: Query = None,
    output: Output = None,
    *,
    notes: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a Markdown note for every paper into DIR."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it exists.")] = False,
) -> None:
    """See the module's text, which is this command's help."""
    if force and output is None:
        raise UsageError("--force needs --output FILE")
    if notes is not None and output is not None:
        raise UsageError("choose one: --notes DIR or --output FILE")
    invocation.pager = False  # a pager would have to hold everything in memory
    db = invocation.catalogue()
    query = query_of(words or [])
    ids = papers_found(db, query)
    if query and not ids:
        invocation.say_incomplete(f"nothing found for {query!r}")
    if notes is not None:
        changed = write_notes(read_papers(db, ids), notes)
        invocation.say(f"wrote {plural(changed, 'note')} to {notes}")
    elif output is not None:
        _write_file(invocation, db, ids, output, force=force)
    else:
        invocation.show(_rows(invocation, db, ids))


def _rows(invocation: Invocation, db: sqlite3.Connection, ids: Sequence[int]) -> Rows:
    """Return the papers as rows for people to read, or as rows with every value."""
    if invocation.view_name in {"markdown", "table"}:
        return paper_list(db, ids)
    return Rows(FLAT_COLUMNS, flat_papers(db, ids), objects=records_of(db, ids))


def _write_file(
    invocation: Invocation, db: sqlite3.Connection, ids: Sequence[int], path: Path, *, force: bool
) -> None:
    """Write papers to a file, completely or not at all."""
    if path.exists() and path.samefile(invocation.path):
        raise UsageError(f"{path}: this is the catalogue itself; name another file")
    invocation.view = invocation.view or format_of_file(path)
    with whole_file(path, force=force) as file:
        invocation.show(_rows(invocation, db, ids), file)
    invocation.say(f"wrote {plural(len(ids), 'paper')} to {path}")
