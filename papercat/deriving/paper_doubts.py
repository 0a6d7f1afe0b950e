"""Doubts about pairs of papers that may be one, derived like everything else."""

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from papercat.papers.lookalikes import likeness
from papercat.papers.paper_decisions import DIFFERENT, PaperDecisions, Resolver
from papercat.papers.records import read_rows
from papercat.papers.statements import OF_PAPERS, ids_with, read_statements

FORGET = """
DELETE FROM paper_doubts
WHERE one IN (SELECT value FROM json_each(?1)) OR other IN (SELECT value FROM json_each(?1))
"""
# Papers that one scheme identifies differently are two, so they are not compared.
CANDIDATES = """
SELECT min(a.id, b.id), max(a.id, b.id)
FROM json_each(?) AS wanted
JOIN papers AS a ON a.id = wanted.value
JOIN papers AS b ON b.authors_hash = a.authors_hash AND b.id <> a.id
WHERE NOT EXISTS (
    SELECT 1 FROM identifiers AS mine JOIN identifiers AS theirs
    ON theirs.paper_id = b.id AND theirs.scheme = mine.scheme AND theirs.value <> mine.value
    WHERE mine.paper_id = a.id AND mine.scheme NOT IN ('url', 'openalex', 'isbn')
)
GROUP BY 1, 2
"""
ADD = "INSERT INTO paper_doubts (one, other, probability, reason) VALUES (?, ?, ?, ?)"
ALL = """
SELECT d.one, d.other, a.key, b.key, a.title, b.title, a.authors, b.authors,
       a.published, b.published, d.probability, d.reason
FROM paper_doubts AS d JOIN papers AS a ON a.id = d.one JOIN papers AS b ON b.id = d.other
ORDER BY abs(d.probability - 0.5), d.one, d.other
"""

_AT_ONCE = 5_000


class PairDoubt(NamedTuple):
    """Two papers that may be one."""

    ids: tuple[int, int]
    keys: tuple[str, str]
    titles: tuple[str, str]
    authors: tuple[str, str]
    published: tuple[str | None, str | None]
    probability: float
    """how likely they are one paper"""
    reason: str


def derive_paper_doubts(
    db: sqlite3.Connection, papers: Collection[int], decisions: PaperDecisions
) -> None:
    """Doubt again, within the caller's transaction, which of some papers are one with others."""
    wanted = json.dumps(sorted(papers))
    db.execute(FORGET, (wanted,))
    pairs: list[tuple[int, int]] = db.execute(CANDIDATES, (wanted,)).fetchall()
    for start in range(0, len(pairs), _AT_ONCE):
        part = pairs[start : start + _AT_ONCE]
        rows = dict(read_rows(db, sorted({number for pair in part for number in pair})))
        for one, other in part:
            found = likeness(rows[one], rows[other])
            if found and not _is_decided(db, one, other, decisions):
                db.execute(ADD, (one, other, found.probability, found.reason))


def _is_decided(db: sqlite3.Connection, one: int, other: int, decisions: PaperDecisions) -> bool:
    """Tell whether the user decided that two papers are two."""
    if not decisions:
        return False
    mine = read_statements(db, ids_with(db, OF_PAPERS, [one]))
    theirs = read_statements(db, ids_with(db, OF_PAPERS, [other]))
    one_side, other_side = Resolver(mine), Resolver(theirs)
    for decision in decisions.about((each.mark for each in mine), ()):
        if decision.kind != DIFFERENT:
            continue
        first, second = decision.papers
        if one_side.statements(first) and other_side.statements(second):
            return True
        if other_side.statements(first) and one_side.statements(second):
            return True
    return False


def list_paper_doubts(db: sqlite3.Connection) -> list[PairDoubt]:
    """Return the pairs of papers that may be one, the least clear first."""
    found: list[PairDoubt] = []
    for one, other, *rest, probability, reason in db.execute(ALL):
        keys, titles, authors, published = (tuple(rest[at : at + 2]) for at in range(0, 8, 2))
        found.append(PairDoubt((one, other), keys, titles, authors, published, probability, reason))
    return found
