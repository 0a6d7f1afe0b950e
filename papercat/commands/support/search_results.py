"""Search results as a table with highlighted words, as plain rows, or as keys."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from papercat.commands.support.invocation import EVERYTHING, Invocation, write_lines
from papercat.commands.support.paper_table import (
    LINES,
    PAPER_COLUMNS,
    caption,
    legend,
    paper_row,
)
from papercat.commands.support.search_request import Output, refuse_sorting
from papercat.commands.support.wording import plural
from papercat.conferences.posts import post_lines
from papercat.errors import QueryError, UsageError
from papercat.papers.find_paper import addresses_of, find_paper, keys_of, paper_lines
from papercat.search.highlight import marked_texts
from papercat.search.post_search import search_posts
from papercat.search.query_reader import parse
from papercat.search.query_terms import Node
from papercat.search.search_papers import Order, similar_papers
from papercat.settings import setting
from papercat.shown import Below, Cell, Column, Marked, Rows

PAPER_LIST = "commands.support.paper_list"
"""the module of whole papers, for `load`"""
_POST_COLUMNS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("published", 10, 1),
    Column("title", rank=0, style="bold"),
    Column("conference", 10, 2),
)
_BATCH = 500
"""papers that are read together"""


def load(module: str) -> ModuleType:
    """Import a module that few searches need and that takes long to import."""
    return import_module(f"papercat.{module}")


class Found(NamedTuple):
    """The papers of a result."""

    ids: Sequence[int]
    total: int | None = None
    """the number of all papers that match; None if nobody counted"""
    marks: Node | None = None
    """the query whose words are highlighted"""
    pdfs: bool = False
    """True if filed PDFs were searched, too"""

    @property
    def caption(self) -> str:
        """The number of papers shown, and of all if there are more."""
        shown = len(self.ids)
        return caption(shown, self.total or shown)


def past_the_last(offset: int, found: str) -> str:
    """Explain an empty result of a search that does find something."""
    return f"--offset {offset} is past the last of {found}"


def show_papers(
    invocation: Invocation, db: sqlite3.Connection, found: Found, output: Output
) -> None:
    """Write the papers in the way that was asked for."""
    in_table = invocation.view_name == "table"
    fields = output.fields
    if fields is None and in_table and not output.snippets:
        fields = _default_fields()
    if output.keys:
        write_lines(keys_of(db, found.ids))
    elif output.template is not None:
        load(PAPER_LIST).show_template(db, found.ids, output.template)
    elif fields is not None:
        load(PAPER_LIST).show_fields(invocation, db, found.ids, fields, found.caption)
    elif in_table:
        invocation.show(_table(db, found, output))
    else:
        rows = _plain_rows(db, found.ids)
        invocation.show(Rows(PAPER_COLUMNS, rows, objects=_records(db, found.ids)))


def check_fields(output: Output) -> None:
    """Raise UsageError for unknown fields, or for an invalid template."""
    if output.fields is not None:
        load(PAPER_LIST).picked(output.fields)
    if output.template is not None:
        load(PAPER_LIST).template_lines(output.template, ())


def _default_fields() -> str | None:
    """Return the columns that the user set for tables; None for the usual ones."""
    found = setting("columns")
    if found is None:
        return None
    load(PAPER_LIST).picked(found.value, f"{found.origin}: columns")
    return found.value


def _plain_rows(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, len(ids), _BATCH):
        for line in paper_lines(db, ids[start : start + _BATCH]):
            yield paper_row(line, line.title)


def _records(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Mapping[str, object]]:
    """Yield whole papers; what reads them is imported only by a format that asks for them."""
    yield from load(PAPER_LIST).records_of(db, ids)


def _table(db: sqlite3.Connection, found: Found, output: Output) -> Rows:
    """Make a table with highlighted words; snippets come where they help or are asked for."""
    most: int | None = LINES + output.snippets
    if output.all_authors:
        most = None
    lines = list(paper_lines(db, found.ids))
    texts = {}
    if found.marks:
        texts = marked_texts(db, found.marks, found.ids, pdfs=found.pdfs)
    addresses = addresses_of(db, found.ids)
    rows = []
    for line in lines:
        title: Cell = Marked(line.title)
        if line.id in texts:
            title, snippet = texts[line.id]
            if output.snippets or (snippet.spans and not title.spans):
                title = Below(title, snippet)
        address = addresses.get(line.id)
        rows.append(paper_row(line, title, address, all_authors=output.all_authors))
    return Rows(
        PAPER_COLUMNS,
        rows,
        caption=found.caption,
        legend=legend(lines),
        empty="No papers.",
        lines=most,
    )


def show_similar(
    invocation: Invocation, key: str, words: Sequence[str], order: Order, output: Output
) -> None:
    """Show the papers that are most similar to one."""
    if words:
        raise UsageError("--similar takes a key and no words")
    refuse_sorting(order, "--similar")
    db = invocation.catalogue()
    most = order.offset + order.limit
    if output.counted:
        most = EVERYTHING
    alike = similar_papers(db, find_paper(db, key), most)
    if not alike:
        invocation.say_incomplete(f"no paper similar to {key!r} found")
    if output.counted:
        write_lines([len(alike)])
        return
    ids = alike[order.offset :]
    if alike and not ids:
        invocation.say(past_the_last(order.offset, plural(len(alike), "paper")))
    show_papers(invocation, db, Found(ids), output)


def show_posts(invocation: Invocation, query: str, order: Order, output: Output) -> None:
    """Show the posts that match best."""
    if output.fields is not None or output.template is not None:
        raise UsageError("--posts has no --fields and no --format; use a format such as --json")
    refuse_sorting(order, "--posts")
    db = invocation.catalogue()
    try:
        ids, total = search_posts(db, parse(query), order.limit, order.offset)
    except QueryError as error:
        raise QueryError(str(error), query=query, position=error.position) from None
    if not total:
        invocation.say_incomplete(f"no post found for {query!r}")
    if output.counted:
        write_lines([total])
        return
    if total and not ids:
        invocation.say(past_the_last(order.offset, plural(total, "post")))
    lines = post_lines(db, ids)
    if output.keys:
        write_lines(key for key, *_ in lines)
    else:
        caption = f"{len(ids)} of {plural(total, 'post')}"
        invocation.show(Rows(_POST_COLUMNS, lines, caption=caption, empty="No posts."))
