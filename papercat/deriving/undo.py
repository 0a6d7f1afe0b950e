"""The decisions in order, and taking them back in any order.

All functions run within the caller's transaction.
"""

import json
import sqlite3
from typing import NamedTuple

from papercat.catalogue import decision_log
from papercat.deriving.changes import (
    derive_again,
    derive_people,
    forget_sources,
)
from papercat.deriving.derivation import Derivation
from papercat.errors import NothingFound
from papercat.papers.model import Paper
from papercat.papers.paper_decisions import KINDS, subject_of
from papercat.papers.record import from_text, to_text
from papercat.papers.statements import ids_with, replace_statements
from papercat.people import people_decisions

ONE = "SELECT kind, value, undone_at, subject FROM decisions WHERE id = ?"
LAST = "SELECT max(id) FROM decisions WHERE undone_at IS NULL"
ALL_DECISIONS = "SELECT id, decided_at, kind, subject, value, undone_at FROM decisions ORDER BY id"
ADD_FETCH = "INSERT INTO fetches (decision_id, address, sha256, record) VALUES (?, ?, ?, ?)"
FETCHED_BY = """
SELECT f.id, f.path FROM fetches AS a JOIN sources AS f ON f.path = a.address
WHERE a.decision_id = ?
"""
IN_FORCE = """
SELECT a.sha256, a.record FROM fetches AS a JOIN decisions AS d ON d.id = a.decision_id
WHERE a.address = ? AND d.undone_at IS NULL ORDER BY a.id DESC LIMIT 1
"""
SET_DIGEST = "UPDATE sources SET sha256 = ?1 WHERE id = ?2 AND sha256 <> ?1"

ADD = "add"
COMPLETE = "complete"
FETCHED = (ADD, COMPLETE)
"""kinds of decisions that fetched records from the web"""
LARGEST_ID = (1 << 63) - 1


class Fetch(NamedTuple):
    """A record from the web, as a source at an address gave it."""

    address: str
    sha256: str
    record: Paper


class Fetches:
    """The records that one run of a command fetches from the web.

    They are one decision, so that `undo` takes all of them back.
    """

    def __init__(self, kind: str) -> None:
        """`kind` is ADD or COMPLETE."""
        self._kind = kind
        self._papers: list[int] = []
        self.decision: int | None = None
        """the number of the decision; None if nothing was fetched"""

    @property
    def count(self) -> int:
        """The number of records."""
        return len(self._papers)

    def note(self, db: sqlite3.Connection, paper: int, fetch: Fetch) -> None:
        """Note a record about a paper that says something new."""
        self._papers.append(paper)
        subject, value = subject_of(db, self._papers), {"records": len(self._papers)}
        if self.decision is None:
            self.decision = decision_log.note(db, self._kind, subject, value)
        else:
            decision_log.change(db, self.decision, subject, value)
        row = (self.decision, fetch.address, fetch.sha256, to_text(fetch.record))
        db.execute(ADD_FETCH, row)


def list_decisions(db: sqlite3.Connection) -> sqlite3.Cursor:
    """Return (id, when, kind, subject, value as JSON, when undone), in order."""
    return db.execute(ALL_DECISIONS)


def last_decision(db: sqlite3.Connection) -> int:
    """Return the number of the last decision. Raises NothingFound if all are undone."""
    (number,) = db.execute(LAST).fetchone()
    if number is None:
        raise NothingFound("there is no decision to take back")
    return int(number)


def undo(db: sqlite3.Connection, decision: int) -> tuple[str, str]:
    """Undo a decision, also if later ones depend on it; return its kind and its subject.

    Raises NothingFound if there is no such decision, or it is undone already.
    """
    found = db.execute(ONE, (min(decision, LARGEST_ID),)).fetchone()
    if found is None:
        raise NothingFound(f"no decision {decision}; list them with: papercat decisions")
    kind, text, undone, subject = found
    if undone is not None:
        raise NothingFound(f"decision {decision} is undone already; see: papercat decisions")
    decision_log.take_back(db, decision)
    if kind in KINDS:
        derive_again(db, decision)
    elif kind in FETCHED:
        _take_back_fetches(db, decision)
    else:
        derive_people(db, people_decisions.names_of(kind, json.loads(text)))
    return kind, subject


def _take_back_fetches(db: sqlite3.Connection, decision: int) -> None:
    """Give each source the last record that is still in force; forget those without one."""
    without: list[int] = []
    for source, address in db.execute(FETCHED_BY, (decision,)).fetchall():
        last = db.execute(IN_FORCE, (address,)).fetchone()
        if last is None:
            without.append(source)
        else:
            _restore(db, source, *last)
    forget_sources(db, without)


def _restore(db: sqlite3.Connection, source: int, sha256: str, record: str) -> None:
    """Let a source say what it said before; nothing happens if it still says that."""
    if not db.execute(SET_DIGEST, (sha256, source)).rowcount:
        return
    derivation = Derivation(db)
    statements = ids_with(db, "source_id", [source])
    touched = derivation.related(statements)
    replace_statements(db, [(statement, from_text(record, 1)) for statement in statements])
    derivation.derive(touched)
    derivation.finish()
