"""When nobody has a name: the people whose names are nearest to it."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from papercat.people.names import fold_for_identity
from papercat.search.spelling_distance import Spelling, nearest_names
from papercat.search.spelling_index import NEAR_ENOUGH, near_words

PEOPLE = """
SELECT n.folded, n.person_id
FROM names_fts AS f JOIN names AS n ON n.id = f.rowid WHERE names_fts MATCH ? LIMIT 3000
"""
SHOWN = """
SELECT p.id, p.name, count(DISTINCT a.paper_id)
FROM json_each(?) AS wanted
JOIN people AS p ON p.id = wanted.value
JOIN names AS n ON n.person_id = p.id
LEFT JOIN authorships AS a ON a.name_id = n.id
GROUP BY p.id
"""

_MOST_WORDS = 8
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class NearPerson:
    """Somebody whose name is near to the one that was typed."""

    id: int
    name: str
    papers: int


def near_people(db: sqlite3.Connection, typed: str) -> list[NearPerson]:
    """The people who may have been meant by a misspelt name, the likeliest first."""
    words = [word for word in fold_for_identity(typed).split() if word.isalnum()][:_MOST_WORDS]
    if not words:
        return []
    found = _people_like(db, words)
    # An initial may stand for a name, so who fits without it counts as well.
    whole = [word for word in words if len(word) > 1]
    if whole and whole != words:
        found += _people_like(db, whole)
    people: dict[str, set[int]] = {}
    for folded, person in found:
        people.setdefault(folded, set()).add(person)
    folded_typed = " ".join(words)
    near = nearest_names(folded_typed, (Spelling(name, 1) for name in people), limit=NEAR_ENOUGH)
    ids = json.dumps([person for spelling in near for person in people[spelling.text]])
    shown = {row[0]: NearPerson(*row) for row in db.execute(SHOWN, (ids,))}
    counted = (
        replace(each, papers=max(shown[person].papers for person in people[each.text]))
        for each in near
    )
    ranked = nearest_names(folded_typed, counted, limit=NEAR_ENOUGH)
    best = dict.fromkeys(
        person
        for spelling in ranked
        for person in sorted(people[spelling.text], key=lambda each: -shown[each].papers)
    )
    return [shown[person] for person in best][:_MOST_NAMED]


def _people_like(db: sqlite3.Connection, words: Sequence[str]) -> list[tuple[str, int]]:
    """(folded name, person) of who may be meant, one word being misspelt, else several."""
    near = [" OR ".join(f'"{each}"' for each in [word, *near_words(db, word)]) for word in words]
    one_wrong = [
        " AND ".join(
            f"({near[at]})" if at == wrong else f'"{word}"' for at, word in enumerate(words)
        )
        for wrong in range(len(words))
    ]
    several = [" AND ".join(f"({match})" for match in near)]
    for matches in (one_wrong, several, near[-1:]) if words else ():
        found = [row for match in matches for row in db.execute(PEOPLE, (match,))]
        if found:
            return found
    return []
