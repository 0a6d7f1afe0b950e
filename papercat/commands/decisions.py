"""The `decisions` command.

papercat decisions
papercat decisions --json

Each has a number, by which `papercat undo` takes it back. Of two that contradict one
another the later one holds, and the earlier one again once that is taken back.
"""

import json
from typing import Any

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import fields_said, listed
from papercat.importing.settling import list_decisions
from papercat.papers.duplicates import DUPLICATE
from papercat.papers.paper_decisions import KINDS as PAPER_KINDS
from papercat.people.people_decisions import SHOWN, SPLIT
from papercat.shown import Cell, Column, Rows

_COLUMNS = (
    Column("number", 6, 0, right=True),
    Column("kind", 16, 3),
    Column("about", 24, 2),
    Column("settled", 0, 0),
    Column("decided", 10, 4),
    Column("undone", 10, 1),
)


def run(context: typer.Context) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    rows = (
        (number, kind, *_said(kind, subject, json.loads(value)), decided[:10], (undone or "")[:10])
        for number, decided, kind, subject, value, undone in list_decisions(invocation.catalogue())
    )
    invocation.show(Rows(_COLUMNS, rows))


def _said(kind: str, subject: str, value: Any) -> tuple[Cell, Cell]:  # noqa: ANN401  JSON
    """What a decision is about, a paper's key or names as they are folded, and what it says."""
    if kind in PAPER_KINDS:
        return value["key"], fields_said(value["set"])
    if kind == DUPLICATE:
        return value["key"], f"{value['other']} is the same paper"
    if kind == SPLIT:
        return subject, f"somebody else's: {listed(value['papers'])}"
    return subject, value[1] if kind == SHOWN else None
