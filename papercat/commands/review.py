"""The `review` command.

papercat review
papercat review --jsonl            the doubts as rows; settle one with: papercat correct KEY …
papercat review -n 20

One key each: a accept, 1 to 4 take another reading, e edit, s skip, u undo the last one,
q quit, ? help.
The least sure come first, and of those alike the ones whose names help to read most of
the others; then people of whom it is not clear whether they are one. Not on a terminal,
or with a view, it lists the doubts and asks nothing; papers are then settled with
`papercat correct`, people with `papercat merge` (`--never` where they are two).
"""

import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import typer

from papercat import terminal
from papercat.catalogue.writing import changing
from papercat.commands.support.common_options import Limit
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.prompt import wrapped
from papercat.commands.support.review_steps import Change, Step, name_step, pair_step, paper_step
from papercat.commands.support.settled import how_to_undo
from papercat.deriving.changes import LARGEST_ID, undo
from papercat.deriving.paper_doubts import PairDoubt, list_paper_doubts
from papercat.papers.model import SPLIT
from papercat.people.doubts import NameDoubt, PaperDoubt, name_doubts, paper_doubts
from papercat.shown import Cell, Column, Rows

_COLUMNS = (
    Column("key", 22, 1),
    Column("field", 8, 2),
    Column("confidence", 10, 1, right=True),
    Column("reading", 0, 0),
    Column("alternatives", 40, 3),
    Column("reason", 30, 4),
)
_INTERRUPT = {"q", "\x03", "\x04", "\x1b"}


def run(
    context: typer.Context,
    limit: Limit = 0,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    asks = terminal.is_terminal(sys.stdin) and terminal.is_terminal(sys.stdout)
    if invocation.view is None and asks:
        _walk(invocation, db, limit)
    else:
        papers, people, pairs = paper_doubts(db), name_doubts(db), list_paper_doubts(db)
        most = min(limit, LARGEST_ID) or None
        rows = islice(_rows(papers, people, pairs), most)
        objects = islice(_objects(papers, people, pairs), most)
        invocation.show(Rows(_COLUMNS, rows, objects=objects))


def _rows(
    papers: Iterable[PaperDoubt], people: Iterable[NameDoubt], pairs: Iterable[PairDoubt]
) -> Iterator[tuple[Cell, ...]]:
    for two in pairs:
        apart = f"{two.keys[0]} and {two.keys[1]} are two papers"
        share = round(1 - two.probability, 4)
        yield two.keys[0], "paper", share, apart, "they are one paper", two.reason
    for paper in papers:
        split = f"{paper.title} | {', '.join(paper.authors)}"
        reading = split if paper.field in SPLIT else paper.value
        sure = round(paper.confidence, 4)
        others = " / ".join(paper.alternatives)
        yield paper.key, paper.field, sure, reading, others, paper.reason
    for pair in people:
        sure = round(1 - pair.probability, 4)
        if pair.one == pair.other:
            reading, other = f"{pair.names[0]} is one person", "several people are called so"
        else:
            reading = f"{pair.names[0]} and {pair.names[1]} are two people"
            other = "they are one person"
        yield None, "person", sure, reading, other, pair.reason


def _objects(
    papers: Iterable[PaperDoubt], people: Iterable[NameDoubt], pairs: Iterable[PairDoubt]
) -> Iterator[Mapping[str, object]]:
    for two in pairs:
        yield {
            "kind": "papers",
            "field": "paper",
            "confidence": round(1 - two.probability, 4),
            "papers": [
                {"key": key, "title": title, "authors": authors, "published": day}
                for key, title, authors, day in zip(
                    two.keys, two.titles, two.authors, two.published, strict=True
                )
            ],
            "reason": two.reason,
        }
    for paper in papers:
        yield {
            "kind": "paper",
            "key": paper.key,
            "field": paper.field,
            "confidence": paper.confidence,
            "line": paper.printed or None,
            "source": paper.place or None,
            "title": paper.title,
            "authors": list(paper.authors),
            **({} if paper.field in SPLIT else {paper.field: paper.value}),
            "alternatives": [_reading(paper.field, text) for text in paper.alternatives],
            "reason": paper.reason,
        }
    for pair in people:
        yield {
            "kind": "person",
            "field": "person",
            "confidence": round(1 - pair.probability, 4),
            "people": [
                {"id": number, "name": name, "papers": count}
                for number, name, count in zip(pair.people, pair.names, pair.papers, strict=True)
            ],
            "reason": pair.reason,
        }


def _reading(field: str, text: str) -> object:
    if field not in SPLIT:
        return text
    title, bar, authors = text.rpartition(" | ")
    if not bar:
        return text
    return {"title": title, "authors": authors.split(", ")}


def _steps(db: sqlite3.Connection, seen: Collection[str]) -> list[Step]:
    """List the open doubts; settling one may settle others."""
    steps = (
        *map(pair_step, list_paper_doubts(db)),
        *map(paper_step, paper_doubts(db)),
        *map(name_step, name_doubts(db)),
    )
    return [step for step in steps if step.subject not in seen]


def _walk(invocation: Invocation, db: sqlite3.Connection, limit: int) -> None:
    seen: set[str] = set()
    settled: list[tuple[Step, list[int]]] = []
    while (not limit or len(seen) < limit) and (steps := _steps(db, seen)):
        step = steps[0]
        invocation.say("", f"{step.heading} · {len(steps)} to go", *step.lines(terminal.width()))
        key = _key(invocation, step, can_undo=bool(settled))
        if key in _INTERRUPT:
            break
        if key == "u":
            step, last = settled.pop()
            seen.discard(step.subject)
            _take_back(invocation, last)
        elif key == "s":
            seen.add(step.subject)
        elif change := step.change(key):
            seen.add(step.subject)
            settled.append((step, _settle(invocation, change)))
        else:
            invocation.say("", "nothing was changed")
    left = len(_steps(db, ()))
    invocation.say("", f"{len(settled)} settled, {left or 'nothing'} left")


def _settle(invocation: Invocation, change: Change) -> list[int]:
    with changing(invocation.path) as db:
        decisions = change(db)
    said = f"settled; {how_to_undo(decisions)}"
    invocation.say(*wrapped(said, terminal.width()))
    return decisions


def _take_back(invocation: Invocation, decisions: Sequence[int]) -> None:
    with changing(invocation.path) as db:
        for number in reversed(decisions):
            undo(db, number)
    invocation.say("undone")


def _key(invocation: Invocation, step: Step, *, can_undo: bool) -> str:
    """Read a key that has a meaning here; show the keys again after any other."""
    width = terminal.width()
    others = ["s", "q"]
    shown = f"{step.keys()}  s skip  q quit  ? help"
    if can_undo:
        others.append("u")
        shown = f"{step.keys()}  s skip  u undo  q quit  ? help"
    while True:
        invocation.say(*wrapped(shown, width))
        try:
            key = typer.getchar()
        except EOFError:
            return "q"
        if key == "?":
            for line in (*step.help(), "s  skip it for now", "u  undo the last one", "q  quit"):
                invocation.say(*wrapped(line, width))
        elif key in _INTERRUPT or key in others or step.understands(key):
            return key
