"""The files the catalogue was made from."""

import json
import sqlite3
from collections.abc import Sequence

from papercat.papers.model import EarlierPage, Owner

FIND = "SELECT id FROM sources WHERE path = ? AND sha256 = ?"
ADD = "INSERT INTO sources (path, sha256, format, read_at) VALUES (?, ?, ?, ?) RETURNING id"
OWNER = """
UPDATE sources SET owner = ?, owner_given = ?, owner_margin = ?, owner_reason = ? WHERE id = ?
"""
# Earlier contents of the same file that are the same page, for half of either is in the other.
SAME_PAGE = """
SELECT earlier.id FROM sources AS this JOIN sources AS earlier ON earlier.path = this.path
WHERE this.id = ?1 AND earlier.id <> this.id AND this.path <> '-' AND (
    SELECT 2 * sum(printed IN (SELECT value FROM json_each(?2)))
           >= max(min(count(*), json_array_length(?2)), 1)
    FROM paper_sources WHERE source_id = earlier.id AND printed NOTNULL
)
"""
# What was said of this very content comes first.
GIVEN = """
SELECT id, coalesce(owner, '') FROM sources
WHERE path = ?1 AND (path <> '-' OR sha256 = ?2) AND owner_given
ORDER BY sha256 = ?2 DESC, id DESC LIMIT 1
"""
ALL_GIVEN = """
SELECT id FROM sources WHERE path = ?1 AND (path <> '-' OR sha256 = ?2) AND owner_given
"""
PRINTED = "SELECT printed FROM paper_sources WHERE source_id = ? AND printed NOTNULL"
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


def owner_given(db: sqlite3.Connection, path: str, sha256: str) -> EarlierPage | None:
    """What a file held when the user said last whose page it is, and whose."""
    found = db.execute(GIVEN, (path, sha256)).fetchone()
    if found is None:
        return None
    source, owner = found
    printed = (text.partition("\n")[2] for (text,) in db.execute(PRINTED, (source,)))
    return EarlierPage(owner, frozenset(printed))


def forget_owner(db: sqlite3.Connection, path: str, sha256: str) -> bool:
    """Take back whose page the user said that a file is; whether that was ever said."""
    given = db.execute(ALL_GIVEN, (path, sha256)).fetchall()
    for (source,) in given:
        set_owner(db, source, None)
    return bool(given)


def set_owner(
    db: sqlite3.Connection, source: int, owner: Owner | None, printed: Sequence[str] = ()
) -> set[int]:
    """Note whose page a file is; earlier inferences from it that say otherwise go.

    Where it is known, so do those from what the file held before, if that was the same page;
    `printed` are the lines of this one. Gives the papers from which somebody was taken.
    """
    name = (owner.name or None) if owner else None
    values = (name, owner.given, owner.margin, owner.reason) if owner else (None, 0, None, None)
    earlier = db.execute(SAME_PAGE, (source, json.dumps(printed))) if owner and printed else ()
    touched: set[int] = set()
    for each in (source, *(row for (row,) in earlier)):
        db.execute(OWNER, (*values, each))
        gone = db.execute(FORGET_OWNERS, (each, name)).fetchall()
        db.executemany(FORGET_REASON, gone)
        touched.update(paper for paper, _ in gone)
    return touched
