"""Finding papers by key or identifier, and what lists of them show."""

import difflib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from papercat.catalogue.sql_values import beginning_with, first_column, id_list
from papercat.errors import NothingFound
from papercat.papers.identifiers import best_address, normal_id, recognised

BY_KEY = """
SELECT id FROM papers WHERE key = ?1
UNION ALL
SELECT p.id FROM statements AS s JOIN papers AS p ON p.id = s.paper_id WHERE s.key = ?1
"""
BY_VALUE = "SELECT DISTINCT paper_id FROM identifiers WHERE value = ? LIMIT 2"
BY_IDENTIFIER = "SELECT paper_id FROM identifiers WHERE scheme = ? AND value = ?"
BY_BEGINNING = "SELECT id, key FROM papers WHERE key >= ? AND key < ? LIMIT 200"
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
IDENTIFIERS = """
SELECT i.paper_id, i.scheme, i.value
FROM json_each(?) AS wanted JOIN identifiers AS i ON i.paper_id = wanted.value
ORDER BY i.paper_id, i.scheme, i.value
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
    """Find a paper by its key, the beginning of its key, or an identifier.

    A paper that was merged into another one is found there.

    Raises NothingFound, with the nearest keys, where there is none or more than one.
    """
    exact = exact_paper(db, key)
    if exact is not None:
        return exact
    if key:
        begins = db.execute(BY_BEGINNING, beginning_with(key)).fetchall()
        if len(begins) == 1:
            return int(begins[0][0])
        if begins:
            keys = [found for _, found in begins[:_MOST_NAMED]]
            if len(begins) > _MOST_NAMED:
                keys.append("…")
            raise NothingFound(f"several keys begin with {key!r}: {', '.join(keys)}")
    close = _near_keys(db, key)
    hint = f"did you mean {' or '.join(close)}?" if close else "find it with: papercat search"
    raise NothingFound(f"no paper {key!r}; {hint}")


def find_papers(db: sqlite3.Connection, keys: Iterable[str]) -> list[int]:
    """Return the papers of keys, each once. Raises NothingFound like `find_paper`."""
    return list(dict.fromkeys(find_paper(db, key) for key in keys))


def exact_paper(db: sqlite3.Connection, key: str) -> int | None:
    """Find the paper of a whole key or an identifier; return None if it is missing."""
    found: tuple[int] | None = db.execute(BY_KEY, (key,)).fetchone()
    if found:
        return found[0]
    scheme, colon, value = key.partition(":")
    pair = recognised(key)
    if pair or colon:
        pair = pair or normal_id(scheme, value)
        found = db.execute(BY_IDENTIFIER, pair).fetchone()
        return found[0] if found else None
    for scheme in ("arxiv", "doi"):
        _, value = normal_id(scheme, key)
        papers = first_column(db.execute(BY_VALUE, (value,)))
        if len(papers) == 1:
            return int(papers[0])
    return None


def _near_keys(db: sqlite3.Connection, typed: str) -> list[str]:
    """Find keys spelled much like the typed text, else papers that have it as title."""
    near = [key for _, key in db.execute(BY_BEGINNING, beginning_with(typed[:3])) if typed]
    close = difflib.get_close_matches(typed, near, 3)
    words = " ".join(re.findall(r"[^\W_]+", typed))
    if close or not words:
        return close
    return first_column(db.execute(TITLED, (f'title : "{words}"',)))


def count_papers(db: sqlite3.Connection) -> int:
    """Count all papers."""
    count: int = db.execute(COUNT).fetchone()[0]
    return count


def keys_of(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[str]:
    """Return the keys of the papers of those ids, in that order."""
    return (key for (key,) in db.execute(KEYS, (id_list(ids),)))


def paper_lines(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[PaperLine]:
    """Return the papers of these ids as a list shows them, in the same order."""
    wanted = id_list(ids)
    rows = {row[0]: PaperLine(*row) for row in db.execute(LINES, (wanted,))}
    inferred: dict[int, list[str]] = {}
    for paper, name in db.execute(INFERRED, (wanted,)):
        inferred.setdefault(paper, []).append(name)
    for paper, names in inferred.items():
        rows[paper] = rows[paper]._replace(inferred=tuple(names))
    return (rows[paper] for paper in ids if paper in rows)


def addresses_of(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Map the ids of papers to their addresses; a paper without one is missing."""
    identifiers: dict[int, list[tuple[str, str]]] = {}
    for paper, scheme, value in db.execute(IDENTIFIERS, (id_list(ids),)):
        identifiers.setdefault(paper, []).append((scheme, value))
    addresses = {}
    for paper, pairs in identifiers.items():
        if address := best_address(tuple(pairs)):
            addresses[paper] = address
    return addresses
