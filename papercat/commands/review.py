"""Settle what papercat is not sure of, one key each.

papercat review
papercat review -n 20
papercat review --jsonl            list the doubts as data and ask nothing

The keys: a accept the first reading, 1 to 4 take another, e edit, s skip, u undo the last
one, q quit, ? help. Pairs of papers that may be one come first, then values of papers, the
least sure ones in front, then people of whom it is not clear whether they are one.

With an output format, or if nobody is at a terminal, papercat lists the doubts and asks
nothing. Settle papers with `papercat correct`, people with `papercat merge` (add `--never`
if they are two).
"""

import sqlite3
import sys
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

import typer

from papercat import terminal
from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation, Limit
from papercat.commands.support.review_steps import (
    AnyDoubt,
    Change,
    Step,
    doubted_names,
    likelier_first,
    list_doubts,
    step_for,
    subject_of,
    wrapped,
)
from papercat.commands.support.wording import how_to_undo
from papercat.deriving.changes import LARGEST_ID, undo
from papercat.deriving.lookalikes import PairDoubt
from papercat.papers.model import SPLIT
from papercat.people.author_pages import papers_of
from papercat.people.doubts import PaperDoubt
from papercat.people.find_person import person_with_id
from papercat.shown import Cell, Column, Rows

_COLUMNS = (
    Column("key", rank=0, whole=True),
    Column("field", 8, 2),
    Column("confidence", 10, 1, right=True),
    Column("reading", 0, 0),
    Column("alternatives", 40, 3),
    Column("reason", 30, 4),
)
_QUIT = {"q", "\x03", "\x04", "\x1b"}
_ALWAYS = (("s", "skip it for now"), ("u", "undo the last one"), ("q", "quit"))


def run(invocation: Invocation, limit: Limit = 0) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    asks = terminal.is_terminal(sys.stdin) and terminal.is_terminal(sys.stdout)
    if invocation.view is None and asks:
        _Walk(invocation, db, limit).run()
    else:
        doubts = list(islice(list_doubts(db), min(limit, LARGEST_ID) or None))
        rows = (_row(db, doubt) for doubt in doubts)
        objects = (_record(db, doubt) for doubt in doubts)
        invocation.show(Rows(_COLUMNS, rows, objects=objects, empty="Nothing is doubted."))


def _row(db: sqlite3.Connection, doubt: AnyDoubt) -> tuple[Cell, ...]:
    """Make the row of a doubt."""
    if isinstance(doubt, PaperDoubt):
        reading = doubt.value
        if doubt.field in SPLIT:
            reading = f"{doubt.title} | {', '.join(doubt.authors)}"
        others = " / ".join(doubt.alternatives)
        sure = round(doubt.confidence, 4)
        return doubt.key, doubt.field, sure, reading, others, doubt.reason
    sure = round(max(doubt.probability, 1 - doubt.probability), 4)
    if isinstance(doubt, PairDoubt):
        key, field, names = doubt.keys[0], "paper", list(doubt.keys)
        first, second = likelier_first(doubt, "one paper", "two papers")
    else:
        key, field, names = None, "person", doubted_names(db, doubt)
        first, second = likelier_first(doubt, "one person", "two people")
    reading = f"{' and '.join(names)} are {first}"
    return key, field, sure, reading, f"they are {second}", doubt.reason


def _record(db: sqlite3.Connection, doubt: AnyDoubt) -> Mapping[str, object]:
    """Make the JSON object of a doubt."""
    if isinstance(doubt, PaperDoubt):
        return _value_record(doubt)
    sure = round(max(doubt.probability, 1 - doubt.probability), 4)
    record = {
        "kind": "person",
        "field": "person",
        "confidence": sure,
        "likely_one": round(doubt.probability, 4),
        "reason": doubt.reason,
    }
    if isinstance(doubt, PairDoubt):
        papers = []
        for key, title, authors, day in zip(
            doubt.keys, doubt.titles, doubt.authors, doubt.published, strict=True
        ):
            papers.append({"key": key, "title": title, "authors": authors, "published": day})
        return {**record, "kind": "papers", "field": "paper", "papers": papers}
    people = []
    for number in doubt.people:
        person = person_with_id(db, number)
        count = len(papers_of(db, number))
        people.append({"id": number, "name": person.name, "papers": count})
    return {**record, "people": people}


def _value_record(doubt: PaperDoubt) -> Mapping[str, object]:
    record: dict[str, object] = {
        "kind": "paper",
        "key": doubt.key,
        "field": doubt.field,
        "confidence": doubt.confidence,
        "line": doubt.printed or None,
        "source": doubt.place or None,
        "title": doubt.title,
        "authors": list(doubt.authors),
    }
    readings: list[object] = list(doubt.alternatives)
    if doubt.field in SPLIT:
        readings = [_reading(text) for text in doubt.alternatives]
    else:
        record[doubt.field] = doubt.value
    return {**record, "alternatives": readings, "reason": doubt.reason}


def _reading(text: str) -> object:
    title, bar, authors = text.rpartition(" | ")
    if not bar:
        return text
    return {"title": title, "authors": authors.split(", ")}


class _Walk:
    """Asks about one doubt after another on a terminal."""

    def __init__(self, invocation: Invocation, db: sqlite3.Connection, limit: int) -> None:
        self._invocation = invocation
        self._db = db
        self._limit = limit
        self._seen: set[str] = set()
        self._settled: list[tuple[Step, list[int]]] = []

    def run(self) -> None:
        """Ask until the user quits or nothing is left."""
        while not self._limit or len(self._seen) < self._limit:
            doubts = self._open_doubts(self._seen)
            if not doubts:
                break
            step = step_for(self._db, doubts[0])
            self._say("", f"{step.heading} · {len(doubts)} to go")
            self._say(*step.lines(terminal.width()))
            key = self._key(step)
            if key in _QUIT:
                break
            self._act(step, key)
        left = len(self._open_doubts(()))
        self._say("", f"{len(self._settled)} settled, {left or 'nothing'} left")

    def _open_doubts(self, seen: Collection[str]) -> list[AnyDoubt]:
        """List the doubts anew, because settling one may settle others."""
        return [doubt for doubt in list_doubts(self._db) if subject_of(doubt) not in seen]

    def _act(self, step: Step, key: str) -> None:
        if key == "s":
            self._seen.add(step.subject)
        elif key == "u":
            undone, decisions = self._settled.pop()
            self._seen.discard(undone.subject)
            with changing(self._invocation.path) as db:
                for number in reversed(decisions):
                    undo(db, number)
            self._say("undone")
        elif change := self._change(step, key):
            self._seen.add(step.subject)
            with changing(self._invocation.path) as db:
                decisions = change(db)
            self._settled.append((step, decisions))
            self._say(f"settled; {how_to_undo(decisions)}")
        else:
            self._say("", "nothing was changed")

    def _change(self, step: Step, key: str) -> Change | None:
        """Return the change that a key makes; None if the user does not want it."""
        if key == "e" and step.edit:
            return step.edit()
        choice = step.choices[key]
        if choice.question:
            self._say(f"{choice.question} Press y for yes, any other key for no.")
            if _pressed() not in ("y", "Y"):
                return None
        return choice.change

    def _key(self, step: Step) -> str:
        """Read a key that has a meaning here; show the keys again after any other."""
        known = {*step.choices, "s", *_QUIT}
        if step.edit:
            known.add("e")
        if self._settled:
            known.add("u")
        while True:
            self._say("  ".join(f"{key} {meaning}" for key, meaning in self._keys(step)))
            key = _pressed()
            if key in known:
                return key
            if key == "?":
                self._say(*step.help(), *(f"{key}  {meaning}" for key, meaning in _ALWAYS))
            elif key.isprintable():
                self._say(f"{key!r} is not one of the keys:")

    def _keys(self, step: Step) -> Iterator[tuple[str, str]]:
        yield from step.keys()
        yield "s", "skip"
        if self._settled:
            yield "u", "undo"
        yield "q", "quit"
        yield "?", "help"

    def _say(self, *lines: str) -> None:
        for line in lines:
            if not line:
                self._invocation.say("")
            indent = " " * (len(line) - len(line.lstrip()))
            for part in wrapped(line.strip(), terminal.width(), indent, indent):
                self._invocation.say(part)


def _pressed() -> str:
    """Read a key; the end of the input counts as quitting."""
    try:
        return typer.getchar()
    except EOFError:
        return "q"
