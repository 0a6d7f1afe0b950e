"""The log of decisions. Entries are added and marked undone, but not deleted."""

import json
import sqlite3
from datetime import UTC, datetime

DECIDE = """
INSERT INTO decisions (kind, subject, value, decided_at) VALUES (?, ?, ?, ?) RETURNING id
"""
CHANGE = "UPDATE decisions SET subject = ?, value = ? WHERE id = ?"
TAKE_BACK = "UPDATE decisions SET undone_at = ? WHERE id = ?"


def note(db: sqlite3.Connection, kind: str, subject: str, value: object) -> int:
    """Add a decision within the caller's transaction; return its number."""
    (decision,) = db.execute(DECIDE, (kind, subject, _json(value), now())).fetchone()
    return int(decision)


def change(db: sqlite3.Connection, decision: int, subject: str, value: object) -> None:
    """Change a decision that a running command is still making."""
    db.execute(CHANGE, (subject, _json(value), decision))


def take_back(db: sqlite3.Connection, decision: int) -> None:
    """Mark a decision as undone."""
    db.execute(TAKE_BACK, (now(), decision))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def now() -> str:
    """Return the time in UTC, as ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
