"""Finding papers: by key or identifier, newest first, and what lists of them show."""

import difflib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from papercat.catalogue.sql_values import beginning_with, id_list
from papercat.errors import NothingFound
from papercat.papers import identifiers

BY_KEY = "SELECT id FROM papers WHERE key = ?"
BY_FORMER_KEY = """
SELECT s.paper_id FROM statements AS s JOIN papers AS p ON p.id = s.paper_id WHERE s.key = ?
"""
BY_IDENTIFIER = """
WITH RECURSIVE schemes (scheme) AS (
    SELECT min(scheme) FROM identifiers
    UNION ALL
    SELECT (SELECT min(i.scheme) FROM identifiers AS i WHERE i.scheme > s.scheme)
    FROM schemes AS s WHERE s.scheme NOTNULL
)
SELECT DISTINCT i.paper_id FROM schemes AS s
JOIN identifiers AS i ON i.scheme = s.scheme AND i.value = ? LIMIT 2
"""
BY_SCHEME = "SELECT paper_id FROM identifiers WHERE scheme = ? AND value = ?"
BY_KEY_PREFIX = "SELECT id, key FROM papers WHERE key >= ? AND key < ? LIMIT 11"
NEAR_KEYS = "SELECT key FROM papers WHERE key >= ? AND key < ? LIMIT 200"
TITLED = """
SELECT p.key FROM papers_fts AS f JOIN papers AS p ON p.id = f.rowid
WHERE papers_fts MATCH ? ORDER BY f.rank, p.id LIMIT 3
"""
COUNT = "SELECT count(*) FROM papers"
KEYS = """
SELECT p.key FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
ORDER BY wanted.key
"""
LINES = """
SELECT p.id, p.key, p.published, p.title, p.authors, p.authors_truncated, p.categories
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""
INFERRED = """
SELECT a.paper_id, n.name FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value AND a.slot < 0
JOIN names AS n ON n.id = a.name_id ORDER BY a.paper_id, a.slot DESC
"""

_MOST_NAMED = 10
"""keys with one beginning that an error names"""


class PaperLine(NamedTuple):
    """A paper as a list shows it."""

    id: int
    key: str
    published: str | None
    title: str
    authors: str
    """the listed ones, with commas"""
    truncated: int
    categories: str
    """codes, with spaces"""
    inferred: tuple[str, ...] = ()
    """authors that papercat inferred"""


def find_paper(db: sqlite3.Connection, key: str) -> int:
    """Find the paper of a key, of the beginning of a key, or of an identifier.

    A paper that was merged into another one is found there.

    Raises NothingFound, with the nearest keys, where there is none or more than one.
    """
    if (found := exact_paper(db, key)) is not None:
        return found
    begins = db.execute(BY_KEY_PREFIX, beginning_with(key)).fetchall() if key else []
    if len(begins) == 1:
        return int(begins[0][0])
    if begins:
        keys = [found for _, found in begins[:_MOST_NAMED]] + ["…"] * (len(begins) > _MOST_NAMED)
        raise NothingFound(f"several keys begin with {key!r}: {', '.join(keys)}")
    close = _near_keys(db, key)
    hint = f"; did you mean {' or '.join(close)}?" if close else "; find it with: papercat search"
    raise NothingFound(f"no paper {key!r}{hint}")


def find_papers(db: sqlite3.Connection, keys: Iterable[str]) -> list[int]:
    """Return the papers of keys, each once. Raises NothingFound like `find_paper`."""
    return list(dict.fromkeys(find_paper(db, key) for key in keys))


def exact_paper(db: sqlite3.Connection, key: str) -> int | None:
    """Find the paper of a whole key or an identifier; return None if it is missing."""
    found = (
        db.execute(BY_KEY, (key,)).fetchone()
        or db.execute(BY_FORMER_KEY, (key,)).fetchone()
        or _by_identifier(db, key)
    )
    return int(found[0]) if found else None


def _near_keys(db: sqlite3.Connection, typed: str) -> list[str]:
    """Find keys spelled much like the typed text, else papers that have it as title."""
    near = [row[0] for row in db.execute(NEAR_KEYS, beginning_with(typed[:3]))] if typed else []
    words = " ".join(re.findall(r"[^\W_]+", typed))
    return difflib.get_close_matches(typed, near, 3) or [
        key for (key,) in (db.execute(TITLED, (f'title : "{words}"',)) if words else ())
    ]


def _by_identifier(db: sqlite3.Connection, text: str) -> tuple[int] | None:
    scheme, colon, value = text.partition(":")
    pair = identifiers.recognised(text)
    if pair or colon:
        pair = pair or identifiers.normal_id(scheme, value)
        row: tuple[int] | None = db.execute(BY_SCHEME, pair).fetchone()
        return row
    for guess in ("arxiv", "doi"):
        value = identifiers.normal_id(guess, text)[1]
        found: list[tuple[int]] = db.execute(BY_IDENTIFIER, (value,)).fetchall()
        if len(found) == 1:
            return found[0]
    return None


def count_papers(db: sqlite3.Connection) -> int:
    """Count all papers."""
    count: int = db.execute(COUNT).fetchone()[0]
    return count


def keys_of(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[str]:
    """The keys of the papers of those ids, in that order."""
    return (row[0] for row in db.execute(KEYS, (id_list(ids),)))


def paper_lines(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[PaperLine]:
    """Return the papers of these ids as a list shows them, in the same order."""
    wanted = id_list(ids)
    rows = {row[0]: PaperLine(*row) for row in db.execute(LINES, (wanted,))}
    inferred: dict[int, list[str]] = {}
    for paper, name in db.execute(INFERRED, (wanted,)):
        inferred.setdefault(paper, []).append(name)
    for paper in ids:
        if paper in inferred and paper in rows:
            yield rows[paper]._replace(inferred=tuple(inferred[paper]))
        elif paper in rows:
            yield rows[paper]
