"""People: found by any name, their pages, and lists of them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papercat.catalogue.beginnings import beginning_with
from papercat.errors import NothingFound, UsageError
from papercat.later import Later
from papercat.papers.paper_ids import MOST, day_of, ids_between
from papercat.partial_date import is_partial_date
from papercat.people.names import fold_for_identity
from papercat.people.shown_names import called, shown_as
from papercat.search.folding import sort_key

near = Later("papercat.people.near_people")

BY_FOLDED_PREFIX = """
SELECT DISTINCT person_id FROM names WHERE folded >= ? AND folded < ? LIMIT 50
"""
BY_WORDS = """
SELECT n.person_id FROM names_fts AS f
JOIN names AS n ON n.id = f.rowid
LEFT JOIN authorships AS a ON a.name_id = n.id
WHERE names_fts MATCH ? GROUP BY n.person_id ORDER BY count(*) DESC, n.person_id LIMIT 50
"""
PERSON = """
SELECT id, name, sort_name FROM people
WHERE id = ?1 OR id = (SELECT person_id FROM former_people WHERE id = ?1)
"""
PRINTED = """
SELECT n.name, sum(a.inferred_from IS NULL), sum(a.inferred_from NOTNULL)
FROM names AS n JOIN authorships AS a ON a.name_id = n.id
WHERE n.person_id = ? GROUP BY n.name ORDER BY 2 DESC, 1
"""
PAPERS = """
SELECT a.paper_id, max(a.inferred_from IS NULL)
FROM names AS n JOIN authorships AS a ON a.name_id = n.id
WHERE n.person_id = ? GROUP BY a.paper_id ORDER BY a.paper_id DESC
"""
COAUTHORS = """
SELECT p.name, count(DISTINCT mine.paper_id) AS papers,
       count(DISTINCT iif(mine.slot < 0 OR theirs.slot < 0, mine.paper_id, NULL)),
       min(substr(paper.published, 1, 4)), max(substr(paper.published, 1, 4))
FROM names AS n
JOIN authorships AS mine ON mine.name_id = n.id
JOIN authorships AS theirs ON theirs.paper_id = mine.paper_id
JOIN names AS other ON other.id = theirs.name_id AND other.person_id <> n.person_id
JOIN people AS p ON p.id = other.person_id
JOIN papers AS paper ON paper.id = mine.paper_id
WHERE n.person_id = ?
GROUP BY p.id ORDER BY papers DESC, p.sort_name LIMIT ?
"""
CATEGORIES = """
SELECT c.code, count(DISTINCT a.paper_id) AS papers
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN paper_categories AS pc ON pc.paper_id = a.paper_id
JOIN categories AS c ON c.id = pc.category_id
WHERE n.person_id = ? GROUP BY c.id ORDER BY papers DESC, c.code
"""
ORGANISATIONS = """
SELECT o.slug, count(DISTINCT a.paper_id) AS papers
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN paper_organisations AS po ON po.paper_id = a.paper_id
JOIN organisations AS o ON o.id = po.organisation_id
WHERE n.person_id = ? GROUP BY o.id ORDER BY papers DESC, o.slug
"""
POSTS = """
SELECT DISTINCT post.key
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN mentions AS m ON m.paper_id = a.paper_id
JOIN posts AS post ON post.id = m.post_id
WHERE n.person_id = ? ORDER BY post.key
"""
# All of it is in two indices: a slot below 0 is an inferred author's, an id says the year.
# In the order of people they are read side by side, which CROSS JOIN asks SQLite for.
LIST = """
WITH counted AS (
    SELECT n.person_id, count(DISTINCT a.paper_id) AS papers,
           count(DISTINCT iif(a.slot < 0, a.paper_id, NULL)) AS inferred,
           min(iif(a.paper_id < :first_dated, NULL, a.paper_id)) AS oldest,
           max(a.paper_id) AS newest
    FROM names AS n CROSS JOIN authorships AS a ON a.name_id = n.id
    WHERE (:category IS NULL OR EXISTS (
        SELECT 1 FROM paper_categories AS pc
        WHERE pc.paper_id = a.paper_id AND pc.category_id = :category))
    AND (:organisation IS NULL OR EXISTS (
        SELECT 1 FROM paper_organisations AS po JOIN organisations AS o ON o.id = po.organisation_id
        WHERE po.paper_id = a.paper_id AND o.slug = :organisation))
    AND a.paper_id >= :first_id AND a.paper_id < :last_id
    GROUP BY n.person_id
)
SELECT p.id, p.name, c.papers, c.inferred, c.oldest, c.newest
FROM counted AS c JOIN people AS p ON p.id = c.person_id
"""
LIST_ORDERS = {
    "papers": " ORDER BY c.papers DESC, p.sort_name, p.id LIMIT :limit",
    "recent": " ORDER BY c.newest DESC, p.sort_name, p.id LIMIT :limit",
    "name": " ORDER BY sort_key(p.sort_name), p.id LIMIT :limit",
}
"""the orders a list of people may have"""

MOST_FITTING = 50
"""of the people whom a name may mean so many are found, as the queries above say"""
_NAMED = 8
"""so many of them are named in an error"""


@dataclass(frozen=True, slots=True)
class Person:
    """One person, whatever the name was printed like."""

    id: int
    name: str
    sort_name: str


def find_person(db: sqlite3.Connection, name: str) -> Person:
    """The one person whom a typed name, or an id, means.

    Raises NothingFound where nobody is called so, UsageError where several are.
    """
    return _only_one(name, find_people(db, name))


def find_for_decision(db: sqlite3.Connection, name: str) -> Person:
    """The one person who is called so, or has these whole words in the name, or that id.

    A beginning is not enough to decide upon somebody, and who is called so comes before who has
    more names. Raises NothingFound where nobody is, UsageError where several are.
    """
    if name.isascii() and name.isdigit():
        return find_person(db, name)
    folded = fold_for_identity(name)
    ids = called(db, folded)
    if not ids and folded.replace(" ", "").isalnum():
        ids = _with_words(db, [f'"{word}"' for word in folded.split()])
    if ids:
        return _only_one(name, _people(db, ids))
    fitting = ", ".join(f"{one.name} ({one.id})" for one in find_people(db, name)[:_NAMED])
    raise NothingFound(f"{name!r} is no whole name; say it in full, or the number: {fitting}")


def _only_one(name: str, people: Sequence[Person]) -> Person:
    if len(people) > 1:
        ids = ", ".join(f"{person.name} ({person.id})" for person in people[:_NAMED])
        more = ", …" if len(people) > _NAMED else ""
        raise UsageError(f"{how_many(people)} fit {name!r}; say which by number: {ids}{more}")
    return people[0]


def how_many(people: Sequence[Person]) -> str:
    """How many people a name may mean, in words."""
    least = "at least " if len(people) == MOST_FITTING else ""
    return f"{least}{len(people)} people"


def find_people(db: sqlite3.Connection, name: str) -> list[Person]:
    """The people a typed name may mean: any form, without accents, or its beginning.

    Whole words of a name count as its beginning does: `Smith` is John Smith before it is
    Smitha alone. A number is a person's id, also one from before people turned out to be the same.
    Raises NothingFound where nobody is.
    """
    if name.isascii() and name.isdigit():
        found = db.execute(PERSON, (min(int(name[:20]), MOST),)).fetchone()
        if found is None:
            raise NothingFound(f"nobody has the number {name}; list people with: papercat authors")
        return [Person(*found)]
    folded = fold_for_identity(name)
    words = folded.split()
    exact = called(db, folded)
    quoted = [f'"{word}"' for word in words] if folded.replace(" ", "").isalnum() else []
    ids = list(exact)
    # One word alone is rarely anybody's whole name, whoever is printed so.
    if words and (not exact or len(words) == 1):
        initials = [f"{word}*" if len(word) == len('"J"') else word for word in quoted]
        ids += _with_words(db, initials if len(words) > 1 else quoted)
        ids += shown_as(db, folded, whole=False)
    if words and not exact:
        ids += [row[0] for row in db.execute(BY_FOLDED_PREFIX, beginning_with(folded))]
    if not ids:
        ids = _with_words(db, [f"{word}*" for word in quoted])
    people = _people(db, ids)
    if not people:
        raise NothingFound(f"nobody is called {name!r}; {_meant(db, name)}")
    return people


def _people(db: sqlite3.Connection, ids: Sequence[int]) -> list[Person]:
    best = [*dict.fromkeys(ids)][:MOST_FITTING]
    return [Person(*row) for person in best for row in db.execute(PERSON, (person,))]


def _with_words(db: sqlite3.Connection, words: Sequence[str]) -> list[int]:
    """The people with all of the words, as FTS5 takes them, in one of their names."""
    return [row[0] for row in db.execute(BY_WORDS, (" ".join(words),))] if words else []


def _meant(db: sqlite3.Connection, name: str) -> str:
    """What to do about a name that nobody has."""
    names = [person.name for person in near.near_people(db, name)]
    return f"did you mean: {', '.join(names)}?" if names else "list people with: papercat authors"


def printed_names(db: sqlite3.Connection, person: int) -> list[tuple[str, int, int]]:
    """(name, times stated, times inferred) for every form a person is printed in."""
    return db.execute(PRINTED, (person,)).fetchall()


def papers_of(db: sqlite3.Connection, person: int) -> dict[int, bool]:
    """Paper id → whether the paper states the person, the newest first."""
    return {paper: bool(stated) for paper, stated in db.execute(PAPERS, (person,))}


def coauthors_of(
    db: sqlite3.Connection, person: int, limit: int
) -> list[tuple[str, int, int, str | None, str | None]]:
    """(name, papers together, of them inferred, first year, last year), the most frequent first.

    Inferred are those on which papercat inferred one of the two.
    """
    return db.execute(COAUTHORS, (person, limit)).fetchall()


def counts_of(db: sqlite3.Connection, query: str, person: int) -> list[tuple[str, int]]:
    """(what, papers) for one of `CATEGORIES` and `ORGANISATIONS`."""
    return db.execute(query, (person,)).fetchall()


def posts_of(db: sqlite3.Connection, person: int) -> tuple[str, ...]:
    """The keys of the posts that name a paper of the person."""
    return tuple(key for (key,) in db.execute(POSTS, (person,)))


@dataclass(frozen=True, slots=True)
class Among:
    """Which papers count in a list of people; None: all."""

    category: int | None = None
    organisation: str | None = None
    years: str | None = None
    """one, or two with `..` between them, either of which may be missing"""


def list_people(
    db: sqlite3.Connection, order: str, limit: int, among: Among
) -> Iterator[tuple[int, str, int, int, str | None, str | None]]:
    """(id, name, papers, of them inferred, first year, last year), `limit` < 0 for everybody."""
    first_id, last_id = (0, MOST) if among.years is None else ids_between(*_range(among.years))
    values = {
        "category": among.category,
        "organisation": among.organisation,
        "first_id": first_id,
        "last_id": last_id,
        "first_dated": ids_between(None, None)[0],
        "limit": limit,
    }
    db.create_function("sort_key", 1, sort_key, deterministic=True)
    for *person, oldest, newest in db.execute(LIST + LIST_ORDERS[order], values):
        yield *person, _year(oldest), _year(newest)


def _year(paper_id: int | None) -> str | None:
    """The year of a paper with that row id."""
    day = None if paper_id is None else day_of(paper_id)
    return None if day is None else f"{day.year:04}"


def _range(years: str) -> tuple[str | None, str | None]:
    first, dots, last = years.partition("..")
    if not dots:
        last = first
    if any(year and not (len(year) == 4 and is_partial_date(year)) for year in (first, last)):
        raise UsageError(f"{years!r} is neither a year nor years such as 2018..2020")
    if first and last and first > last:
        raise UsageError(f"the years of {years!r} run backwards; write {last}..{first}")
    return first or None, last or None
