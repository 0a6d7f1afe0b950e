"""Questions about posts and conferences. Answers are rows with the names of their columns."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from papercat.catalogue.sql_values import id_list
from papercat.errors import NothingFound

POSTS = """
SELECT p.key, substr(p.published, 1, 10) AS published, p.title, c.key AS conference,
       p.papers_count, p.papers_at_least, p.announced_by,
       (SELECT count(*) FROM mentions WHERE post_id = p.id) AS names,
       (SELECT count(*) FROM post_papers WHERE post_id = p.id) AS listed
FROM posts AS p LEFT JOIN conferences AS c ON c.id = p.conference_id
ORDER BY p.published DESC, p.key
"""
POST_LINES = """
SELECT p.key, substr(p.published, 1, 10), p.title, c.key
FROM json_each(?) AS wanted JOIN posts AS p ON p.id = wanted.value
LEFT JOIN conferences AS c ON c.id = p.conference_id ORDER BY wanted.key
"""
POST = """
SELECT p.id, p.key, p.title, p.description, p.summary, p.published, p.published_printed, p.source,
       p.url, p.thumbnail, p.extra, p.text, c.key AS conference,
       p.papers_count, p.papers_at_least, p.announced_by
FROM posts AS p LEFT JOIN conferences AS c ON c.id = p.conference_id
WHERE p.key = ?1 OR p.url = ?1
"""
POST_KEYS = "SELECT key FROM posts WHERE instr(key, ?) ORDER BY key"
TAGS = "SELECT tag FROM post_tags WHERE post_id = ? ORDER BY tag"
SECTIONS = "SELECT heading, text FROM post_sections WHERE post_id = ? ORDER BY position"
MENTIONS = """
SELECT m.name, m.expansion, m.presentation, p.key AS paper, s.heading, m.sentence
FROM mentions AS m
LEFT JOIN post_sections AS s ON s.post_id = m.post_id AND s.position = m.section
LEFT JOIN papers AS p ON p.id = m.paper_id
WHERE m.post_id = ? ORDER BY m.id
"""
# Sentences with a highlight, a mention or both; of both, what the highlight says goes first.
HIGHLIGHTS = """
WITH said AS (
    SELECT post_id, section, sentence, presentation, paper_id, confidence, NULL AS name
    FROM highlights
    UNION ALL
    SELECT post_id, section, sentence, presentation, paper_id,
           iif(paper_id IS NULL, NULL, 1.0), name
    FROM mentions
)
SELECT said.sentence, s.heading, max(said.presentation) AS presentation,
       json_group_array(said.name) FILTER (WHERE said.name NOTNULL) AS names,
       max(p.key) AS paper, max(said.confidence) AS confidence
FROM said JOIN posts AS post ON post.id = said.post_id
LEFT JOIN post_sections AS s ON s.post_id = said.post_id AND s.position = said.section
LEFT JOIN papers AS p ON p.id = said.paper_id
WHERE said.post_id = ?
GROUP BY said.sentence ORDER BY instr(post.text, said.sentence)
"""
LISTED = """
SELECT p.key, l.title, l.authors, l.presentation, l.line
FROM post_papers AS l LEFT JOIN papers AS p ON p.id = l.paper_id
WHERE l.post_id = ? ORDER BY l.position
"""
POST_SOURCES = """
SELECT s.path || ':' || ps.line
FROM post_sources AS ps JOIN sources AS s ON s.id = ps.source_id
WHERE ps.post_id = ? ORDER BY ps.source_id
"""
NAMING = """
SELECT key FROM posts WHERE id IN (
    SELECT post_id FROM mentions WHERE paper_id = ?1
    UNION SELECT post_id FROM highlights WHERE paper_id = ?1
    UNION SELECT post_id FROM post_papers WHERE paper_id = ?1
) ORDER BY key
"""
CONFERENCES = """
SELECT c.key, c.series, c.year, c.edition, c.city, c.country, c.first_day, c.last_day,
       (SELECT count(*) FROM post_conferences WHERE key = c.key)
FROM conferences AS c ORDER BY coalesce(c.first_day, c.year) DESC, c.key
"""
CONFERENCE = """
SELECT key, series, year, edition, name, city, country, first_day, last_day
FROM conferences WHERE key = ?1 OR series || ' ' || year = ?1 COLLATE NOCASE
"""
CONFERENCE_KEYS = "SELECT key FROM conferences ORDER BY key"
CONFERENCE_POSTS = """
SELECT id, key, published, title, papers_count, papers_at_least, announced_by FROM posts
WHERE id IN (SELECT post_id FROM post_conferences WHERE key = ?) ORDER BY published, key
"""
_JSON_COLUMNS = ("authors", "names", "extra")

Row = dict[str, Any]


def _rows(db: sqlite3.Connection, query: str, *values: object) -> list[Row]:
    """Return the rows of a query, with lists where a column holds JSON."""
    cursor = db.execute(query, values)
    columns = [column[0] for column in cursor.description]
    found = []
    for found_values in cursor:
        row = dict(zip(columns, found_values, strict=True))
        for column in _JSON_COLUMNS:
            if isinstance(row.get(column), str):
                row[column] = json.loads(row[column])
        found.append(row)
    return found


def _column(db: sqlite3.Connection, query: str, *values: object) -> tuple[str, ...]:
    return tuple(row[0] for row in db.execute(query, values))


def list_posts(db: sqlite3.Connection) -> list[Row]:
    """Return every post, the newest first."""
    return _rows(db, POSTS)


def post_lines(
    db: sqlite3.Connection, ids: Sequence[int]
) -> list[tuple[str, str | None, str, str | None]]:
    """Return (key, day, title, conference) of the posts of those ids, in that order."""
    return db.execute(POST_LINES, (id_list(ids),)).fetchall()


def find_post(db: sqlite3.Connection, key: str) -> Row:
    """Return the post of a key, an address, or a part of the key that only one has.

    Raises NothingFound.
    """
    found = _rows(db, POST, key)
    if not found:
        like = _column(db, POST_KEYS, key.lower())
        if len(like) != 1:
            hint = "list them with: papercat posts"
            if like:
                hint = f"there are {', '.join(like)}"
            raise NothingFound(f"no post {key!r}; {hint}")
        found = _rows(db, POST, like[0])
    return _with_parts(db, found[0])


def _with_parts(db: sqlite3.Connection, post: Row) -> Row:
    """Return a post with its parts, and in `from` where it comes from, as `file:line`."""
    key = post["id"]
    return {
        **post,
        "tags": _column(db, TAGS, key),
        "sections": _rows(db, SECTIONS, key),
        "mentions": _rows(db, MENTIONS, key),
        "highlights": _rows(db, HIGHLIGHTS, key),
        "papers": _rows(db, LISTED, key),
        "from": _column(db, POST_SOURCES, key),
    }


def posts_naming(db: sqlite3.Connection, paper: int) -> tuple[str, ...]:
    """Return the keys of the posts that name, list or highlight a paper."""
    return _column(db, NAMING, paper)


def list_conferences(db: sqlite3.Connection) -> sqlite3.Cursor:
    """Return (key, series, year, edition, city, country, first day, last day, posts)."""
    return db.execute(CONFERENCES)


def find_conference(db: sqlite3.Connection, key: str) -> Row:
    """Return the conference of a key such as `iclr2024`, or `ICLR 2024`. Raises NothingFound."""
    if found := _rows(db, CONFERENCE, key.strip().lower()):
        return found[0]
    keys = ", ".join(_column(db, CONFERENCE_KEYS)) or "none yet"
    raise NothingFound(f"no conference {key!r}; there are {keys}")


def conference_posts(db: sqlite3.Connection, key: str) -> list[Row]:
    """Return the posts about a conference with their parts, the earliest first."""
    return [_with_parts(db, post) for post in _rows(db, CONFERENCE_POSTS, key)]


def announced(post: Row) -> Row | None:
    """Return how many papers a post announces, and whose, as JSON shows it."""
    if post["papers_count"] is None:
        return None
    return {
        "papers": post["papers_count"],
        "at_least": bool(post["papers_at_least"]),
        "by": post["announced_by"],
    }


def announced_text(post: Row, publisher: str | None = None) -> str | None:
    """Return `Google DeepMind: more than 70`, or `23` without a known publisher."""
    if post["papers_count"] is None:
        return None
    count = str(post["papers_count"])
    if post["papers_at_least"]:
        count = f"more than {count}"
    by = post["announced_by"] or publisher
    return f"{by}: {count}" if by else count
