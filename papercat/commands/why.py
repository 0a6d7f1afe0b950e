"""Explain the source of every value of a paper.

papercat why hoffmann2022training
papercat why hoffmann2022training jain2026mad --csv

For each field, every source's value: which one won and by which rule, what was inferred and
for what reason, and what you decided.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from papercat.commands.support.invocation import Invocation, Keys
from papercat.commands.support.wording import sure
from papercat.deriving.changes import decisions_about
from papercat.papers.derive import deciding_rule, ranked
from papercat.papers.find_paper import find_papers
from papercat.papers.model import FIELDS, SPLIT, Kind, Paper, Statement
from papercat.papers.paper_decisions import SAME, Decision
from papercat.papers.paper_rows import read_papers
from papercat.papers.statements import statements_of
from papercat.shown import Cell, Column, Page, Rows, Short

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


def run(invocation: Invocation, keys: Keys) -> None:
    """Show the statements and decisions that make papers."""
    db = invocation.catalogue()
    ids = find_papers(db, keys)
    papers = list(zip(ids, read_papers(db, ids), strict=True))
    if invocation.shows_pages or (len(papers) == 1 and invocation.view_name == "json"):
        invocation.show_pages([_page(db, *each) for each in papers])
        return
    found: list[Row] = []
    for number, paper in papers:
        for row in _rows(db, number, paper, decisions_about(db, number)):
            found.append((paper.key, *row))
    if len(papers) > 1:
        invocation.show(Rows((Column("key", whole=True), *_COLUMNS), found))
    else:
        invocation.show(Rows(_COLUMNS, [row[1:] for row in found]))


def _page(db: sqlite3.Connection, number: int, paper: Paper) -> Page:
    """Make the page of one paper."""
    decisions = decisions_about(db, number)
    rows = Rows(_COLUMNS, list(_rows(db, number, paper, decisions)), "values")
    sources = [origin.place for origin in paper.origins]
    merged = [_undo(decision) for decision in decisions if decision.kind == SAME]
    facts = [("source", place) for place in sources] + [("merged", how) for how in merged]
    printed = dict.fromkeys([origin.printed for origin in paper.origins if origin.printed])
    text = None
    if printed:
        text = "\n".join(["as printed:", *printed])
    record = {"title": paper.title, "source": sources, "merged": merged, "text": text}
    return Page(paper.title, rows, {**record, "values": rows}, facts, (rows,), text)


def _rows(
    db: sqlite3.Connection, paper_id: int, paper: Paper, decisions: Sequence[Decision]
) -> Iterator[Row]:
    statements = statements_of(db, paper_id)
    decided: dict[str, Decision] = {}
    for decision in decisions:  # of two about one field, the later one
        decided |= dict.fromkeys(decision.settled, decision)
    for name in dict.fromkeys(["title", "authors", *FIELDS]):
        yield from _field_rows(name, paper, statements, decided.get(name))
    for guess in paper.guesses:
        if guess.field == "authors":
            advice = f"; if not: papercat correct {paper.key} --not-author {guess.printed!r}"
            yield "author", guess.printed, "inferred", None, guess.reason + advice
    for scheme, value in paper.ids:
        having = [each for each in statements if (scheme, value) in each.paper.ids]
        yield scheme, value, "stated", _places(having), None
    for doubt in paper.doubts:
        reason = doubt.reason
        if doubt.alternatives:
            reason += f"; else: {' / '.join(doubt.alternatives)}"
        yield doubt.field, sure(doubt.confidence), "doubted", None, reason


def _field_rows(
    name: str, paper: Paper, statements: Sequence[Statement], decision: Decision | None
) -> Iterator[Row]:
    """Yield the value of a field that holds, then the values that other sources state."""
    shown = _text(name, paper)
    winner = next(iter(ranked(name, statements)), None)
    same: list[Statement] = []
    if decision:
        yield name, shown, "decided", None, _undo(decision)
    elif winner:
        winning = _text(name, winner.paper)
        same = [each for each in statements if _text(name, each.paper) == winning]
        basis, reason = _basis(name, paper)
        yield name, shown, basis, _places(same), reason
    for other in statements:
        value = _text(name, other.paper)
        if winner is None or value is None or other in same:
            continue
        reason = "your decision wins"
        if not decision:
            reason = _reason(name, winner, other)
        yield name, value, "not taken", place_of(other), reason


def _basis(name: str, paper: Paper) -> tuple[str, str | None]:
    """Tell whether a value is stated or inferred, and the reason."""
    for guess in paper.guesses:
        if guess.field == name and name != "authors":
            return "inferred", f"{guess.reason}; printed {guess.printed!r}"
    if name in SPLIT and paper.confidence is not None:
        return "stated", f"split from one line, {sure(paper.confidence)}"
    return "stated", None


def _reason(name: str, winner: Statement, other: Statement) -> str:
    """Explain why another statement's value is not the paper's."""
    if name in FIELDS and FIELDS[name].kind is Kind.WORDS:
        return f"joined with {place_of(winner)}"
    return f"{deciding_rule(name, winner, other)}: {place_of(winner)}"


def _undo(decision: Decision) -> str:
    return f"decision {decision.id}; take it back with: papercat undo {decision.id}"


def _text(name: str, paper: Paper) -> Cell:
    """Return the value of a field as text; None if the record says nothing of it."""
    if name == "authors":
        text = ", ".join(author.name for author in paper.stated)
    else:
        value = getattr(paper, name)
        if value is True:
            return True
        text = str(value or "")
        if isinstance(value, tuple) and FIELDS[name].kind is Kind.WORDS:
            text = " ".join(value)
    if len(text) > _SHORT:
        return Short(text, text[:_SHORT] + "…")
    return text or None


def place_of(statement: Statement) -> str:
    """Return `file:line` of a statement."""
    return f"{statement.path}:{statement.paper.line}"


def _places(statements: Sequence[Statement]) -> str:
    return ", ".join(map(place_of, statements))
