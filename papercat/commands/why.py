"""The `why` command.

papercat why hoffmann2022training
papercat why hoffmann2022training --json

For every value: whether a source states it or papercat inferred it and for what
reason, the file and line it stands on, and what other sources say instead.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.places import newest, place, places_said
from papercat.commands.support.wording import sure
from papercat.papers.duplicates import merged_into
from papercat.papers.find_paper import find_paper
from papercat.papers.model import SPLIT, Paper
from papercat.papers.paper_decisions import Decided, Decision
from papercat.papers.provenance import (
    CODE,
    TRACKED,
    Said,
    inferred_from,
    marked,
    said_otherwise,
    told,
)
from papercat.papers.records import read_papers
from papercat.shown import Cell, Column, Page, Rows

_COLUMNS = (
    Column("field", 13, 1),
    Column("value", 0, 0),
    Column("how", 8, 1),
    Column("from", 26, 3),
    Column("reason", 27, 2),
)
_SHORT = 120
"""characters of a long value, such as an abstract, that are enough to know it by"""


def run(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    paper_id = find_paper(db, key)
    paper = next(read_papers(db, [paper_id]))
    others = said_otherwise(db, paper_id)
    decided = Decided(db).made_of(paper)
    found = (_as_decided(row, decided) for row in _rows(paper, others, inferred_from(db, paper_id)))
    on_screen = invocation.view_name == "table"  # nothing that a program reads is cut
    rows = Rows(_COLUMNS, [_short(row) if on_screen else row for row in found], "values")
    printed = [origin.printed for origin in newest(paper.origins) if origin.printed]
    invocation.show(
        Page(
            title=paper.title,
            rows=rows,
            facts=(
                *(("source", said) for said in places_said(paper.origins)),
                *(("merged", said) for said in _merged(db, str(paper.key))),
            ),
            sections=(rows,),
            text="as printed:\n" + "\n".join(dict.fromkeys(printed)) if printed else None,
        )
    )


def _merged(db: sqlite3.Connection, key: str) -> Iterator[str]:
    for other, decision in merged_into(db, key):
        yield f"{other}; take it back with: papercat undo {decision}"


def _as_decided(row: tuple[Cell, ...], decided: Mapping[str, Decision]) -> tuple[Cell, ...]:
    """A row of a value that a person settled says so, and when."""
    field, value, how, *_ = row
    decision = decided.get(str(field))
    if decision is None or how not in {"stated", "inferred"}:
        return row
    reason = f"decided on {decision.decided_at[:10]}; take it back with: papercat undo"
    return field, value, "decided", None, f"{reason} {decision.id}"


def _rows(paper: Paper, others: list[Said], inferred: dict[str, str]) -> Iterator[tuple[Cell, ...]]:
    reasons = {guess.field: guess for guess in paper.guesses if guess.field != "authors"}
    for field in TRACKED:
        value = told(paper, field)
        if value is None:
            continue
        guess = reasons.get(field)
        reason = f"{guess.reason}; printed {guess.printed!r}" if guess else _split(paper, field)
        how = "inferred" if guess else "stated"
        yield field, value, how, _places(paper, field, others), reason
    for guess in paper.guesses:
        if guess.field == "authors":
            undo = f"; if not: papercat correct {paper.key} --not-author {guess.printed!r}"
            page = inferred.get(guess.printed)
            yield "author", guess.printed, "inferred", page, guess.reason + undo
    if paper.has_code:
        yield "has_code", True, "stated", _places(paper, CODE, others), None
    for scheme, identifier in paper.ids:
        places = _places(paper, marked(scheme, identifier), others)
        yield scheme, identifier, "stated", places, None
    for doubt in paper.doubts:
        alternatives = f"; else: {' / '.join(doubt.alternatives)}" if doubt.alternatives else ""
        yield doubt.field, sure(doubt.confidence), "doubted", None, doubt.reason + alternatives
    for said in others:
        if said.value is not None:
            at = f"{said.file}:{said.line}"
            yield said.field, said.value, "not taken", at, "another source says otherwise"


def _split(paper: Paper, field: str) -> str | None:
    if field in SPLIT and paper.confidence is not None:
        return f"split from one line, {sure(paper.confidence)}"
    return None


def _places(paper: Paper, field: str, others: list[Said]) -> str:
    """Where a value stands: the sources that do not say otherwise, as they are now if they do."""
    differing = {(said.file, said.sha256, said.line) for said in others if said.field == field}
    stating = [
        origin
        for origin in paper.origins
        if (origin.file, origin.sha256, origin.line) not in differing
    ]
    now = newest(paper.origins)
    return ", ".join(map(place, [origin for origin in stating if origin in now] or stating))


def _short(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    field, value, *rest = row
    if isinstance(value, str) and len(value) > _SHORT:
        value = value[:_SHORT] + "…"
    return field, value, *rest
