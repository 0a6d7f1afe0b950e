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
from typing import Any, NamedTuple

from papercat.catalogue import decision_log
from papercat.papers.find_paper import keys_of
from papercat.papers.model import Id, Statement

CORRECT = "correct"
REMOVE = "remove"
SAME = "same paper"
DIFFERENT = "different papers"
TAG = "tag"
STATUS = "status"
NOTE = "note"
FILE = "file"
PAIRS = (SAME, DIFFERENT)
"""the kinds that are about two papers together; others are about each of their papers alone"""
FIELD_OF_MARK = {TAG: "tags", STATUS: "status", NOTE: "notes", FILE: "files"}
"""the kinds by which the user marks papers → the field that they change"""
KINDS = (CORRECT, REMOVE, *PAIRS, *FIELD_OF_MARK)

IN_FORCE = """
SELECT d.id, d.kind, d.value FROM json_each(?) AS wanted
JOIN decisions AS d ON d.kind = wanted.value AND d.undone_at IS NULL ORDER BY d.id
"""
IDS_OF_PAPER = "SELECT scheme, value FROM identifiers WHERE paper_id = ? ORDER BY scheme, value"
PLACES_OF_PAPER = """
SELECT s.mark, f.path, s.line FROM statements AS s JOIN sources AS f ON f.id = s.source_id
WHERE s.paper_id = ? ORDER BY s.id
"""

Pair = tuple[int, int]
Sign = int | Id
"""a mark or an identifier: what a decision recognises a paper by"""


class Reference(NamedTuple):
    """A paper, as a decision refers to it."""

    places: tuple[tuple[int, str, int], ...]
    """(mark, path, line) of its statements, the first statement first"""
    ids: tuple[Id, ...]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Reference":
        """Return the reference that a decision's value holds."""
        return cls(tuple(map(tuple, value["places"])), tuple(map(tuple, value["ids"])))

    @property
    def signs(self) -> set[Sign]:
        """The marks and identifiers of the paper."""
        return {mark for mark, _, _ in self.places}.union(self.ids)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision in force."""

    id: int
    kind: str
    value: Mapping[str, Any]
    papers: tuple[Reference, ...] = ()

    @property
    def settled(self) -> list[str]:
        """The fields of a paper that it settles."""
        if self.kind == CORRECT:
            return list(self.value["set"])
        if self.kind in FIELD_OF_MARK:
            return [FIELD_OF_MARK[self.kind]]
        return []


def decide(db: sqlite3.Connection, kind: str, about: Sequence[int], **more: object) -> int:
    """Note a decision about papers within the caller's transaction; return its number.

    `more` goes into its value, and `papers` there replaces the references to those papers.
    """
    key = subject_of(db, about[:1] if kind in PAIRS else about)
    references = [reference_to(db, number) for number in about]
    return decision_log.note(db, kind, key, {"key": key, "papers": references, **more})


def subject_of(db: sqlite3.Connection, papers: Sequence[int]) -> str:
    """Return the subject of a decision about several papers."""
    first = next(keys_of(db, papers[:1]))
    if len(papers) == 1:
        return first
    return f"{first} and {len(papers) - 1} more"


def reference_to(db: sqlite3.Connection, paper_id: int) -> dict[str, Any]:
    """Return the JSON by which a decision refers to a paper."""
    places = db.execute(PLACES_OF_PAPER, (paper_id,)).fetchall()
    return {"places": places, "ids": db.execute(IDS_OF_PAPER, (paper_id,)).fetchall()}


class PaperDecisions:
    """The decisions about papers that are in force."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read all of them: the user made each one, so they are few."""
        self._about: defaultdict[Sign, list[Decision]] = defaultdict(list)
        for number, kind, text in db.execute(IN_FORCE, (json.dumps(KINDS),)):
            value = json.loads(text)
            papers = tuple(map(Reference.from_json, value["papers"]))
            for paper in papers:
                for sign in paper.signs:
                    self._about[sign].append(Decision(number, kind, value, papers))

    def __bool__(self) -> bool:
        return bool(self._about)

    def about(self, statements: Iterable[Statement]) -> list[Decision]:
        """Return the decisions that refer to a sign of one of these statements, in order."""
        if not self._about:
            return []
        found: dict[int, Decision] = {}
        for statement in statements:
            for sign in _signs(statement):
                for decision in self._about.get(sign, ()):
                    found[decision.id] = decision
        return [found[number] for number in sorted(found)]

    def references(self, statements: Collection[Statement]) -> list[Reference]:
        """Return the papers that decisions about some statements refer to.

        Of a decision about each of many papers, only those with such statements count.
        """
        found: list[Reference] = []
        signs = set[Sign]().union(*map(_signs, statements))
        for decision in self.about(statements):
            for paper in decision.papers:
                if decision.kind in PAIRS or not signs.isdisjoint(paper.signs):
                    found.append(paper)
        return found


def _signs(statement: Statement) -> tuple[Sign, ...]:
    return (statement.mark, *statement.paper.ids)


class Resolver:
    """Finds the statements that decisions refer to, among some statements."""

    def __init__(self, statements: Collection[Statement]) -> None:
        self._with: defaultdict[Sign, list[Statement]] = defaultdict(list)
        for statement in statements:
            for sign in _signs(statement):
                self._with[sign].append(statement)

    def statements(self, reference: Reference) -> list[int]:
        """Return the statements of a reference, the one that stands for the paper first.

        Of several with a mark, those of the same path come first, and then the nearest line.
        """
        found: dict[int, None] = {}
        for mark, path, line in reference.places:
            nearest = min(
                self._with.get(mark, ()),
                key=lambda each: (each.path != path, abs(each.paper.line - line), each.id),
                default=None,
            )
            if nearest:
                found[nearest.id] = None
        if not found:
            for pair in reference.ids:
                for statement in self._with.get(pair, ())[:1]:
                    found[statement.id] = None
        return list(found)


def decided_pairs(
    decisions: Iterable[Decision], resolver: Resolver
) -> tuple[list[Pair], set[Pair]]:
    """Return the pairs of statements that decisions make one paper, and those they keep apart.

    A later decision beats an earlier one.
    """
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
    return list(together), apart


def _pairs_across(some: Iterable[int], others: Collection[int]) -> list[Pair]:
    """Pair each of some statements with each of the others, the smaller one first."""
    pairs: list[Pair] = []
    for one in some:
        for other in others:
            if one != other:
                pairs.append((min(one, other), max(one, other)))
    return pairs


def decisions_by_paper(
    decisions: Iterable[Decision], resolver: Resolver, paper_of: Mapping[int, int]
) -> dict[int, list[Decision]]:
    """Return the decisions about each single paper, in order; `paper_of` maps statements to it."""
    found: defaultdict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.kind in PAIRS:
            continue
        standing = [resolver.statements(paper)[:1] for paper in decision.papers]
        for number in sorted({paper_of[first] for (first,) in filter(None, standing)}):
            found[number].append(decision)
    return found


def kept_key(decisions: Iterable[Decision], keys: Collection[str | None]) -> str | None:
    """Return which of some statements' keys the last merge of them chose; None without one."""
    chosen = None
    for decision in decisions:
        if decision.kind == SAME and decision.value["key"] in keys:
            chosen = decision.value["key"]
    return chosen
