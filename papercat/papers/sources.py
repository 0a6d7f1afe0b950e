"""The files that the catalogue was made from."""

import sqlite3
from typing import NamedTuple

from papercat.papers.model import EarlierPage, Owner

FIND = "SELECT id, sha256 FROM sources WHERE path = ?1 AND (path <> '-' OR sha256 = ?2)"
ADD = "INSERT INTO sources (path, sha256, format, imported_at) VALUES (?, ?, ?, ?) RETURNING id"
REPLACE = "UPDATE sources SET (sha256, format, imported_at) = (?, ?, ?) WHERE id = ?"
OWNER = """
UPDATE sources SET (owner, owner_given, owner_margin, owner_reason) = (?, ?, ?, ?) WHERE id = ?
"""
GIVEN = """
SELECT id, owner FROM sources
WHERE path = ?1 AND (path <> '-' OR sha256 = ?2) AND owner_given
"""
PRINTED = """
SELECT record ->> 'printed' FROM statements WHERE source_id = ? AND record ->> 'printed' NOTNULL
"""
ALL = """
SELECT f.id, f.path, f.format, f.imported_at, f.owner, f.owner_given, f.owner_margin,
       (SELECT count(*) FROM statements AS s WHERE s.source_id = f.id),
       (SELECT count(*) FROM post_sources AS p WHERE p.source_id = f.id)
FROM sources AS f ORDER BY f.id
"""
DELETE = "DELETE FROM sources WHERE id = ?"


class Source(NamedTuple):
    """An imported file, with counts of its statements."""

    id: int
    path: str
    format: str
    imported_at: str
    owner: str | None
    """the person whose page it is; empty: nobody's; None: unknown"""
    owner_given: bool
    owner_margin: float | None
    statements: int
    posts: int


def source_id(db: sqlite3.Connection, path: str, sha256: str, form: str, now: str) -> int:
    """Return the row of a file, made or brought up to date.

    Standard input is one source for each content.
    """
    found = db.execute(FIND, (path, sha256)).fetchone()
    if found is None:
        (number,) = db.execute(ADD, (path, sha256, form, now)).fetchone()
        return int(number)
    number, known = found
    if known != sha256:
        db.execute(REPLACE, (sha256, form, now, number))
    return int(number)


def owner_given(db: sqlite3.Connection, path: str, sha256: str) -> EarlierPage | None:
    """Return the owner that the user gave for an earlier state of a file, and that state."""
    found = db.execute(GIVEN, (path, sha256)).fetchone()
    if found is None:
        return None
    number, owner = found
    lines = (text.partition("\n")[2] for (text,) in db.execute(PRINTED, (number,)))
    return EarlierPage(owner or "", frozenset(lines))


def set_owner(db: sqlite3.Connection, source: int, owner: Owner | None) -> None:
    """Store whose page a file is."""
    if owner is None:
        db.execute(OWNER, (None, False, None, None, source))
    else:
        db.execute(OWNER, (owner.name, owner.given, owner.margin, owner.reason, source))


def list_sources(db: sqlite3.Connection) -> list[Source]:
    """Return every source, the one imported first in front."""
    return [Source(*row) for row in db.execute(ALL)]
