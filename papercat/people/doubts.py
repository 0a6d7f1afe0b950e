"""Doubts about papers and people, the most useful to settle first."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LINES = """
SELECT d.id, p.id, p.key, d.field, d.confidence, d.reason, d.alternatives, p.title,
       (SELECT json_group_array(name) FROM (
           SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
           WHERE a.paper_id = p.id AND a.slot > 0 ORDER BY a.slot
       )),
       (SELECT json_array(path, line, printed) FROM (
           SELECT s.id, f.path, s.line, s.record ->> 'printed' AS printed
           FROM statements AS s JOIN sources AS f ON f.id = s.source_id WHERE s.paper_id = p.id
           UNION ALL  -- an export tells where it was read
           SELECT s.id, o.value ->> 'file', o.value ->> 'line', o.value ->> 'printed'
           FROM statements AS s, json_each(s.record, '$.sources') AS o WHERE s.paper_id = p.id
       ) WHERE printed NOTNULL ORDER BY id DESC LIMIT 1),
       CASE d.field WHEN 'abstract' THEN p.abstract WHEN 'published' THEN p.published
           WHEN 'categories' THEN p.categories WHEN 'venue' THEN p.venue END
FROM doubts AS d JOIN papers AS p ON p.id = d.paper_id ORDER BY d.confidence, p.key, d.id
"""
NAMES = "SELECT one, other, probability, reason FROM name_doubts ORDER BY abs(probability - 0.5)"
NAMES_OF = """
SELECT d.one, d.other, d.probability, d.reason
FROM names AS n JOIN name_doubts AS d ON d.one = n.folded WHERE n.person_id = ?1
UNION
SELECT d.one, d.other, d.probability, d.reason
FROM names AS n JOIN name_doubts AS d ON d.other = n.folded WHERE n.person_id = ?1
ORDER BY 3 DESC, 1, 2
"""
SHOWN = """
SELECT p.name, count(DISTINCT a.paper_id), p.id FROM names AS n
JOIN people AS p ON p.id = n.person_id LEFT JOIN authorships AS a ON a.name_id = n.id
WHERE n.folded = ? GROUP BY p.id ORDER BY p.id LIMIT 1
"""

_NameRow = tuple[str, str, float, str]


@dataclass(frozen=True, slots=True)
class PaperDoubt:
    """A value of a paper that was guessed."""

    key: str
    field: str
    confidence: float
    reason: str
    title: str
    authors: tuple[str, ...]
    alternatives: tuple[str, ...]
    """readings as `title | author, author`, or values"""
    printed: str
    """the line that was split, as it was met last; empty where none was"""
    place: str
    """where that stands, as `file:line`; empty where there is none"""
    value: str | None
    """as it stands, where something else than title and authors is doubted, and there is one"""


@dataclass(frozen=True, slots=True)
class NameDoubt:
    """Two people of whom papercat is not sure whether they are one.

    A name with itself: whether it is one person's, or several people are called so.
    """

    one: str
    """folded names"""
    other: str
    names: tuple[str, str]
    """as shown"""
    people: tuple[int, int]
    papers: tuple[int, int]
    """how many each has"""
    probability: float
    """how likely they are one"""
    reason: str


def paper_doubts(db: sqlite3.Connection) -> list[PaperDoubt]:
    """The doubts about papers, the most useful to settle first.

    The least sure come first, in steps of a tenth; of those alike, the ones whose first
    author's surname stands in most of the other doubtful lines, for a confirmed name
    helps to read these.
    """
    found = [_paper_doubt(row) for row in db.execute(LINES)]
    words = Counter(word for doubt in found for word in set(_surnames(doubt.authors)))
    return sorted(found, key=lambda doubt: (round(doubt.confidence, 1), -_taught(doubt, words)))


def _paper_doubt(
    row: tuple[int, int, str, str, float, str, str, str, str, str | None, str | None],
) -> PaperDoubt:
    _, _, key, field, confidence, reason, others, title, authors, met, value = row
    path, line, printed = json.loads(met) if met else ("", 0, "")
    return PaperDoubt(
        key=key,
        field=field,
        confidence=confidence,
        reason=reason,
        title=title,
        authors=tuple(json.loads(authors)),
        alternatives=tuple(json.loads(others)),
        printed=printed.partition("\n")[2],
        place=f"{path}:{line}" if path else "",
        value=value,
    )


def _surnames(names: Iterable[str]) -> list[str]:
    return [name.rpartition(" ")[2].casefold() for name in names]


def _taught(doubt: PaperDoubt, words: Counter[str]) -> int:
    return sum(words[word] - 1 for word in _surnames(doubt.authors[:1]))


def name_doubts(db: sqlite3.Connection) -> list[NameDoubt]:
    """The doubts who is who, the least clear first."""
    return list(_name_doubts(db, db.execute(NAMES)))


def doubts_about(db: sqlite3.Connection, person: int) -> list[NameDoubt]:
    """The doubts who a person is, the likeliest first."""
    return list(_name_doubts(db, db.execute(NAMES_OF, (person,))))


def _name_doubts(db: sqlite3.Connection, rows: Iterable[_NameRow]) -> Iterator[NameDoubt]:
    for one, other, probability, reason in rows:
        first, second = (db.execute(SHOWN, (name,)).fetchone() for name in (one, other))
        if first and second and (one == other or first[2] != second[2]):
            yield NameDoubt(
                one=one,
                other=other,
                names=(first[0], second[0]),
                people=(first[2], second[2]),
                papers=(first[1], second[1]),
                probability=probability,
                reason=reason,
            )
