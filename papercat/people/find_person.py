"""A search for people by id, by name, or by a name with a number: `Wei Wang (2)`.

Several people may have one name. They are numbered by their ids, so that an import that
adds another one leaves the numbers as they are.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papercat.catalogue.sql_values import beginning_with, first_column, id_list
from papercat.errors import NothingFound, UsageError
from papercat.people.shown_names import called, numbered, printed_as, shown_as, with_number
from papercat.text.names import fold_for_identity
from papercat.text.spelling import NEAR_ENOUGH, Spelling, near_words, nearest_names

BY_FOLDED_PREFIX = """
SELECT DISTINCT person_id FROM names
WHERE folded >= ? AND folded < ? AND person_id NOTNULL LIMIT 50
"""
BY_WORDS = """
SELECT n.person_id FROM names_fts AS f
JOIN names AS n ON n.id = f.rowid
LEFT JOIN authorships AS a ON a.name_id = n.id
WHERE names_fts MATCH ? AND n.person_id NOTNULL
GROUP BY n.person_id ORDER BY count(*) DESC, n.person_id LIMIT 50
"""
PERSON = "SELECT id, name, sort_name FROM people WHERE id = ?"
# A person's former id is still the id of a name. That is somebody else's now, or was a
# namesake's, who may be found by the first paper that the name tells: `wei wang#p71`.
WITH_NAME_ROW = "SELECT person_id FROM names WHERE id = ? AND person_id NOTNULL"
ON_FIRST_PAPER = """
SELECT n.person_id FROM names AS given
JOIN statements AS s ON s.id = CAST(substr(given.folded, instr(given.folded, '#p') + 2) AS INTEGER)
JOIN authorships AS a ON a.paper_id = s.paper_id
JOIN names AS n ON n.id = a.name_id
WHERE given.id = ? AND instr(given.folded, '#p')
AND substr(n.folded || '#', 1, instr(n.folded || '#', '#'))
    = substr(given.folded, 1, instr(given.folded, '#'))
"""
WITH_SAME_NAME = """
SELECT n.person_id FROM names AS given JOIN names AS n ON n.folded IN (
    given.folded, substr(given.folded, 1, instr(given.folded || '#', '#') - 1))
WHERE given.id = ? AND n.person_id NOTNULL
ORDER BY n.folded = given.folded DESC, n.id LIMIT 1
"""
NAMES_WITH_WORDS = """
SELECT n.folded, n.person_id FROM names_fts AS f JOIN names AS n ON n.id = f.rowid
WHERE names_fts MATCH ? AND n.person_id NOTNULL LIMIT 3000
"""
COUNT_PAPERS = """
SELECT p.name, count(DISTINCT a.paper_id) AS papers
FROM json_each(?) AS wanted
JOIN people AS p ON p.id = wanted.value
JOIN names AS n ON n.person_id = p.id
LEFT JOIN authorships AS a ON a.name_id = n.id
GROUP BY p.name ORDER BY papers DESC LIMIT 1
"""

MOST_FITTING = 50
"""Most people that a part of a name finds."""
_NAMED = 8
"""Most people named in an error."""
_MOST_WORDS = 8
_MOST_NAMED = 3
_LARGEST_ID = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Person:
    """A person under the name to show."""

    id: int
    name: str
    sort_name: str
    number: int = 1
    """The place among the people of this name, by id."""
    namesakes: int = 1
    """How many people have the name, this one included."""

    @property
    def title(self) -> str:
        """The name, with its number if several people have it: `Wei Wang (2 of 31)`."""
        if self.namesakes == 1:
            return self.name
        return f"{self.name} ({self.number} of {self.namesakes})"


def find_person(db: sqlite3.Connection, name: str) -> Person:
    """Find the only person that a typed name or id may mean.

    Raises NothingFound if nobody has the name, UsageError if several people do.
    """
    return _only_one(name, find_people(db, name))


def find_for_decision(db: sqlite3.Connection, name: str) -> Person:
    """Find the only person with this id or name, or with all of these words in the name.

    A beginning is not enough to decide about a person, and an exact name comes first.
    Raises NothingFound if nobody has the name, UsageError if several people do.
    """
    if means_one(name):
        return find_person(db, name)
    folded = fold_for_identity(name)
    ids = called(db, folded) or _with_words(db, _quoted(folded))
    if ids:
        return _only_one(name, _people(db, ids))
    fitting = _listed(find_people(db, name))
    raise NothingFound(f"{name!r} is not a whole name; give all of it, or an id: {fitting}")


def find_people(db: sqlite3.Connection, name: str) -> list[Person]:
    """Find everybody a typed name may mean, without accents, in any form or by its beginning.

    Whole words of a name rank as high as its beginning: `Smith` finds John Smith
    before Smitha. A number is a person's id, also a former one.
    Raises NothingFound if nobody has the name.
    """
    if _is_id(name):
        return [_by_id(db, name)]
    if pair := numbered(name):
        return [_by_number(db, *pair)]
    people = _people(db, _ids_for(db, fold_for_identity(name)))
    if not people:
        near = ", ".join(near_people(db, name))
        hint = f"did you mean: {near}?" if near else "list people with: papercat authors"
        raise NothingFound(f"nobody is called {name!r}; {hint}")
    return people


def means_one(name: str) -> bool:
    """Tell whether what was typed is an id, or a name with a number."""
    return _is_id(name) or numbered(name) is not None


def how_many(people: Sequence[Person]) -> str:
    """Count the people whom a name may mean, in words."""
    if len(people) == MOST_FITTING:
        return f"at least {MOST_FITTING} people"
    return f"{len(people)} people"


def _only_one(name: str, people: Sequence[Person]) -> Person:
    if len(people) == 1:
        return people[0]
    choose = "choose one by id"
    if any(person.number > 1 for person in people):
        choose += f" or number, such as '{people[0].name} (2)'"
    raise UsageError(f"{how_many(people)} fit {name!r}; {choose}: {_listed(people)}")


def _listed(people: Sequence[Person]) -> str:
    """List the first of some people with their ids."""
    named = [f"{person.title}: {person.id}" for person in people[:_NAMED]]
    if len(people) > _NAMED:
        named.append("…")
    return ", ".join(named)


def _is_id(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _by_id(db: sqlite3.Connection, number: str) -> Person:
    given = min(int(number[:20]), _LARGEST_ID)
    for query in (WITH_NAME_ROW, ON_FIRST_PAPER, WITH_SAME_NAME):
        for (person,) in db.execute(query, (given,)):
            return person_with_id(db, person)
    raise NothingFound(f"nobody has the id {number}; list people with: papercat authors")


def _by_number(db: sqlite3.Connection, name: str, number: int) -> Person:
    """Find the person of a numbered name, such as the second Wei Wang."""
    for person in with_number(db, name, number):
        return person_with_id(db, person)
    people = find_people(db, name)
    raise NothingFound(f"{how_many(people)} fit {name!r}, not {number}: {_listed(people)}")


def _ids_for(db: sqlite3.Connection, folded: str) -> list[int]:
    """Find the people whom a folded name may mean, the best first."""
    words = folded.split()
    exact = called(db, folded)
    if not words or (exact and len(words) > 1):
        return exact
    quoted = _quoted(folded)
    ids = list(exact)
    # A single word is rarely a whole name, even if somebody is printed so.
    ids += _with_words(db, _quoted(folded, initials=len(words) > 1))
    ids += shown_as(db, folded, whole=False)
    if not exact:
        ids += first_column(db.execute(BY_FOLDED_PREFIX, beginning_with(folded)))
    ids = ids or _with_words(db, [f"{word}*" for word in quoted])
    return list(dict.fromkeys(ids))[:MOST_FITTING]


def _quoted(folded: str, *, initials: bool = False) -> list[str]:
    """Quote the words of a folded name for FTS5; none if they have more than letters.

    With `initials`, a single letter stands for any name that begins with it.
    """
    if not folded.replace(" ", "").isalnum():
        return []
    quoted = [f'"{word}"' for word in folded.split()]
    if initials:
        quoted = [f"{word}*" if len(word) == len('"J"') else word for word in quoted]
    return quoted


def _with_words(db: sqlite3.Connection, words: Sequence[str]) -> list[int]:
    """Find the people with all of the words, written for FTS5, in one of their names."""
    if not words:
        return []
    return first_column(db.execute(BY_WORDS, (" ".join(words),)))


def person_with_id(db: sqlite3.Connection, number: int) -> Person:
    """Return the person who has an id now, with their place among their namesakes."""
    person, name, sort_name = db.execute(PERSON, (number,)).fetchone()
    same_name = printed_as(db, fold_for_identity(name))
    if person not in same_name:  # the user chose the name
        return Person(person, name, sort_name)
    return Person(person, name, sort_name, same_name.index(person) + 1, len(same_name))


def _people(db: sqlite3.Connection, ids: Iterable[int]) -> list[Person]:
    return [person_with_id(db, person) for person in dict.fromkeys(ids)]


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
        name, papers = db.execute(COUNT_PAPERS, (id_list(people[near.text]),)).fetchone()
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
            found += db.execute(NAMES_WITH_WORDS, (match,)).fetchall()
        if found:
            return found
    return []


def _any_of(words: Sequence[str]) -> str:
    quoted = " OR ".join(f'"{word}"' for word in words)
    return f"({quoted})"
