"""People: found by any name, their pages, and lists of them."""

import sqlite3
from dataclasses import dataclass

from papercat.errors import NothingFound
from papercat.infer.names import fold_for_identity

BY_FOLDED = "SELECT DISTINCT person_id FROM names WHERE folded = ?"
BY_FOLDED_PREFIX = """
SELECT DISTINCT person_id FROM names WHERE folded >= ?1 AND folded < ?1 || '{' LIMIT 50
"""
BY_WORDS = """
SELECT DISTINCT person_id FROM names
WHERE (SELECT min(' ' || folded || ' ' LIKE '% ' || value || '%') FROM json_each(?)) LIMIT 50
"""
PERSON = "SELECT id, name, sort_name FROM people WHERE id = ?"
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
LIST = """
SELECT p.name, count(DISTINCT a.paper_id) AS papers,
       count(DISTINCT CASE WHEN a.inferred_from NOTNULL THEN a.paper_id END),
       min(substr(paper.published, 1, 4)), max(substr(paper.published, 1, 4))
FROM people AS p
JOIN names AS n ON n.person_id = p.id
JOIN authorships AS a ON a.name_id = n.id
JOIN papers AS paper ON paper.id = a.paper_id
GROUP BY p.id
"""
LIST_ORDERS = {
    "papers": " ORDER BY papers DESC, p.sort_name, p.id",
    "recent": " ORDER BY max(a.paper_id) DESC, p.sort_name, p.id",
    "name": " ORDER BY p.sort_name COLLATE NOCASE, p.id",
}
"""the orders a list of people may have"""
SOME_NAMES = "SELECT name FROM people WHERE sort_name LIKE ? || '%' LIMIT 500"


@dataclass(frozen=True, slots=True)
class Person:
    """One person, whatever the name was printed like."""

    id: int
    name: str
    sort_name: str


def find_people(db: sqlite3.Connection, name: str) -> list[Person]:
    """The people a typed name may mean: any printed form, without accents, or its beginning.

    Raises NothingFound where nobody is.
    """
    folded = fold_for_identity(name)
    words = folded.split()
    ids = [row[0] for row in db.execute(BY_FOLDED, (folded,))]
    if not ids and words:
        ids = [row[0] for row in db.execute(BY_FOLDED_PREFIX, (folded,))]
    if not ids and words:
        wanted = "[" + ",".join(f'"{word}"' for word in words) + "]"
        ids = [row[0] for row in db.execute(BY_WORDS, (wanted,))]
    if not ids:
        raise NothingFound(f"nobody is called {name!r}; list people with: papercat authors")
    return [Person(*db.execute(PERSON, (person,)).fetchone()) for person in ids]


def printed_names(db: sqlite3.Connection, person: int) -> list[tuple[str, int, int]]:
    """(name, times stated, times inferred) for every form a person is printed in."""
    return db.execute(PRINTED, (person,)).fetchall()


def papers_of(db: sqlite3.Connection, person: int) -> dict[int, bool]:
    """Paper id → whether the paper states the person, the newest first."""
    return {paper: bool(stated) for paper, stated in db.execute(PAPERS, (person,))}


def coauthors_of(
    db: sqlite3.Connection, person: int, limit: int
) -> list[tuple[str, int, str | None, str | None]]:
    """(name, papers together, first year, last year), the most frequent first."""
    return db.execute(COAUTHORS, (person, limit)).fetchall()


def counts_of(db: sqlite3.Connection, query: str, person: int) -> list[tuple[str, int]]:
    """(what, papers) for one of `CATEGORIES` and `ORGANISATIONS`."""
    return db.execute(query, (person,)).fetchall()


def posts_of(db: sqlite3.Connection, person: int) -> tuple[str, ...]:
    """The keys of the posts that name a paper of the person."""
    return tuple(key for (key,) in db.execute(POSTS, (person,)))


def list_people(db: sqlite3.Connection, order: str, limit: int) -> sqlite3.Cursor:
    """(name, papers, of them inferred, first year, last year) of everybody, `limit` < 0 for all."""
    return db.execute(LIST + LIST_ORDERS[order] + " LIMIT ?", (limit,))
