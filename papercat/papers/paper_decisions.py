"""Decisions of the user about papers.

A decision refers to statements, not to rows of papers: by what they print (their mark),
the source they stand in and their line, and by the identifiers of the paper. So it holds
for every later import, also of a source that was forgotten in the meantime.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papercat.catalogue import decision_log
from papercat.papers.model import Id
from papercat.papers.statements import Stored, places_of
from papercat.papers.user_marks import FIELD_OF_MARK

CORRECT = "correct"
REMOVE = "remove"
SAME = "same paper"
DIFFERENT = "different papers"
PAIRS = (SAME, DIFFERENT)
"""the kinds that are about two papers together; others are about each of their papers alone"""
KINDS = (CORRECT, REMOVE, *PAIRS, *FIELD_OF_MARK)

IN_FORCE = """
SELECT d.id, d.kind, d.value FROM json_each(?) AS wanted
JOIN decisions AS d ON d.kind = wanted.value AND d.undone_at IS NULL ORDER BY d.id
"""
IDS_OF_PAPER = "SELECT scheme, value FROM identifiers WHERE paper_id = ? ORDER BY scheme, value"
KEY_OF_PAPER = "SELECT key FROM papers WHERE id = ?"

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper, as a decision refers to it."""

    places: tuple[tuple[int, str, int], ...]
    """(mark, path, line) of its statements, the first statement first"""
    ids: tuple[Id, ...]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Reference":
        """Return the reference that a decision's value holds."""
        places = tuple((mark, path, line) for mark, path, line in value["places"])
        return cls(places, tuple((scheme, text) for scheme, text in value["ids"]))

    def is_met(self, marks: Collection[int], ids: Collection[Id]) -> bool:
        """Tell whether it has one of these marks or identifiers."""
        if any(mark in marks for mark, _, _ in self.places):
            return True
        return any(pair in ids for pair in self.ids)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision in force."""

    id: int
    kind: str
    value: Mapping[str, Any]
    papers: tuple[Reference, ...]


def reference_to(db: sqlite3.Connection, paper_id: int) -> dict[str, Any]:
    """Return the JSON by which a decision refers to a paper."""
    ids = [list(row) for row in db.execute(IDS_OF_PAPER, (paper_id,))]
    return {"places": places_of(db, paper_id), "ids": ids}


def reference_to_statement(stored: Stored) -> dict[str, Any]:
    """Return the JSON by which a decision refers to one statement."""
    place = [stored.mark, stored.statement.path, stored.statement.paper.line]
    return {"places": [place], "ids": []}


def decide(
    db: sqlite3.Connection, kind: str, papers: Sequence[int | dict[str, Any]], **more: object
) -> int:
    """Note a decision about papers within the caller's transaction; return its number.

    `papers` are row ids, or references made before.
    """
    references = [reference_to(db, one) if isinstance(one, int) else one for one in papers]
    key = more.get("key")
    if key is None and isinstance(papers[0], int):
        (key,) = db.execute(KEY_OF_PAPER, (papers[0],)).fetchone()
    value = {"key": key, "papers": references, **more}
    return decision_log.note(db, kind, str(key), value)


class PaperDecisions:
    """The decisions about papers that are in force."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read all of them: the user made each one, so they are few."""
        self._by_mark: defaultdict[int, list[Decision]] = defaultdict(list)
        self._by_id: defaultdict[Id, list[Decision]] = defaultdict(list)
        for number, kind, text in db.execute(IN_FORCE, (json.dumps(KINDS),)):
            value = json.loads(text)
            papers = tuple(map(Reference.from_json, value["papers"]))
            self._know(Decision(number, kind, value, papers))

    def _know(self, decision: Decision) -> None:
        for paper in decision.papers:
            for mark, _, _ in paper.places:
                self._by_mark[mark].append(decision)
            for pair in paper.ids:
                self._by_id[pair].append(decision)

    def __bool__(self) -> bool:
        return bool(self._by_mark)

    def about(self, marks: Iterable[int], ids: Iterable[Id]) -> list[Decision]:
        """Return the decisions that refer to one of these marks or identifiers, in order."""
        found: dict[int, Decision] = {}
        for mark in marks:
            found |= {decision.id: decision for decision in self._by_mark.get(mark, ())}
        for pair in ids:
            found |= {decision.id: decision for decision in self._by_id.get(pair, ())}
        return [found[number] for number in sorted(found)]


class Resolver:
    """Finds the statements that decisions refer to, among some statements."""

    def __init__(self, statements: Collection[Stored]) -> None:
        self._by_mark: defaultdict[int, list[Stored]] = defaultdict(list)
        self._by_id: defaultdict[Id, list[Stored]] = defaultdict(list)
        for stored in statements:
            self._by_mark[stored.mark].append(stored)
            for pair in stored.statement.paper.ids:
                self._by_id[pair].append(stored)

    def statements(self, reference: Reference) -> list[int]:
        """Return the statements of a reference, the one that stands for the paper first."""
        found: dict[int, None] = {}
        for mark, path, line in reference.places:
            nearest = self._nearest(mark, path, line)
            if nearest is not None:
                found[nearest] = None
        if not found:
            for pair in reference.ids:
                for stored in self._by_id.get(pair, ())[:1]:
                    found[stored.statement.id] = None
        return list(found)

    def _nearest(self, mark: int, path: str, line: int) -> int | None:
        """Return the statement with a mark, if possible from that path, nearest to the line."""
        candidates = self._by_mark.get(mark, ())
        if not candidates:
            return None

        def distance(stored: Stored) -> tuple[bool, int, int]:
            statement = stored.statement
            return statement.path != path, abs(statement.paper.line - line), statement.id

        return min(candidates, key=distance).statement.id


@dataclass(slots=True)
class Pairs:
    """Pairs of statements that decisions made one paper, or keep two papers."""

    together: list[Pair]
    apart: set[Pair]


def decided_pairs(decisions: Iterable[Decision], resolver: Resolver) -> Pairs:
    """Return what decisions say of pairs of statements; a later decision beats an earlier one."""
    together: dict[Pair, None] = {}
    apart: set[Pair] = set()
    for decision in decisions:
        if decision.kind not in PAIRS:
            continue
        one, other = [resolver.statements(paper) for paper in decision.papers]
        across = _pairs_across(one, other)
        if decision.kind == SAME:
            apart.difference_update(across)
            together.update(dict.fromkeys(_pairs_across(one[:1], other[:1])))
        else:
            apart.update(across)
            for pair in across:
                together.pop(pair, None)
    return Pairs(list(together), apart)


def _pairs_across(some: Iterable[int], others: Collection[int]) -> list[Pair]:
    """Pair each of some statements with each of the others, the smaller one first."""
    pairs: list[Pair] = []
    for one in some:
        for other in others:
            if one != other:
                pairs.append((min(one, other), max(one, other)))
    return pairs


def decisions_by_statement(
    decisions: Iterable[Decision], resolver: Resolver
) -> dict[int, list[Decision]]:
    """Return, for each statement that stands for a paper in a decision, these decisions in order.

    Of two papers that a decision joins or keeps apart, the first counts.
    """
    found: defaultdict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        papers = decision.papers[:1] if decision.kind in PAIRS else decision.papers
        for paper in papers:
            for statement in resolver.statements(paper)[:1]:
                found[statement].append(decision)
    return dict(found)


def settled_fields(decision: Decision) -> list[str]:
    """Return the fields of a paper that a decision settles."""
    if decision.kind == CORRECT:
        return list(decision.value["set"])
    if decision.kind in FIELD_OF_MARK:
        return [FIELD_OF_MARK[decision.kind]]
    return []


def kept_key(decisions: Iterable[Decision], keys: Collection[str | None]) -> str | None:
    """Return which of some statements' keys the last merge of them chose; None without one."""
    chosen = None
    for decision in decisions:
        if decision.kind == SAME and decision.value["key"] in keys:
            chosen = decision.value["key"]
    return chosen
