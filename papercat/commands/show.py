"""The `show` command.

papercat show hoffmann2022training
papercat show 2203.15556             by arXiv id or DOI
papercat show hoffmann2022training --json

The beginning of a key is enough where only one paper's key begins so.
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import INFERRED, LEGEND, paper_list
from papercat.commands.support.places import places_said
from papercat.conferences.posts import posts_naming
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Paper
from papercat.papers.record import to_record
from papercat.papers.records import read_papers
from papercat.papers.taxonomy import taxonomy
from papercat.shown import Cell, Page


def run(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    paper_id = find_paper(db, key)
    paper = next(read_papers(db, [paper_id]))
    invocation.show(
        Page(
            title=paper.title,
            rows=paper_list(db, [paper_id]),
            facts=tuple(_facts(db, paper_id, paper)),
            text=paper.abstract,
            record=to_record(paper),
        )
    )


def _facts(db: sqlite3.Connection, paper_id: int, paper: Paper) -> Iterator[tuple[str, Cell]]:
    inferred = {guess.field for guess in paper.guesses}
    yield "key", paper.key
    yield from _authors(paper)
    if paper.published:
        yield "published", (INFERRED if "published" in inferred else "") + paper.published
    yield from _categories(paper, INFERRED if "categories" in inferred else "")
    if paper.organisations:
        yield "organisations", paper.organisations
    if paper.venue:
        yield "venue", paper.venue
    yield from paper.ids
    if paper.has_code:
        yield "code", True
    if naming := posts_naming(db, paper_id):
        yield "named in", naming
    for doubt in paper.doubts:
        yield "doubt", f"{doubt.field}: {doubt.reason} ({doubt.confidence:.0%} sure)"
    for said in places_said(paper.origins):
        yield "source", said
    if inferred:
        yield "", f"{LEGEND}; see: papercat why {paper.key}"


def _authors(paper: Paper) -> Iterator[tuple[str, Cell]]:
    stated = [author.name for author in paper.listed]
    if stated:
        yield "authors", ", ".join(stated) + (" et al." if paper.authors_truncated else "")
    for author in paper.authors:
        if author.source == "inferred":
            yield "author", INFERRED + author.name


def _categories(paper: Paper, mark: str) -> Iterator[tuple[str, Cell]]:
    """Every category with its full name; the primary one may be inferred."""
    for code in paper.categories:
        known = taxonomy().get(code)
        yield "category", mark + (f"{code} {known.name}" if known else code)
        mark = ""
