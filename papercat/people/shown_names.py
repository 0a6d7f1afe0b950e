"""People by a whole name: as it is printed, or as somebody chose to show them."""

import sqlite3

from papercat.people.names import fold_for_identity

# Of a name that several people share, all but one have a number behind it.
PRINTED = """
SELECT DISTINCT person_id FROM names
WHERE folded = ?1 OR (folded >= ?1 || '#' AND folded < ?1 || '$')
"""
SHOWN = """
SELECT DISTINCT n.person_id, d.value ->> 1
FROM decisions AS d JOIN names AS n ON n.folded = d.subject
WHERE d.kind = 'shown name' AND d.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM decisions AS later WHERE later.kind = d.kind AND later.subject = d.subject
    AND later.undone_at IS NULL AND later.id > d.id)
"""


def called(db: sqlite3.Connection, folded: str) -> list[int]:
    """The people of a folded name, printed or chosen."""
    printed = [person for (person,) in db.execute(PRINTED, (folded,))]
    return printed + shown_as(db, folded, whole=True)


def shown_as(db: sqlite3.Connection, folded: str, *, whole: bool) -> list[int]:
    """The people whose chosen name is the folded one, or has all its words if not the `whole`."""
    words = set(folded.split())
    shown = [(person, fold_for_identity(name)) for person, name in db.execute(SHOWN)]
    return [
        person
        for person, name in shown
        if name == folded or (words and not whole and words <= set(name.split()))
    ]
