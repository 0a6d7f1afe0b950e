"""Doubts about papers and people, the most useful to settle first."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LINES = """
SELECT p.key, d.field, d.confidence, d.reason, d.alternatives, p.title,
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
LEAST_CLEAR_FIRST = """
SELECT d.one, d.other, d.probability, d.reason, one.person_id, other.person_id
FROM name_doubts AS d
JOIN names AS one ON one.id = (
    SELECT min(id) FROM names WHERE folded = d.one AND person_id NOTNULL)
JOIN names AS other ON other.id = (
    SELECT min(id) FROM names WHERE folded = d.other AND person_id NOTNULL)
WHERE one.person_id <> other.person_id
ORDER BY abs(d.probability - 0.5), d.one, d.other
"""
ABOUT_PERSON = """
WITH about AS (
    SELECT d.one, d.other, d.probability, d.reason
    FROM names AS n JOIN name_doubts AS d ON d.one = n.folded WHERE n.person_id = ?1
    UNION
    SELECT d.one, d.other, d.probability, d.reason
    FROM names AS n JOIN name_doubts AS d ON d.other = n.folded WHERE n.person_id = ?1
)
SELECT d.one, d.other, d.probability, d.reason, one.person_id, other.person_id
FROM about AS d
JOIN names AS one ON one.id = (
    SELECT min(id) FROM names WHERE folded = d.one AND person_id NOTNULL)
JOIN names AS other ON other.id = (
    SELECT min(id) FROM names WHERE folded = d.other AND person_id NOTNULL)
WHERE one.person_id <> other.person_id
ORDER BY d.probability DESC, d.one, d.other
"""


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


class NameDoubt(NamedTuple):
    """Two people of whom papercat is not sure whether they are one."""

    one: str
    """The folded name that is doubted, which the first of the people has."""
    other: str
    probability: float
    """How likely they are one."""
    reason: str
    first_person: int
    second_person: int

    @property
    def people(self) -> tuple[int, int]:
        """The ids of both people."""
        return self.first_person, self.second_person


def paper_doubts(db: sqlite3.Connection) -> list[PaperDoubt]:
    """List the doubts about papers, the most useful to settle first.

    The least sure come first, in steps of a tenth. Of those alike, first come the ones with
    a first author's surname that most of the other doubtful lines have: once it is
    confirmed, it helps to read them.
    """
    found = [_paper_doubt(row) for row in db.execute(LINES)]
    words = Counter(word for doubt in found for word in set(_surnames(doubt.authors)))
    return sorted(found, key=lambda doubt: (round(doubt.confidence, 1), -_taught(doubt, words)))


def _paper_doubt(
    row: tuple[str, str, float, str, str, str, str, str | None, str | None],
) -> PaperDoubt:
    key, field, confidence, reason, others, title, authors, met, value = row
    path, line, printed = json.loads(met or '["", 0, ""]')
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
    """List the doubts who is who, the least clear first."""
    return [NameDoubt(*row) for row in db.execute(LEAST_CLEAR_FIRST)]


def doubts_about(db: sqlite3.Connection, person: int) -> list[NameDoubt]:
    """List the doubts who a person is, the likeliest first."""
    return [NameDoubt(*row) for row in db.execute(ABOUT_PERSON, (person,))]
