"""Search results: papers with highlighted words, chosen fields, keys; posts; similar papers."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from papercat.commands.support.common_options import EVERYTHING
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_fields import picked, template_lines
from papercat.commands.support.paper_table import (
    LINES,
    PAPER_COLUMNS,
    caption,
    legend,
    paper_list,
    paper_row,
    records_of,
)
from papercat.commands.support.search_request import Output
from papercat.commands.support.wording import plural
from papercat.conferences.posts import post_lines
from papercat.errors import ExitCode, QueryError, UsageError
from papercat.papers.find_paper import find_paper, keys_of, paper_lines
from papercat.papers.paper_addresses import addresses_of
from papercat.papers.records import read_papers
from papercat.search.highlight import marked_texts
from papercat.search.query_language import parse
from papercat.search.search_papers import Order
from papercat.search.search_posts import search_posts
from papercat.search.similar_papers import similar_papers
from papercat.shown import Below, Cell, Column, Marked, Rows

_POST_COLUMNS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("published", 10, 1),
    Column("title", rank=0, style="bold"),
    Column("conference", 10, 2),
)
_BATCH = 500
"""papers that are read together"""


class Found(NamedTuple):
    """The papers of a result."""

    ids: Sequence[int]
    total: int | None = None
    """the number of all papers that match; None if nobody counted"""
    marks: str | None = None
    """the words to highlight, for the full-text index"""


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
    if output.keys:
        write_lines(keys_of(db, found.ids))
    elif output.template is not None:
        write_lines(template_lines(output.template, read_papers(db, found.ids)))
    elif output.fields is not None:
        invocation.show(_fields(db, found, output.fields))
    elif invocation.view_name == "table":
        invocation.show(_table(db, found, output))
    else:
        rows = (row for batch in _batches(found.ids) for row in paper_list(db, batch).rows)
        invocation.show(Rows(PAPER_COLUMNS, rows, objects=records_of(db, found.ids)))


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _fields(db: sqlite3.Connection, found: Found, names: str) -> Rows:
    fields = picked(names)
    papers = read_papers(db, found.ids)
    rows = (tuple(value(paper) for _, value in fields) for paper in papers)
    return Rows(tuple(column for column, _ in fields), rows, caption=_caption(found))


def _table(db: sqlite3.Connection, found: Found, output: Output) -> Rows:
    """Make a table with highlighted words; snippets come where they help or are asked for."""
    lines = list(paper_lines(db, found.ids))
    texts = marked_texts(db, found.marks, found.ids) if found.marks else {}
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
        lines=None if output.all_authors else LINES,
    )


def _title(title: Marked, snippet: Marked, *, snippets: bool) -> Cell:
    """Add a piece of the abstract to a title without highlighted words."""
    if snippets or (snippet.spans and not title.spans):
        return Below(title, snippet)
    return title


def _caption(found: Found) -> str:
    total = len(found.ids) if found.total is None else found.total
    return caption(len(found.ids), total)


def show_posts(invocation: Invocation, query: str, order: Order, output: Output) -> None:
    """Show the posts that match best."""
    if output.fields is not None or output.template is not None:
        raise UsageError("--posts has no --fields and no --format; use a format such as --json")
    if order.by != "relevance" or order.reverse:
        raise UsageError("--posts sorts by relevance only")
    db = invocation.catalogue()
    ids, total = posts_found(db, query, order)
    if total and not ids and not output.counted:
        invocation.say(past_the_last(order.offset, plural(total, "post")))
    elif not total:
        invocation.say(f"no post found for {query!r}" if query else "no posts yet")
        invocation.exit_code = ExitCode.INCOMPLETE
    lines = post_lines(db, ids)
    if output.counted:
        write_lines([total])
    elif output.keys:
        write_lines(key for key, *_ in lines)
    elif ids:
        shown = f"{len(ids)} of {total} posts" if len(ids) < total else None
        invocation.show(Rows(_POST_COLUMNS, lines, caption=shown))


def posts_found(db: sqlite3.Connection, query: str, order: Order) -> tuple[Sequence[int], int]:
    """Find posts. Return the wanted part of their ids, and the number of all."""
    try:
        return search_posts(db, parse(query), order.limit, order.offset)
    except QueryError as error:
        raise QueryError(str(error), query=query, position=error.position) from None


def show_similar(
    invocation: Invocation, key: str, words: Sequence[str], order: Order, output: Output
) -> None:
    """Show the papers that are most similar to one."""
    if words:
        raise UsageError("--similar takes a key and no words")
    if order.by != "relevance" or order.reverse:
        raise UsageError("--similar sorts by similarity only")
    db = invocation.catalogue()
    most = EVERYTHING if output.counted else order.offset + order.limit
    alike = similar_papers(db, find_paper(db, key), most)
    ids = alike[order.offset :]
    if not alike:
        invocation.say(f"no paper similar to {key!r} found")
        invocation.exit_code = ExitCode.INCOMPLETE
    elif not ids and not output.counted:
        invocation.say(past_the_last(order.offset, plural(len(alike), "paper")))
    if output.counted:
        write_lines([len(alike)])
    elif ids or invocation.view_name != "table":
        show_papers(invocation, db, Found(ids), output)
