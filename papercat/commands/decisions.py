"""List what you decided.

papercat decisions
papercat decisions --json

`papercat undo NUMBER` takes a decision back. If two decisions contradict each other, the
later one holds; once it is undone, the earlier one holds again.
"""

import json
from typing import Annotated, Any

import typer

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import fields_said, plural, tags_said
from papercat.deriving import changes
from papercat.papers.paper_decisions import (
    CORRECT,
    DIFFERENT,
    FIELD_OF_MARK,
    FILE,
    REMOVE,
    SAME,
    STATUS,
    TAG,
)
from papercat.papers.subjects import NO_STATUS
from papercat.people.people_decisions import APART, SHOWN, SPLIT, TOGETHER
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("id", 6, 0, right=True),
    Column("kind", 16, 3),
    Column("about", 24, 2),
    Column("settled", 0, 0),
    Column("decided", 10, 4),
    Column("undone", 10, 1),
)
_IN_WORDS = {
    REMOVE: "removed",
    SAME: "the same paper as another",
    DIFFERENT: "not the same paper as another",
    APART: "two people",
    TOGETHER: "one person",
}


def run(invocation: Invocation) -> None:
    """Show every decision, in the order in which they were made."""
    rows = []
    decisions = changes.list_decisions(invocation.catalogue())
    for number, decided, kind, subject, text, undone in decisions:
        settled = _settled(kind, json.loads(text))
        rows.append((number, kind, subject, settled, decided[:10], (undone or "")[:10]))
    invocation.show(Rows(_COLUMNS, rows, empty="No decisions yet."))


def _settled(kind: str, value: Any) -> str:
    """Say what a decision settles, in a few words."""
    said = _IN_WORDS.get(kind, "")
    if kind == CORRECT:
        said = fields_said(value["set"])
    elif kind == SPLIT:
        keys: list[str] = []
        for name in value["moved"]:
            keys += value["papers"][name]
        said = f"papers of another person: {', '.join(sorted(keys))}"
    elif kind == SHOWN:
        said = f"shown as {value[1]}"
    elif kind in FIELD_OF_MARK:
        said = _mark_settled(kind, value)
    elif kind in changes.FETCHED:
        said = f"{plural(value['records'], 'record')} from the web"
    return said


def _mark_settled(kind: str, value: Any) -> str:
    """Say what a decision about tags, status, notes or PDFs settles."""
    if kind == TAG:
        return tags_said(value["add"], value["remove"])
    if kind == STATUS:
        return value["status"] or NO_STATUS
    if kind == FILE:
        return str(value["path"])
    return fields_said({"notes": value.get("add") or value["text"] or "deleted"})


def undo(
    invocation: Invocation,
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", help="Number of the decision.")
    ] = None,
) -> None:
    """Take back a decision.

    papercat undo
    papercat undo 3

    Without a number, takes back the last decision. Any decision can be taken back at any time,
    also if later ones concern the same paper. `papercat decisions` lists the numbers.
    """
    with changing(invocation.path) as db:
        if number is None:
            number = changes.last_decision(db)
        kind, subject = changes.undo(db, number)
    invocation.say(f"Undid decision {number} ({kind}: {subject}).")
