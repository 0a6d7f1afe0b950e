"""People by the whole name that papers print, with a number or not, or that the user chose to show.

Apart from `find_person`, so that a search starts quickly.
"""

import re
import sqlite3

from papercat.catalogue.sql_values import first_column
from papercat.text.names import fold_for_identity

# Namesakes have a number behind the folded name.
PRINTED = """
SELECT DISTINCT person_id FROM names
WHERE (folded = ?1 OR (folded >= ?1 || '#' AND folded < ?1 || '$')) AND person_id NOTNULL
ORDER BY person_id
"""
SHOWN = """
SELECT DISTINCT n.person_id, d.value ->> 1
FROM decisions AS d JOIN names AS n ON n.folded = d.subject AND n.person_id NOTNULL
WHERE d.kind = 'shown name' AND d.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM decisions AS later WHERE later.kind = d.kind AND later.subject = d.subject
    AND later.undone_at IS NULL AND later.id > d.id)
"""

_NUMBERED = re.compile(r"(?P<name>.+\S)\s*\((?P<number>\d{1,9})(?: of \d+)?\)\s*")


def numbered(typed: str) -> tuple[str, int] | None:
    """Take `Wei Wang (2)` apart, which means the second of that name; None for other names."""
    found = _NUMBERED.fullmatch(typed)
    if found is None:
        return None
    return found["name"], int(found["number"])


def with_number(db: sqlite3.Connection, name: str, number: int) -> list[int]:
    """Find the person with a number among those of a name; their ids give the order."""
    people = printed_as(db, fold_for_identity(name))
    return people[max(0, number - 1) : number]


def called(db: sqlite3.Connection, folded: str) -> list[int]:
    """Find the people with a folded name, printed or chosen."""
    return printed_as(db, folded) + shown_as(db, folded, whole=True)


def printed_as(db: sqlite3.Connection, folded: str) -> list[int]:
    """Find the people with a folded name on a paper, in the order of their numbers."""
    return first_column(db.execute(PRINTED, (folded,)))


def shown_as(db: sqlite3.Connection, folded: str, *, whole: bool) -> list[int]:
    """Find the people whose chosen name is the folded one or, unless `whole`, has its words."""
    words = set(folded.split())
    people = []
    for person, name in db.execute(SHOWN):
        shown = fold_for_identity(name)
        if shown == folded or (words and not whole and words <= set(shown.split())):
            people.append(person)
    return people
