"""The files the catalogue was made from."""

import sqlite3

from papercat.model import Owner

FIND = "SELECT id FROM sources WHERE path = ? AND sha256 = ?"
ADD = "INSERT INTO sources (path, sha256, format, read_at) VALUES (?, ?, ?, ?) RETURNING id"
OWNER = """
UPDATE sources SET owner = ?, owner_given = ?, owner_margin = ?, owner_reason = ? WHERE id = ?
"""
FORGET_OWNERS = """
DELETE FROM authorships
WHERE paper_id IN (SELECT paper_id FROM paper_sources WHERE source_id = ?1)
AND inferred_from = ?1 AND name_id NOT IN (SELECT id FROM names WHERE name IS ?2)
RETURNING paper_id, (SELECT name FROM names WHERE id = name_id)
"""
FORGET_REASON = "DELETE FROM inferences WHERE paper_id = ? AND field = 'authors' AND printed = ?"


def source_id(db: sqlite3.Connection, path: str, sha256: str, form: str, now: str) -> int:
    """The row of a file with that content, made if need be."""
    found = db.execute(FIND, (path, sha256)).fetchone()
    if found is None:
        found = db.execute(ADD, (path, sha256, form, now)).fetchone()
    row: int = found[0]
    return row


def set_owner(db: sqlite3.Connection, source: int, owner: Owner | None) -> set[int]:
    """Note whose page a file is; earlier inferences from it that say otherwise go.

    Gives the papers from which somebody was taken.
    """
    values = (
        (owner.name, owner.given, owner.margin, owner.reason) if owner else (None, 0, None, None)
    )
    db.execute(OWNER, (*values, source))
    gone = db.execute(FORGET_OWNERS, (source, owner.name if owner else None)).fetchall()
    db.executemany(FORGET_REASON, gone)
    return {paper for paper, _ in gone}
