"""What a person settled, as a list, and taking it back."""

import json
import sqlite3

from papercat.errors import NothingFound
from papercat.store import paper_decisions, rewrite
from papercat.store.paper_ids import MOST
from papercat.store.people import decisions as people_decisions

ALL = "SELECT id, decided_at, kind, subject, value, undone_at FROM decisions ORDER BY id"
ONE = "SELECT kind, value, undone_at FROM decisions WHERE id = ?"


def list_decisions(db: sqlite3.Connection) -> sqlite3.Cursor:
    """(id, when, kind, subject, value as JSON, when undone), in the order of deciding."""
    return db.execute(ALL)


def take_back(db: sqlite3.Connection, decision: int) -> str:
    """Undo a decision, within the caller's transaction; what it was about.

    Raises NothingFound where there is none of that number, or it is undone already.
    """
    found = db.execute(ONE, (min(decision, MOST),)).fetchone()
    if found is None or found[2] is not None:
        state = "was taken back already" if found else "is not there"
        raise NothingFound(f"decision {decision} {state}; list them with: papercat decisions")
    kind, value, _ = found
    if kind in paper_decisions.KINDS:
        rewrite.undo(db, decision, json.loads(value))
    else:
        people_decisions.undo(db, decision, kind, json.loads(value))
    return str(kind)
