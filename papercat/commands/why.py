"""Explain where every value of a paper comes from.

papercat why hoffmann2022training
papercat why hoffmann2022training --json

For each field, every source's value: which one won and by which rule, what was inferred and
for what reason, and what you decided.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.places import place
from papercat.commands.support.settled import sure
from papercat.deriving.changes import decisions_about
from papercat.papers.derive import Statement, best_statement, deciding_rule, value_of
from papercat.papers.find_paper import find_paper
from papercat.papers.model import FIELDS, SPLIT, Kind, Paper, Rule
from papercat.papers.paper_decisions import SAME, Decision, settled_fields
from papercat.papers.records import read_papers
from papercat.papers.statements import OF_PAPERS, ids_with, read_statements
from papercat.shown import Cell, Column, Page, Rows

_COLUMNS = (
    Column("field", 13, 1),
    Column("value", 0, 0),
    Column("basis", 9, 1),
    Column("source", 26, 3),
    Column("reason", 27, 2),
)
_SHORT = 120
"""characters that are enough to recognise a long value, such as an abstract"""

Row = tuple[Cell, ...]


def run(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")],
) -> None:
    """Show the statements and decisions that make a paper."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    paper_id = find_paper(db, key)
    (paper,) = read_papers(db, [paper_id])
    decisions = decisions_about(db, paper_id)
    found = [*_rows(db, paper_id, paper, decisions)]
    on_screen = invocation.view_name == "table"
    rows = Rows(_COLUMNS, [_short(row) if on_screen else row for row in found], "values")
    printed = dict.fromkeys(origin.printed for origin in paper.origins if origin.printed)
    facts = [("source", place(origin)) for origin in paper.origins]
    facts += [("merged", _undo(each)) for each in decisions if each.kind == SAME]
    invocation.show(
        Page(
            title=paper.title,
            rows=rows,
            facts=tuple(facts),
            sections=(rows,),
            text="as printed:\n" + "\n".join(printed) if printed else None,
        )
    )


def _rows(
    db: sqlite3.Connection, paper_id: int, paper: Paper, decisions: Sequence[Decision]
) -> Iterator[Row]:
    stored = read_statements(db, ids_with(db, OF_PAPERS, [paper_id]))
    statements = [each.statement for each in stored]
    decided = _decided(decisions)
    for name in ("title", "authors", *(name for name in FIELDS if name != "title")):
        yield from _field_rows(name, paper, statements, decided.get(name))
    yield from _inferred_author_rows(paper)
    for scheme, value in paper.ids:
        having = [each for each in statements if (scheme, value) in each.paper.ids]
        yield scheme, value, "stated", _places(having), None
    for doubt in paper.doubts:
        others = f"; else: {' / '.join(doubt.alternatives)}" if doubt.alternatives else ""
        yield doubt.field, sure(doubt.confidence), "doubted", None, doubt.reason + others


def _decided(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Return the decision that settled each field; the later one if there are two."""
    found: dict[str, Decision] = {}
    for decision in decisions:
        found |= dict.fromkeys(settled_fields(decision), decision)
    return found


def _field_rows(
    name: str, paper: Paper, statements: Sequence[Statement], decision: Decision | None
) -> Iterator[Row]:
    shown = _text(name, paper)
    if decision:
        yield name, shown, "decided", None, _undo(decision)
    winner = best_statement(name, statements)
    if winner is None:
        return
    same = [each for each in statements if _text(name, each.paper) == _text(name, winner.paper)]
    if not decision:
        guess = next((g for g in paper.guesses if g.field == name and name != "authors"), None)
        reason = f"{guess.reason}; printed {guess.printed!r}" if guess else _split(name, paper)
        yield name, shown, "inferred" if guess else "stated", _places(same), reason
    for other in statements:
        value = _text(name, other.paper)
        if value is None or (other in same and not decision):
            continue
        if decision:
            reason = "your decision wins"
        elif name in FIELDS and FIELDS[name].rule is Rule.UNION:
            reason = f"joined with {place_of(winner)}"
        else:
            reason = f"{deciding_rule(name, winner, other)}: {place_of(winner)}"
        yield name, value, "not taken", place_of(other), reason


def _inferred_author_rows(paper: Paper) -> Iterator[Row]:
    for guess in paper.guesses:
        if guess.field == "authors":
            advice = f"; if not: papercat correct {paper.key} --not-author {guess.printed!r}"
            yield "author", guess.printed, "inferred", None, guess.reason + advice


def _undo(decision: Decision) -> str:
    return f"decision {decision.id}; take it back with: papercat undo {decision.id}"


def _text(name: str, paper: Paper) -> Cell:
    """Return the value of a field as text; None if the record says nothing of it."""
    if name == "authors":
        return ", ".join(author.name for author in paper.listed) or None
    value = value_of(name, paper)
    if name in FIELDS and FIELDS[name].kind is Kind.WORDS and isinstance(value, tuple):
        return " ".join(value) or None
    if isinstance(value, bool):
        return True if value else None
    return None if value is None else str(value)


def _split(name: str, paper: Paper) -> str | None:
    if name in SPLIT and paper.confidence is not None:
        return f"split from one line, {sure(paper.confidence)}"
    return None


def place_of(statement: Statement) -> str:
    """Return `file:line` of a statement."""
    return f"{statement.path}:{statement.paper.line}"


def _places(statements: Sequence[Statement]) -> str:
    return ", ".join(map(place_of, statements))


def _short(row: Row) -> Row:
    field, value, *rest = row
    if isinstance(value, str) and len(value) > _SHORT:
        value = value[:_SHORT] + "…"
    return field, value, *rest
