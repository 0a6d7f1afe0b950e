"""Settling what a paper says, what was settled as a list, and taking it back."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from papercat.errors import NothingFound
from papercat.importing import merge_papers, rewrite
from papercat.importing.read_again import ReadAgain, read_again
from papercat.papers import paper_decisions
from papercat.papers.duplicates import DUPLICATE
from papercat.papers.paper_ids import MOST
from papercat.papers.records import read_papers
from papercat.people import people_decisions

ALL = "SELECT id, decided_at, kind, subject, value, undone_at FROM decisions ORDER BY id"
ONE = "SELECT kind, value, undone_at FROM decisions WHERE id = ?"


def list_decisions(db: sqlite3.Connection) -> sqlite3.Cursor:
    """(id, when, kind, subject, value as JSON, when undone), in the order of deciding."""
    return db.execute(ALL)


class Settled(NamedTuple):
    """What came of settling a paper."""

    decisions: list[int]
    """their numbers"""
    others: list[ReadAgain]
    """papers whose lines are read otherwise since"""


class TakenBack(NamedTuple):
    """What came of taking a decision back."""

    kind: str
    """what it was about"""
    others: list[ReadAgain]
    """papers whose lines are read otherwise since; the one that it was about, which is as it
    was before, is among them where its page has been mended"""


def settle(db: sqlite3.Connection, paper_id: int, fields: Mapping[str, Any]) -> Settled:
    """Settle fields of a paper, and read the lines again that tell of its authors' names.

    Within the caller's transaction.
    """
    before = next(read_papers(db, [paper_id]))
    decisions = rewrite.correct(db, paper_id, fields)
    if "authors" not in fields:
        return Settled(decisions, [])
    names = {*fields["authors"], *(author.name for author in before.listed)}
    return Settled(decisions, read_again(db, names))


def take_back(db: sqlite3.Connection, decision: int) -> TakenBack:
    """Undo a decision, within the caller's transaction.

    Raises NothingFound where there is none of that number, or it is undone already.
    """
    found = db.execute(ONE, (min(decision, MOST),)).fetchone()
    if found is None or found[2] is not None:
        state = "was taken back already" if found else "is not there"
        raise NothingFound(f"decision {decision} {state}; list them with: papercat decisions")
    kind, value, _ = found
    if kind == DUPLICATE:
        merge_papers.undo(db, decision, json.loads(value))
        return TakenBack(kind, [])
    if kind in paper_decisions.KINDS:
        found = json.loads(value)
        merge_papers.refuse_while_merged(db, decision, found["key"])
        rewrite.undo(db, decision, found)
        if "authors" not in found["set"]:
            return TakenBack(kind, [])
        names = {*found["set"]["authors"], *found["before"]["authors"]}
        return TakenBack(kind, read_again(db, names, but=found["lines"]))
    people_decisions.undo(db, decision, kind, json.loads(value))
    return TakenBack(kind, [])
