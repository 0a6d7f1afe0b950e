"""Noting what a person decides, and that a decision no longer holds; none is ever deleted."""

import json
import sqlite3
from datetime import UTC, datetime

DECIDE = """
INSERT INTO decisions (kind, subject, value, decided_at) VALUES (?, ?, ?, ?) RETURNING id
"""
TAKE_BACK = "UPDATE decisions SET undone_at = ? WHERE id = ?"


def note(db: sqlite3.Connection, kind: str, subject: str, value: object) -> int:
    """Note a decision within the caller's transaction; its id."""
    text = json.dumps(value, ensure_ascii=False)
    decision: int = db.execute(DECIDE, (kind, subject, text, now())).fetchone()[0]
    return decision


def take_back(db: sqlite3.Connection, decision: int) -> None:
    """Note that a decision no longer holds."""
    db.execute(TAKE_BACK, (now(), decision))


def now() -> str:
    """The moment, as the catalogue keeps it: ISO 8601 to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
