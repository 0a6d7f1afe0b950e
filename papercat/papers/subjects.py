"""Words that papers are sorted by: categories, organisations, tags and the reading status.

`arxiv_categories.tsv` is arXiv's own category taxonomy (arxiv.org/category_taxonomy), with the
archives it has since closed, which old papers still carry. Computer science comes first.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from papercat.catalogue.sql_values import first_column
from papercat.errors import NothingFound, UsageError

CATEGORIES = """
SELECT c.code, c.name, c."group", count(*) AS papers, sum(pc.position = 1)
FROM paper_categories AS pc JOIN categories AS c ON c.id = pc.category_id
GROUP BY c.id ORDER BY papers DESC, c.code
"""
WITH_CODES = """
SELECT c.id, c.code, c.name, c."group" FROM json_each(?) AS wanted
JOIN categories AS c ON c.code = wanted.value COLLATE NOCASE ORDER BY wanted.key
"""
WITH_NAMES = """
SELECT c.id, c.code, c.name, c."group" FROM json_each(?) AS wanted
JOIN categories AS c ON c.name = wanted.value COLLATE NOCASE ORDER BY c.code
"""
ALL_CODES = "SELECT code FROM categories ORDER BY code"
IN_CATEGORY = "SELECT paper_id FROM paper_categories WHERE category_id = ? ORDER BY paper_id DESC"
ORGANISATIONS = """
SELECT o.slug, count(*) AS papers, min(substr(p.published, 1, 4)), max(substr(p.published, 1, 4))
FROM organisations AS o
JOIN paper_organisations AS po ON po.organisation_id = o.id
JOIN papers AS p ON p.id = po.paper_id
GROUP BY o.id ORDER BY papers DESC, o.slug
"""
FROM_ORGANISATION = """
SELECT po.paper_id FROM organisations AS o
JOIN paper_organisations AS po ON po.organisation_id = o.id
WHERE o.slug = ? ORDER BY po.paper_id DESC
"""
TAGS = """
SELECT t.name, count(*) AS papers FROM paper_tags AS pt JOIN tags AS t ON t.id = pt.tag_id
GROUP BY t.id ORDER BY papers DESC, t.name
"""
DOUBTS = """
SELECT (SELECT count(*) FROM doubts) + (SELECT count(*) FROM name_doubts)
       + (SELECT count(*) FROM paper_doubts)
"""
TOTALS = {
    "papers": "SELECT count(*) FROM papers",
    "people": "SELECT count(*) FROM people",
    "names": "SELECT count(*) FROM names",
    "authorships stated": "SELECT count(*) FROM authorships WHERE slot > 0",
    "authorships inferred": "SELECT count(*) FROM authorships WHERE slot < 0",
    "categories": "SELECT count(*) FROM categories",
    "organisations": "SELECT count(*) FROM organisations",
    "conferences": "SELECT count(*) FROM conferences",
    "posts": "SELECT count(*) FROM posts",
    "mentions": "SELECT count(*) FROM mentions",
    "sources": "SELECT count(*) FROM sources",
    "doubts": DOUBTS,
}
PER_YEAR = """
SELECT coalesce(substr(published, 1, 4), 'unknown') AS year, count(*)
FROM papers GROUP BY 1 ORDER BY 1 DESC
"""
PER_CATEGORY = """
SELECT c.code, c.name, count(*) AS papers
FROM paper_categories AS pc JOIN categories AS c ON c.id = pc.category_id
WHERE pc.position = 1 GROUP BY c.id ORDER BY papers DESC, c.code
"""

STATUSES = ("unread", "reading", "read")
"""how far the user is with a paper"""
NO_STATUS = "none"
"""the word that clears a reading status"""

_TAXONOMY = Path(__file__).with_name("arxiv_categories.tsv")
_MOST_NAMED = 20
"""categories that an error names"""


class Subject(NamedTuple):
    """One arXiv subject class."""

    code: str
    name: str
    group: str


Category = tuple[int, str, str | None, str | None]
"""a category of the catalogue: (id, code, name, group)"""


@cache
def taxonomy() -> Mapping[str, Subject]:
    """Return every subject class by its full code."""
    rows = (line.split("\t") for line in _TAXONOMY.read_text("utf-8").splitlines())
    return {code: Subject(code, name, group) for code, name, group in rows}


@cache
def archives() -> frozenset[str]:
    """Return arXiv's archives, such as `cs` and `cond-mat`."""
    return frozenset(code.partition(".")[0] for code in taxonomy())


@cache
def _full_codes() -> Mapping[str, tuple[str, ...]]:
    """Map each bare code, in small letters, to the full codes that end in it."""
    found: dict[str, tuple[str, ...]] = {}
    for full in taxonomy():
        bare = full.rpartition(".")[2].lower()
        found[bare] = (*found.get(bare, ()), full)
    return found


def full_codes(printed: str) -> tuple[str, ...]:
    """Return every category that a printed code may stand for, the likeliest first.

    `LG` gives `("cs.LG",)`, `CO` gives statistics, mathematics and astrophysics in the order of
    the taxonomy, `cs.CV` and `hep-th` give themselves, and a code that arXiv does not have
    gives nothing. `chem-ph` is `physics.chem-ph` rather than the archive of that name, which
    closed in the 1990s.
    """
    candidates = _full_codes().get(printed.rpartition(".")[2].lower(), ())
    if "." not in printed:
        return candidates
    return tuple(code for code in candidates if code.lower() == printed.lower())


def list_categories(
    db: sqlite3.Connection,
) -> Sequence[tuple[str, str | None, str | None, int, int]]:
    """Return (code, name, group, papers, papers of which it is the primary category)."""
    return db.execute(CATEGORIES).fetchall()


def _fitting(db: sqlite3.Connection, text: str) -> list[Category]:
    """Return the categories that a code or a name may mean, the likeliest first."""
    for query, texts in (
        (WITH_CODES, [text]),
        (WITH_CODES, full_codes(text)),
        (WITH_NAMES, [text]),
    ):
        found = db.execute(query, (json.dumps(texts),)).fetchall()
        if found:
            return found
    return []


def others_fitting(db: sqlite3.Connection, text: str) -> str | None:
    """Return a note if a code or a name also means other categories."""
    codes = [code for _, code, *_ in _fitting(db, text)]
    if len(codes) < 2:
        return None
    return f"{text} is taken for {codes[0]}; it may be {', '.join(codes[1:])} too"


def find_category(db: sqlite3.Connection, text: str) -> Category:
    """Find the category of a code (`cs.LG`, `LG`) or of a full name.

    Raises NothingFound where no paper has such a category.
    """
    fitting = _fitting(db, text)
    if fitting:
        return fitting[0]
    codes = first_column(db.execute(ALL_CODES))
    hint = f"there are {', '.join(codes) or 'none yet'}"
    if len(codes) > _MOST_NAMED:
        hint = "list them with: papercat categories"
    raise NothingFound(f"no paper is in a category {text!r}; {hint}")


def papers_in(db: sqlite3.Connection, category: int) -> list[int]:
    """Return the papers of a category, the newest first."""
    return first_column(db.execute(IN_CATEGORY, (category,)))


def list_organisations(
    db: sqlite3.Connection,
) -> Sequence[tuple[str, int, str | None, str | None]]:
    """Return (slug, papers, first year, last year)."""
    return db.execute(ORGANISATIONS).fetchall()


def find_organisation(db: sqlite3.Connection, slug: str) -> str:
    """Find an organisation by its slug in any case. Raises NothingFound if it is missing."""
    slugs = sorted(first_column(list_organisations(db)))
    if slug.lower() in slugs:
        return slug.lower()
    raise NothingFound(f"no paper is from {slug!r}; there are {', '.join(slugs) or 'none yet'}")


def papers_from(db: sqlite3.Connection, slug: str) -> list[int]:
    """Return the papers of an organisation, the last ones first."""
    return first_column(db.execute(FROM_ORGANISATION, (slug,)))


def checked_tag(text: str) -> str:
    """Return a tag in small letters. Raises UsageError if it is not one word."""
    tag = text.strip().lower()
    why = None
    if len(tag.split()) != 1 or not tag.isprintable():
        why = "write one word such as rl or to-read"
    elif not tag[0].isalnum():
        why = "it must begin with a letter or digit"
    elif not set(tag).isdisjoint(',;:*()"'):
        why = "it has one of the signs , ; : * ( ) and quotes"
    if why:
        raise UsageError(f"{text!r} is not a tag: {why}")
    return tag


def checked_status(text: str) -> str | None:
    """Return a status; None for the word that clears it. Raises UsageError for another word."""
    status = text.strip().lower()
    if status == NO_STATUS:
        return None
    if status not in STATUSES:
        raise UsageError(f"no status {text!r}; choose one of {', '.join((*STATUSES, NO_STATUS))}")
    return status


def list_tags(db: sqlite3.Connection) -> Sequence[tuple[str, int]]:
    """Return (tag, number of papers), the most used first."""
    return db.execute(TAGS).fetchall()


def totals(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return (what, how many)."""
    return [(what, db.execute(query).fetchone()[0]) for what, query in TOTALS.items()]


def count_doubts(db: sqlite3.Connection) -> int:
    """Count the doubts about papers and people."""
    (count,) = db.execute(DOUBTS).fetchone()
    return int(count)


def per_year(db: sqlite3.Connection) -> Sequence[tuple[str, int]]:
    """Return (year, papers), the last year first."""
    return db.execute(PER_YEAR).fetchall()


def per_category(db: sqlite3.Connection) -> Sequence[tuple[str, str | None, int]]:
    """Return (code, name, papers of which it is the primary category)."""
    return db.execute(PER_CATEGORY).fetchall()
