"""Who wrote with whom: papers together, and the shortest chain of papers between two people."""

import json
import sqlite3
from dataclasses import dataclass

TOGETHER = """
SELECT DISTINCT a.paper_id
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN authorships AS b ON b.paper_id = a.paper_id
JOIN names AS m ON m.id = b.name_id
WHERE n.person_id = ? AND m.person_id = ? ORDER BY a.paper_id DESC
"""
NEIGHBOURS = """
SELECT other.person_id, mine.person_id, max(a.paper_id)
FROM json_each(?) AS wanted
JOIN names AS mine ON mine.person_id = wanted.value
JOIN authorships AS a ON a.name_id = mine.id
JOIN authorships AS b ON b.paper_id = a.paper_id
JOIN names AS other ON other.id = b.name_id
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
"""steps; on real catalogues nobody who is connected at all is further away"""


@dataclass(frozen=True, slots=True)
class Step:
    """Two people and the newest paper they wrote together."""

    one: str
    other: str
    key: str
    title: str
    stated: int
    """whether the paper states both of them, so that neither was inferred"""


def papers_together(db: sqlite3.Connection, one: int, other: int) -> list[int]:
    """The ids of the papers that two people are on, the newest first."""
    return [row[0] for row in db.execute(TOGETHER, (one, other))]


def chain_between(db: sqlite3.Connection, one: int, other: int) -> list[Step]:
    """The shortest chain of papers between two people; empty where there is none.

    Breadth first, from the end with fewer people at its rim.
    """
    ways: tuple[dict[int, tuple[int, int]], ...] = ({one: (one, 0)}, {other: (other, 0)})
    rims = [{one}, {other}]
    for _ in range(_LONGEST):
        near = 0 if len(rims[0]) <= len(rims[1]) else 1
        reached: set[int] = set()
        for person, through, paper in db.execute(NEIGHBOURS, (json.dumps(sorted(rims[near])),)):
            if person not in ways[near]:
                ways[near][person] = (through, paper)
                reached.add(person)
        met = reached & ways[1 - near].keys()
        if met:
            return _steps(db, ways, min(met))
        if not reached:
            return []
        rims[near] = reached
    return []


def _steps(
    db: sqlite3.Connection, ways: tuple[dict[int, tuple[int, int]], ...], met: int
) -> list[Step]:
    found = [(a, b, paper) for b, a, paper in _walk(ways[0], met)][::-1] + _walk(ways[1], met)
    return [Step(*db.execute(STEP, step).fetchone()) for step in found]


def _walk(way: dict[int, tuple[int, int]], person: int) -> list[tuple[int, int, int]]:
    """(person, next person, paper) from a meeting point back to where the search began."""
    steps = []
    while way[person][0] != person:
        through, paper = way[person]
        steps.append((person, through, paper))
        person = through
    return steps
