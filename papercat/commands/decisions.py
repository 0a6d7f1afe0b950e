"""List what you decided.

papercat decisions
papercat decisions --json

`papercat undo NUMBER` takes a decision back. If two decisions contradict each other, the
later one holds; once it is undone, the earlier one holds again.
"""

import json
from typing import Any

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import fields_said, mark_said
from papercat.commands.support.wording import plural
from papercat.deriving.changes import FETCHED, list_decisions
from papercat.papers.paper_decisions import CORRECT, DIFFERENT, REMOVE, SAME
from papercat.papers.user_marks import FIELD_OF_MARK
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


def run(context: typer.Context) -> None:
    """Show every decision, in the order in which they were made."""
    invocation: Invocation = context.obj
    rows = []
    for number, decided, kind, subject, text, undone in list_decisions(invocation.catalogue()):
        settled = _settled(kind, json.loads(text))
        rows.append((number, kind, subject, settled, decided[:10], (undone or "")[:10]))
    invocation.show(Rows(_COLUMNS, rows, empty="No decisions yet."))


def _settled(kind: str, value: Any) -> str:  # noqa: ANN401  JSON
    """Say what a decision settles, in a few words."""
    if kind == CORRECT:
        return fields_said(value["set"])
    if kind == SPLIT:
        keys: list[str] = []
        for name in value["moved"]:
            keys += value["papers"][name]
        return f"papers of another person: {', '.join(sorted(keys))}"
    if kind == SHOWN:
        return f"shown as {value[1]}"
    if kind in FIELD_OF_MARK:
        return mark_said(kind, value)
    if kind in FETCHED:
        return f"{plural(len(value['sources']), 'record')} from the web"
    return _IN_WORDS[kind]
