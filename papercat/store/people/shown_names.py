"""People by the names that somebody chose for them, which need not be printed anywhere."""

import sqlite3

from papercat.infer.people.names import fold_for_identity

SHOWN = """
SELECT DISTINCT n.person_id, d.value ->> 1
FROM decisions AS d JOIN names AS n ON n.folded = d.subject
WHERE d.kind = 'shown name' AND d.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM decisions AS later WHERE later.kind = d.kind AND later.subject = d.subject
    AND later.undone_at IS NULL AND later.id > d.id)
"""


def shown_as(db: sqlite3.Connection, folded: str, *, whole: bool) -> list[int]:
    """The people whose chosen name is the folded one, or has all its words if not the `whole`."""
    words = set(folded.split())
    shown = [(person, fold_for_identity(name)) for person, name in db.execute(SHOWN)]
    return [
        person
        for person, name in shown
        if name == folded or (words and not whole and words <= set(name.split()))
    ]
