"""Suggestions for a misspelt name: the people whose names are nearest to it."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from papercat.catalogue.sql_values import id_list
from papercat.text.names import fold_for_identity
from papercat.text.spelling import NEAR_ENOUGH, Spelling, near_words, nearest_names

PEOPLE = """
SELECT n.folded, n.person_id FROM names_fts AS f JOIN names AS n ON n.id = f.rowid
WHERE names_fts MATCH ? AND n.person_id NOTNULL LIMIT 3000
"""
SHOWN = """
SELECT p.name, count(DISTINCT a.paper_id) AS papers
FROM json_each(?) AS wanted
JOIN people AS p ON p.id = wanted.value
JOIN names AS n ON n.person_id = p.id
LEFT JOIN authorships AS a ON a.name_id = n.id
GROUP BY p.name ORDER BY papers DESC LIMIT 1
"""

_MOST_WORDS = 8
_MOST_NAMED = 3


def near_people(db: sqlite3.Connection, typed: str) -> list[str]:
    """Return the names that a misspelt name may mean, the likeliest first.

    Several people may have one of them.
    """
    words = [word for word in fold_for_identity(typed).split() if word.isalnum()][:_MOST_WORDS]
    found = _people_like(db, words)
    whole = [word for word in words if len(word) > 1]
    if whole != words:  # an initial may stand for any name, so try without it
        found += _people_like(db, whole)
    people = defaultdict(set)
    for folded, person in found:
        people[folded].add(person)
    return _nearest(db, " ".join(words), people)[:_MOST_NAMED]


def _nearest(db: sqlite3.Connection, typed: str, people: dict[str, set[int]]) -> list[str]:
    """Sort names by how near they are and, where equally near, by papers."""
    shown = {}
    counted = []
    for near in nearest_names(typed, [Spelling(name, 1) for name in people], limit=NEAR_ENOUGH):
        name, papers = db.execute(SHOWN, (id_list(people[near.text]),)).fetchone()
        shown[near.text] = name
        counted.append(Spelling(near.text, papers))
    ranked = nearest_names(typed, counted, limit=NEAR_ENOUGH)
    return list(dict.fromkeys(shown[near.text] for near in ranked))


def _people_like(db: sqlite3.Connection, words: Sequence[str]) -> list[tuple[str, int]]:
    """Find (folded name, person) with one of the words misspelt, or else several."""
    if not words:
        return []
    near = [_any_of([word, *near_words(db, word)]) for word in words]
    one_wrong = []
    for wrong in range(len(words)):
        exact = [_any_of([word]) for word in words]
        exact[wrong] = near[wrong]
        one_wrong.append(" AND ".join(exact))
    for matches in (one_wrong, [" AND ".join(near)], near[-1:]):
        found = []
        for match in matches:
            found += db.execute(PEOPLE, (match,)).fetchall()
        if found:
            return found
    return []


def _any_of(words: Sequence[str]) -> str:
    quoted = " OR ".join(f'"{word}"' for word in words)
    return f"({quoted})"
