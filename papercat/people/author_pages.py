"""People: a search by name, their pages, and lists of them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papercat.catalogue.sql_values import beginning_with
from papercat.errors import NothingFound, UsageError
from papercat.people.near_people import near_people
from papercat.people.shown_names import called, shown_as
from papercat.text.folding import sort_key
from papercat.text.names import fold_for_identity
from papercat.text.partial_date import is_partial_date

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
# A former id is the id of a name, which now is somebody else's or one with a number.
NOW = """
SELECT n.person_id FROM names AS given JOIN names AS n ON n.folded IN (
    given.folded, substr(given.folded, 1, instr(given.folded || '#', '#') - 1))
WHERE given.id = ? AND n.person_id NOTNULL
ORDER BY n.id = given.id DESC, n.folded = given.folded DESC, n.id LIMIT 1
"""
PRINTED = """
SELECT n.name, sum(a.slot > 0), sum(a.slot < 0)
FROM names AS n JOIN authorships AS a ON a.name_id = n.id
WHERE n.person_id = ? GROUP BY n.name ORDER BY 2 DESC, 1
"""
PAPERS = """
SELECT a.paper_id, max(a.slot > 0)
FROM names AS n JOIN authorships AS a ON a.name_id = n.id
JOIN papers AS p ON p.id = a.paper_id
WHERE n.person_id = ? GROUP BY a.paper_id ORDER BY p.published DESC, p.id DESC
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
WHERE n.person_id = ? AND a.slot > 0 GROUP BY o.id ORDER BY papers DESC, o.slug
"""
POSTS = """
SELECT DISTINCT post.key
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN mentions AS m ON m.paper_id = a.paper_id
JOIN posts AS post ON post.id = m.post_id
WHERE n.person_id = ? AND a.slot > 0 ORDER BY post.key
"""
# CROSS JOIN makes SQLite read names and authorships side by side, in the order of people.
LIST = """
WITH dated AS MATERIALIZED (SELECT id, published FROM papers),
counted AS (
    SELECT n.person_id, count(DISTINCT a.paper_id) AS papers,
           count(DISTINCT iif(a.slot < 0, a.paper_id, NULL)) AS inferred,
           min(d.published) AS oldest, max(d.published) AS newest
    FROM names AS n CROSS JOIN authorships AS a ON a.name_id = n.id
    JOIN dated AS d ON d.id = a.paper_id
    WHERE (:category IS NULL OR EXISTS (
        SELECT 1 FROM paper_categories AS pc
        WHERE pc.paper_id = a.paper_id AND pc.category_id = :category))
    AND (:organisation IS NULL OR EXISTS (
        SELECT 1 FROM paper_organisations AS po JOIN organisations AS o ON o.id = po.organisation_id
        WHERE po.paper_id = a.paper_id AND o.slug = :organisation))
    AND (:papers IS NULL OR a.paper_id IN (SELECT value FROM json_each(:papers)))
    AND (:first_year IS NULL OR d.published >= :first_year)
    AND (:last_year IS NULL OR substr(d.published, 1, 4) <= :last_year)
    GROUP BY n.person_id
)
SELECT p.id, p.name, c.papers, c.inferred, substr(c.oldest, 1, 4), substr(c.newest, 1, 4)
FROM counted AS c JOIN people AS p ON p.id = c.person_id AND NOT p.is_group
"""
LIST_ORDERS = {
    "papers": " ORDER BY c.papers DESC, p.sort_name, p.id LIMIT :limit",
    "recent": " ORDER BY c.newest DESC, p.sort_name, p.id LIMIT :limit",
    "name": " ORDER BY sort_key(p.sort_name), p.id LIMIT :limit",
}
"""The orders of a list of people."""

MOST_FITTING = 50
"""Most people that one name may find."""
_NAMED = 8
"""Most people named in an error."""
_LARGEST_ID = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Person:
    """A person under the name to show."""

    id: int
    name: str
    sort_name: str


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
    if _is_id(name):
        return find_person(db, name)
    folded = fold_for_identity(name)
    ids = called(db, folded) or _with_words(db, _quoted(folded))
    if ids:
        return _only_one(name, _people(db, ids))
    fitting = ", ".join(f"{one.name} ({one.id})" for one in find_people(db, name)[:_NAMED])
    raise NothingFound(f"{name!r} is not a whole name; give all of it, or an id: {fitting}")


def find_people(db: sqlite3.Connection, name: str) -> list[Person]:
    """Find everybody a typed name may mean, without accents, in any form or by its beginning.

    Whole words of a name rank as high as its beginning: `Smith` finds John Smith
    before Smitha. A number is a person's id, also a former one.
    Raises NothingFound if nobody has the name.
    """
    if _is_id(name):
        return [_by_id(db, name)]
    folded = fold_for_identity(name)
    people = _people(db, _ids_for(db, folded))
    if not people:
        near = ", ".join(person.name for person in near_people(db, name))
        hint = f"did you mean: {near}?" if near else "list people with: papercat authors"
        raise NothingFound(f"nobody is called {name!r}; {hint}")
    return people


def _only_one(name: str, people: Sequence[Person]) -> Person:
    if len(people) == 1:
        return people[0]
    ids = ", ".join(f"{person.name} ({person.id})" for person in people[:_NAMED])
    if len(people) > _NAMED:
        ids += ", …"
    raise UsageError(f"{how_many(people)} fit {name!r}; choose one by id: {ids}")


def how_many(people: Sequence[Person]) -> str:
    """Count the people whom a name may mean, in words."""
    if len(people) == MOST_FITTING:
        return f"at least {MOST_FITTING} people"
    return f"{len(people)} people"


def _is_id(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _by_id(db: sqlite3.Connection, number: str) -> Person:
    given = min(int(number[:20]), _LARGEST_ID)
    for (person,) in db.execute(NOW, (given,)):
        return _people(db, [person])[0]
    raise NothingFound(f"nobody has the id {number}; list people with: papercat authors")


def _ids_for(db: sqlite3.Connection, folded: str) -> list[int]:
    """Find the people whom a folded name may mean, the best first."""
    words = folded.split()
    if not words:
        return called(db, folded)
    quoted = _quoted(folded)
    exact = called(db, folded)
    if exact and len(words) > 1:
        return exact
    ids = list(exact)
    # A single word is rarely a whole name, even if somebody is printed so.
    if len(words) == 1:
        ids += _with_words(db, quoted)
    else:
        ids += _with_words(db, [_with_initial(word) for word in quoted])
    ids += shown_as(db, folded, whole=False)
    if not exact:
        ids += [person for (person,) in db.execute(BY_FOLDED_PREFIX, beginning_with(folded))]
    return ids or _with_words(db, [f"{word}*" for word in quoted])


def _quoted(folded: str) -> list[str]:
    """Quote the words of a folded name for FTS5; none if they have more than letters."""
    if not folded.replace(" ", "").isalnum():
        return []
    return [f'"{word}"' for word in folded.split()]


def _with_initial(quoted: str) -> str:
    """Let an initial stand for any name that begins with it."""
    is_initial = len(quoted) == len('"J"')
    return f"{quoted}*" if is_initial else quoted


def _people(db: sqlite3.Connection, ids: Sequence[int]) -> list[Person]:
    people = []
    for person in list(dict.fromkeys(ids))[:MOST_FITTING]:
        people += [Person(*row) for row in db.execute(PERSON, (person,))]
    return people


def _with_words(db: sqlite3.Connection, words: Sequence[str]) -> list[int]:
    """Find the people with all of the words, written for FTS5, in one of their names."""
    if not words:
        return []
    return [person for (person,) in db.execute(BY_WORDS, (" ".join(words),))]


def printed_names(db: sqlite3.Connection, person: int) -> list[tuple[str, int, int]]:
    """List (name, times stated, times inferred) for every printed form of a person's name."""
    return db.execute(PRINTED, (person,)).fetchall()


def papers_of(db: sqlite3.Connection, person: int) -> dict[int, bool]:
    """Map the ids of a person's papers, newest first, to whether a source states the person."""
    return {paper: bool(stated) for paper, stated in db.execute(PAPERS, (person,))}


def coauthors_of(
    db: sqlite3.Connection, person: int, limit: int
) -> list[tuple[str, int, int, str | None, str | None]]:
    """List (name, papers together, inferred ones, first year, last year), most papers first.

    A paper counts as inferred if papercat inferred either of the two authors.
    """
    return db.execute(COAUTHORS, (person, limit)).fetchall()


def counts_of(db: sqlite3.Connection, query: str, person: int) -> list[tuple[str, int]]:
    """List (label, papers) for one of `CATEGORIES` and `ORGANISATIONS`."""
    return db.execute(query, (person,)).fetchall()


def posts_of(db: sqlite3.Connection, person: int) -> tuple[str, ...]:
    """List the keys of the posts that name a paper of the person."""
    return tuple(key for (key,) in db.execute(POSTS, (person,)))


@dataclass(frozen=True, slots=True)
class Among:
    """Filters for the papers that count in a list of people; None lets all pass."""

    category: int | None = None
    organisation: str | None = None
    papers: str | None = None
    """a list of paper ids in JSON"""
    years: str | None = None
    """One year, or two with `..` between them, either of which may be missing."""


def list_people(
    db: sqlite3.Connection, order: str, limit: int, among: Among
) -> Iterator[tuple[int, str, int, int, str | None, str | None]]:
    """List (id, name, papers, inferred papers, first year, last year), groups left out.

    A `limit` below 0 lists everybody.
    """
    first, last = _range(among.years or "..")
    values = {
        "category": among.category,
        "organisation": among.organisation,
        "papers": among.papers,
        "first_year": first,
        "last_year": last,
        "limit": limit,
    }
    db.create_function("sort_key", 1, sort_key, deterministic=True)
    return db.execute(LIST + LIST_ORDERS[order], values)


def _range(years: str) -> tuple[str | None, str | None]:
    first, dots, last = years.partition("..")
    if not dots:
        last = first
    for year in (first, last):
        if year and not (len(year) == len("2020") and is_partial_date(year)):
            raise UsageError(f"invalid years {years!r}; write a year, or years such as 2018..2020")
    if first and last and first > last:
        raise UsageError(f"the years {years!r} run backwards; write {last}..{first}")
    return first or None, last or None
