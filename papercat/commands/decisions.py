"""List what you decided.

papercat decisions
papercat decisions --json

`papercat undo NUMBER` takes a decision back. If two decisions contradict each other, the
later one holds; once it is undone, the earlier one holds again.
"""

import json
from collections.abc import Callable
from typing import Annotated, Any

import typer

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import fields_said, plural, tags_said
from papercat.deriving import changes
from papercat.papers.paper_decisions import (
    CORRECT,
    DIFFERENT,
    FILE,
    NOTE,
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


def run(invocation: Invocation) -> None:
    """Show every decision, in the order in which they were made."""
    rows = []
    decisions = changes.list_decisions(invocation.catalogue())
    for number, decided, kind, subject, text, undone in decisions:
        settled = _SETTLED[kind](json.loads(text))
        rows.append((number, kind, subject, settled, decided[:10], (undone or "")[:10]))
    invocation.show(Rows(_COLUMNS, rows, empty="No decisions yet."))


def _split(value: Any) -> str:
    keys: list[str] = []
    for name in value["moved"]:
        keys += value["papers"][name]
    return f"papers of another person: {', '.join(sorted(keys))}"


def _fetched(value: Any) -> str:
    return f"{plural(value['records'], 'record')} from the web"


_SETTLED: dict[str, Callable[[Any], str]] = {
    CORRECT: lambda value: fields_said(value["set"]),
    REMOVE: lambda _: "removed",
    SAME: lambda _: "the same paper as another",
    DIFFERENT: lambda _: "not the same paper as another",
    APART: lambda _: "two people",
    TOGETHER: lambda _: "one person",
    SPLIT: _split,
    SHOWN: lambda value: f"shown as {value[1]}",
    TAG: lambda value: tags_said(value["add"], value["remove"]),
    STATUS: lambda value: value["status"] or NO_STATUS,
    NOTE: lambda value: fields_said({"notes": value.get("add") or value["text"] or "deleted"}),
    FILE: lambda value: value["path"],
    **dict.fromkeys(changes.FETCHED, _fetched),
}
"""kind of a decision → function that says in a few words what it settles"""


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
