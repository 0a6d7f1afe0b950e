"""Joint papers of two people, and the shortest chain of papers between them."""

import json
import sqlite3
from dataclasses import dataclass

TOGETHER = """
SELECT DISTINCT a.paper_id
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN authorships AS b ON b.paper_id = a.paper_id
JOIN names AS m ON m.id = b.name_id
JOIN papers AS p ON p.id = a.paper_id
WHERE n.person_id = ? AND m.person_id = ? ORDER BY p.published DESC, p.id DESC
"""
NEIGHBOURS = """
SELECT other.person_id, mine.person_id, a.paper_id, max(coalesce(p.published, ''))
FROM json_each(?) AS wanted
JOIN names AS mine ON mine.person_id = wanted.value
JOIN authorships AS a ON a.name_id = mine.id
JOIN authorships AS b ON b.paper_id = a.paper_id
JOIN names AS other ON other.id = b.name_id
JOIN papers AS p ON p.id = a.paper_id
WHERE other.person_id <> mine.person_id
GROUP BY other.person_id
"""
STEP = """
SELECT one.name, other.name, paper.key, paper.title, NOT EXISTS (
    SELECT 1 FROM names AS n CROSS JOIN authorships AS a ON a.name_id = n.id
    WHERE n.person_id IN (one.id, other.id) AND a.paper_id = paper.id AND a.slot < 0)
FROM people AS one, people AS other, papers AS paper
WHERE one.id = ? AND other.id = ? AND paper.id = ?
"""

_LONGEST = 8
"""Steps; in real catalogues people further apart are not connected at all."""

Way = dict[int, tuple[int, int]]
"""Person → (the person before them, the paper of both); where a search starts, paper 0."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two people and the newest paper they wrote together."""

    one: str
    other: str
    key: str
    title: str
    stated: int
    """1 if sources state both people on the paper, 0 if either was inferred."""


def papers_together(db: sqlite3.Connection, one: int, other: int) -> list[int]:
    """List the ids of the papers that two people are on, the newest first."""
    return [paper for (paper,) in db.execute(TOGETHER, (one, other))]


def chain_between(db: sqlite3.Connection, one: int, other: int) -> list[Step]:
    """Find the shortest chain of papers between two people, or return an empty list.

    Searches from both ends at once, breadth first, and always widens the smaller circle.
    """
    from_one: Way = {one: (one, 0)}
    from_other: Way = {other: (other, 0)}
    rim_of_one, rim_of_other = {one}, {other}
    for _ in range(_LONGEST):
        if len(rim_of_one) <= len(rim_of_other):
            rim = rim_of_one = _widen(db, from_one, rim_of_one)
        else:
            rim = rim_of_other = _widen(db, from_other, rim_of_other)
        met = from_one.keys() & from_other.keys()
        if met:
            return _steps(db, from_one, from_other, min(met))
        if not rim:
            return []
    return []


def _widen(db: sqlite3.Connection, way: Way, rim: set[int]) -> set[int]:
    """Add the co-authors of the people at the rim, and return the new rim."""
    reached = set()
    for person, through, paper, _ in db.execute(NEIGHBOURS, (json.dumps(sorted(rim)),)):
        if person not in way:
            way[person] = (through, paper)
            reached.add(person)
    return reached


def _steps(db: sqlite3.Connection, from_one: Way, from_other: Way, met: int) -> list[Step]:
    found = []
    for person, before, paper in reversed(_walk(from_one, met)):
        found.append((before, person, paper))
    found += _walk(from_other, met)
    return [Step(*db.execute(STEP, step).fetchone()) for step in found]


def _walk(way: Way, person: int) -> list[tuple[int, int, int]]:
    """List (person, next person, paper) from a meeting point back to the start."""
    steps = []
    while way[person][0] != person:
        through, paper = way[person]
        steps.append((person, through, paper))
        person = through
    return steps
