"""Categories and organisations of papers."""

import sqlite3
from collections.abc import Sequence

from papercat.errors import NothingFound
from papercat.papers.taxonomy import full_codes

CATEGORIES = """
SELECT c.code, c.name, c."group", t.count, coalesce(p.count, 0)
FROM tallies AS t JOIN categories AS c ON c.id = t.key
LEFT JOIN tallies AS p ON p.kind = 'primary category' AND p.key = t.key
WHERE t.kind = 'category' AND t.count > 0 ORDER BY t.count DESC, c.code
"""
CATEGORY = 'SELECT id, code, name, "group" FROM categories WHERE code = ? COLLATE NOCASE'
CATEGORY_BY_NAME = (
    'SELECT id, code, name, "group" FROM categories WHERE name = ? COLLATE NOCASE ORDER BY code'
)
ALL_CODES = "SELECT code FROM categories ORDER BY code"
IN_CATEGORY = """
SELECT paper_id FROM paper_categories WHERE category_id = ? ORDER BY paper_id DESC LIMIT ?
"""
COUNT_IN = "SELECT count(*) FROM paper_categories WHERE category_id = ?"
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
SLUGS = """
SELECT slug FROM organisations AS o
WHERE EXISTS (SELECT 1 FROM paper_organisations WHERE organisation_id = o.id) ORDER BY slug
"""

_MOST_NAMED = 20
"""categories that an error names"""

Category = tuple[int, str, str | None, str | None]
"""(id, code, name, group)"""


def list_categories(
    db: sqlite3.Connection,
) -> Sequence[tuple[str, str | None, str | None, int, int]]:
    """(code, name, group, papers, papers of which it is the primary category)."""
    return db.execute(CATEGORIES).fetchall()


def _fitting(db: sqlite3.Connection, text: str) -> list[Category]:
    """The categories that a code or a name may mean, the likeliest first."""
    exact = db.execute(CATEGORY, (text,)).fetchall()
    codes = (db.execute(CATEGORY, (code,)).fetchone() for code in full_codes(text))
    return exact or [*filter(None, codes)] or db.execute(CATEGORY_BY_NAME, (text,)).fetchall()


def others_fitting(db: sqlite3.Connection, text: str) -> str | None:
    """Return a note if a code or a name also means other categories."""
    codes = [code for _, code, *_ in _fitting(db, text)]
    if len(codes) < 2:
        return None
    return f"{text} is taken for {codes[0]}; it may be {', '.join(codes[1:])} too"


def find_category(db: sqlite3.Connection, text: str) -> Category:
    """The category of a code (`cs.LG`, `LG`) or of a full name.

    Raises NothingFound where no paper has such a category.
    """
    if fitting := _fitting(db, text):
        return fitting[0]
    codes = [code for (code,) in db.execute(ALL_CODES)]
    if len(codes) > _MOST_NAMED:
        hint = "list them with: papercat categories"
    else:
        hint = f"there are {', '.join(codes) or 'none yet'}"
    raise NothingFound(f"no paper is in a category {text!r}; {hint}")


def find_organisation(db: sqlite3.Connection, slug: str) -> str:
    """Find an organisation by its slug in any case. Raises NothingFound if it is missing."""
    slugs = [row[0] for row in db.execute(SLUGS)]
    if slug.lower() in slugs:
        return slug.lower()
    raise NothingFound(f"no paper is from {slug!r}; there are {', '.join(slugs) or 'none yet'}")


def papers_from(db: sqlite3.Connection, slug: str) -> list[int]:
    """Return the papers of an organisation, the last ones first."""
    return [paper for (paper,) in db.execute(FROM_ORGANISATION, (slug,))]


def papers_in(db: sqlite3.Connection, category: int, limit: int) -> tuple[list[int], int]:
    """The ids of a category's newest papers, and how many there are in all."""
    count: int = db.execute(COUNT_IN, (category,)).fetchone()[0]
    return [row[0] for row in db.execute(IN_CATEGORY, (category, limit))], count


def list_organisations(
    db: sqlite3.Connection,
) -> Sequence[tuple[str, int, str | None, str | None]]:
    """(slug, papers, first year, last year)."""
    return db.execute(ORGANISATIONS).fetchall()
