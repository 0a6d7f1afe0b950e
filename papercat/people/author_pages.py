"""The facts on people's pages, lists of people, and chains of papers between two people."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from papercat.catalogue.sql_values import first_column, id_list
from papercat.text.folding import sort_key

PRINTED = """
SELECT n.name, sum(a.slot > 0), sum(a.slot < 0)
FROM names AS n JOIN authorships AS a ON a.name_id = n.id
WHERE n.person_id = ? GROUP BY n.name ORDER BY 2 DESC, 1
"""
MOST_PRINTED = """
SELECT n.name FROM names AS n LEFT JOIN authorships AS a ON a.name_id = n.id
WHERE n.folded = ? GROUP BY n.id ORDER BY count(a.paper_id) DESC, n.id LIMIT 1
"""
PAPERS = """
SELECT a.paper_id, max(a.slot > 0)
FROM names AS n JOIN authorships AS a ON a.name_id = n.id
JOIN papers AS p ON p.id = a.paper_id
WHERE n.person_id = ? GROUP BY a.paper_id ORDER BY p.published DESC, p.id DESC
"""
COAUTHORS = """
SELECT p.id, p.name, count(DISTINCT mine.paper_id) AS papers,
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
POSTS = """
SELECT DISTINCT post.key
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN mentions AS m ON m.paper_id = a.paper_id
JOIN posts AS post ON post.id = m.post_id
WHERE n.person_id = ? AND a.slot > 0 ORDER BY post.key
"""
TITLES_AND_YEARS = """
SELECT p.title, substr(p.published, 1, 4) FROM json_each(?) AS wanted
JOIN papers AS p ON p.id = wanted.value ORDER BY p.published DESC, p.id DESC
"""
CATEGORIES = """
SELECT c.code, count(*) AS papers FROM json_each(?) AS wanted
JOIN paper_categories AS pc ON pc.paper_id = wanted.value
JOIN categories AS c ON c.id = pc.category_id
GROUP BY c.id ORDER BY papers DESC, c.code
"""
ORGANISATIONS = """
SELECT o.slug, count(*) AS papers FROM json_each(?) AS wanted
JOIN paper_organisations AS po ON po.paper_id = wanted.value
JOIN organisations AS o ON o.id = po.organisation_id
GROUP BY o.id ORDER BY papers DESC, o.slug
"""
PEOPLE_ON_PAPERS = """
SELECT p.name FROM json_each(?1) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value
JOIN names AS n ON n.id = a.name_id
JOIN people AS p ON p.id = n.person_id AND p.id <> ?2
GROUP BY p.id ORDER BY count(DISTINCT a.paper_id) DESC, p.sort_name LIMIT ?3
"""
TOGETHER = """
SELECT DISTINCT a.paper_id
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN authorships AS b ON b.paper_id = a.paper_id
JOIN names AS m ON m.id = b.name_id
JOIN papers AS p ON p.id = a.paper_id
WHERE n.person_id = ? AND m.person_id = ? ORDER BY p.published DESC, p.id DESC
"""
NEIGHBOURS = """
SELECT other.person_id, mine.person_id, a.paper_id, max(coalesce(p.published, ''))
FROM json_each(?) AS wanted
JOIN names AS mine ON mine.person_id = wanted.value
JOIN authorships AS a ON a.name_id = mine.id
JOIN authorships AS b ON b.paper_id = a.paper_id
JOIN names AS other ON other.id = b.name_id
JOIN papers AS p ON p.id = a.paper_id
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

# CROSS JOIN makes SQLite read names and authorships side by side, in the order of people.
LIST = """
WITH dated AS MATERIALIZED (SELECT id, published FROM papers),
counted AS (
    SELECT n.person_id, count(DISTINCT a.paper_id) AS papers,
           count(DISTINCT iif(a.slot < 0, a.paper_id, NULL)) AS inferred,
           min(d.published) AS oldest, max(d.published) AS newest
    FROM names AS n CROSS JOIN authorships AS a ON a.name_id = n.id
    JOIN dated AS d ON d.id = a.paper_id
    WHERE :papers IS NULL OR a.paper_id IN (SELECT value FROM json_each(:papers))
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
_LONGEST = 8
"""Steps; in real catalogues people further apart are not connected at all."""

_FEW = 3
"""Titles and co-authors that tell namesakes apart."""

Ways = dict[int, tuple[tuple[int, int, int], ...]]
"""Person → the steps that lead to them, each (person, next person, paper of both)."""


def printed_names(db: sqlite3.Connection, person: int) -> list[tuple[str, int, int]]:
    """List (name, times stated, times inferred) for every printed form of a person's name."""
    return db.execute(PRINTED, (person,)).fetchall()


def printed_form(db: sqlite3.Connection, folded: str) -> str:
    """Return the form of a folded name that most papers print."""
    found: str = db.execute(MOST_PRINTED, (folded,)).fetchone()[0]
    return found


def papers_of(db: sqlite3.Connection, person: int) -> dict[int, bool]:
    """Map the ids of a person's papers, newest first, to whether a source states the person."""
    return {paper: bool(stated) for paper, stated in db.execute(PAPERS, (person,))}


def coauthors_of(
    db: sqlite3.Connection, person: int, limit: int
) -> list[tuple[int, str, int, int, str | None, str | None]]:
    """List (id, name, papers together, inferred ones, first year, last year), most papers first.

    A paper counts as inferred if papercat inferred either of the two authors.
    """
    return db.execute(COAUTHORS, (person, limit)).fetchall()


def counts_of(db: sqlite3.Connection, query: str, papers: Collection[int]) -> list[tuple[str, int]]:
    """List (label, papers) for one of `CATEGORIES` and `ORGANISATIONS`, the most papers first."""
    return db.execute(query, (id_list(papers),)).fetchall()


def posts_of(db: sqlite3.Connection, person: int) -> tuple[str, ...]:
    """List the keys of the posts that name a paper of the person."""
    return tuple(first_column(db.execute(POSTS, (person,))))


@dataclass(frozen=True, slots=True)
class Summary:
    """The facts about some of a person's papers that tell namesakes apart."""

    papers: int
    first_year: str | None
    last_year: str | None
    titles: tuple[str, ...]
    """The newest paper's first."""
    categories: tuple[tuple[str, int], ...]
    coauthors: tuple[str, ...]
    """The most frequent, first."""


def summarize(db: sqlite3.Connection, person: int, papers: Collection[int]) -> Summary:
    """Summarize some papers of a person, with a few titles and co-authors."""
    wanted = id_list(papers)
    titles = []
    years = []
    for title, year in db.execute(TITLES_AND_YEARS, (wanted,)):
        titles.append(title)
        if year:
            years.append(year)
    coauthors = db.execute(PEOPLE_ON_PAPERS, (wanted, person, _FEW))
    return Summary(
        papers=len(papers),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        titles=tuple(titles[:_FEW]),
        categories=tuple(counts_of(db, CATEGORIES, papers)),
        coauthors=tuple(first_column(coauthors)),
    )


def list_people(
    db: sqlite3.Connection, order: str, limit: int, papers: Collection[int] | None = None
) -> list[tuple[int, str, int, int, str | None, str | None]]:
    """List (id, name, papers, inferred papers, first year, last year), groups left out.

    A `limit` below 0 lists everybody. With `papers`, only these count.
    """
    wanted = None
    if papers is not None:
        wanted = id_list(papers)
    db.create_function("sort_key", 1, sort_key, deterministic=True)
    return db.execute(LIST + LIST_ORDERS[order], {"papers": wanted, "limit": limit}).fetchall()


@dataclass(frozen=True, slots=True)
class Step:
    """Two people and the newest paper they wrote together."""

    one: str
    other: str
    key: str
    title: str
    stated: int
    """1 if sources state both people on the paper, 0 if either was inferred."""


def papers_together(db: sqlite3.Connection, one: int, other: int) -> list[int]:
    """List the ids of the papers that two people are on, the newest first."""
    return first_column(db.execute(TOGETHER, (one, other)))


def chain_between(db: sqlite3.Connection, one: int, other: int) -> list[Step]:
    """Find the shortest chain of papers between two people, or return an empty list.

    Searches from both ends at once, breadth first, and always widens the smaller circle.
    """
    from_one: Ways = {one: ()}
    from_other: Ways = {other: ()}
    rim_of_one, rim_of_other = {one}, {other}
    for _ in range(_LONGEST):
        if len(rim_of_one) <= len(rim_of_other):
            rim = rim_of_one = _widen(db, from_one, rim_of_one)
        else:
            rim = rim_of_other = _widen(db, from_other, rim_of_other)
        met = from_one.keys() & from_other.keys()
        if met:
            person = min(met)
            steps = [*from_one[person]]
            for before, after, paper in reversed(from_other[person]):
                steps.append((after, before, paper))
            return [Step(*db.execute(STEP, step).fetchone()) for step in steps]
        if not rim:
            return []
    return []


def _widen(db: sqlite3.Connection, ways: Ways, rim: set[int]) -> set[int]:
    """Add the co-authors of the people at the rim, and return the new rim."""
    reached = set()
    for person, through, paper, _ in db.execute(NEIGHBOURS, (id_list(sorted(rim)),)):
        if person not in ways:
            ways[person] = (*ways[through], (through, person, paper))
            reached.add(person)
    return reached
