"""The `show` command.

papercat show hoffmann2022training
papercat show 2203.15556             by arXiv id or DOI
papercat show hoffmann2022training jain2026mad --json

The beginning of a key is enough if only one key begins so.
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Keys
from papercat.commands.support.paper_list import paper_list
from papercat.commands.support.paper_table import INFERRED, LEGEND
from papercat.conferences.posts import posts_naming
from papercat.papers.find_paper import find_papers
from papercat.papers.identifiers import address_of, best_address
from papercat.papers.model import Paper
from papercat.papers.paper_rows import read_papers
from papercat.papers.record import to_record
from papercat.papers.subjects import taxonomy
from papercat.shown import Cell, Link, Page, Short

_NAMED = 12
"""authors that a table names"""


def run(
    invocation: Invocation,
    keys: Keys,
    *,
    all_authors: Annotated[
        bool, typer.Option("--all-authors", help="Show every author, however many there are.")
    ] = False,
) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    ids = find_papers(db, keys)
    if len(ids) > 1 and not invocation.shows_pages:
        invocation.show(paper_list(db, ids))
        return
    pages = []
    for paper_id, paper in zip(ids, read_papers(db, ids), strict=True):
        rows = paper_list(db, [paper_id])
        facts = _facts(db, paper_id, paper, all_authors=all_authors)
        pages.append(Page(paper.title, rows, to_record(paper), facts, text=_text(paper)))
    invocation.show_pages(pages)


def _text(paper: Paper) -> str | None:
    """Return the abstract, and under it the user's notes."""
    if not paper.notes:
        return paper.abstract
    notes = f"notes:\n{paper.notes}"
    if not paper.abstract:
        return notes
    return f"{paper.abstract}\n\n{notes}"


def _facts(
    db: sqlite3.Connection, paper_id: int, paper: Paper, *, all_authors: bool
) -> Iterator[tuple[str, Cell]]:
    marks = {guess.field: INFERRED for guess in paper.guesses}
    address = best_address(paper.ids)
    yield "key", Link(str(paper.key), address)
    yield from _authors(paper, all_authors=all_authors)
    yield "published", paper.published and marks.get("published", "") + paper.published
    yield from _categories(paper, marks.get("categories", ""))
    yield "organisations", paper.organisations
    yield "venue", paper.venue
    yield "comment", paper.comment
    yield "withdrawn", "withdrawn" in dict(paper.extra)
    yield from _identifiers(paper, address)
    yield "code", paper.has_code
    for path in paper.files:
        yield "pdf", path
    yield "tags", paper.tags
    yield "status", paper.status
    yield "named in", posts_naming(db, paper_id)
    yield from _certainty(paper)


def _certainty(paper: Paper) -> Iterator[tuple[str, Cell]]:
    """Give the doubts, the sources and the meaning of the sign for inferred values."""
    for doubt in paper.doubts:
        yield "doubt", f"{doubt.field}: {doubt.reason} ({doubt.confidence:.0%} sure)"
    for origin in paper.origins:
        yield "source", origin.place
    if paper.guesses or paper.inferred:
        yield "", f"{LEGEND}; see: papercat why {paper.key}"


def _identifiers(paper: Paper, address: str | None) -> Iterator[tuple[str, Cell]]:
    for scheme, value in paper.ids:
        yield scheme, Link(value, address_of(scheme, value))
    if address and ("url", address) not in paper.ids:
        yield "address", Link(address, address)


def _authors(paper: Paper, *, all_authors: bool) -> Iterator[tuple[str, Cell]]:
    names = [author.name for author in paper.stated]
    end = ""
    if names and paper.authors_truncated:
        end = " et al."
    full = ", ".join(names) + end
    rest = len(names) - _NAMED
    if rest > 0 and not all_authors:
        short = f"{', '.join(names[:_NAMED])} +{rest}{end} (--all-authors names all)"
        yield "authors", Short(full, short)
    else:
        yield "authors", full
    for author in paper.inferred:
        yield "author", INFERRED + author.name


def _categories(paper: Paper, mark: str) -> Iterator[tuple[str, Cell]]:
    """Give each category with its full name; only the primary one can be inferred."""
    for code in paper.categories:
        known = taxonomy().get(code)
        if known:
            yield "category", f"{mark}{code} {known.name}"
        else:
            yield "category", f"{mark}{code}"
        mark = ""
