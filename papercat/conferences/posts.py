"""Posts and conferences, and what posts name."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.catalogue.sql_values import id_list
from papercat.errors import NothingFound

POSTS = """
SELECT p.key, p.published, p.title, c.key, p.papers_count, p.papers_at_least,
       (SELECT count(*) FROM mentions WHERE post_id = p.id)
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
       p.url, p.thumbnail, p.extra, c.key, p.papers_count, p.papers_at_least
FROM posts AS p LEFT JOIN conferences AS c ON c.id = p.conference_id
WHERE p.key = ?1 OR p.url = ?1
"""
POST_KEYS = "SELECT key FROM posts WHERE instr(key, ?) ORDER BY key"
TAGS = "SELECT tag FROM post_tags WHERE post_id = ? ORDER BY tag"
SECTIONS = "SELECT heading, text FROM post_sections WHERE post_id = ? ORDER BY position"
MENTIONS = """
SELECT m.name, m.expansion, m.presentation, s.heading, p.key, m.sentence
FROM mentions AS m
JOIN post_sections AS s ON s.post_id = m.post_id AND s.position = m.section
LEFT JOIN papers AS p ON p.id = m.paper_id
WHERE m.post_id = ? ORDER BY m.id
"""
POST_SOURCES = """
SELECT s.path, ps.line FROM post_sources AS ps JOIN sources AS s ON s.id = ps.source_id
WHERE ps.post_id = ? ORDER BY ps.source_id
"""
NAMING = """
SELECT DISTINCT post.key FROM mentions AS m JOIN posts AS post ON post.id = m.post_id
WHERE m.paper_id = ? ORDER BY post.key
"""
CONFERENCES = """
SELECT c.key, c.series, c.year, c.edition, c.city, c.country, c.first_day, c.last_day,
       (SELECT count(*) FROM posts WHERE conference_id = c.id)
FROM conferences AS c ORDER BY coalesce(c.first_day, c.year) DESC, c.key
"""
CONFERENCE = """
SELECT id, key, series, year, edition, name, city, country, first_day, last_day
FROM conferences WHERE key = ?1 OR series || ' ' || year = ?1 COLLATE NOCASE
"""
CONFERENCE_KEYS = "SELECT key FROM conferences ORDER BY key"
CONFERENCE_POSTS = """
SELECT id, key, published, title, papers_count, papers_at_least FROM posts
WHERE conference_id = ? ORDER BY published, key
"""


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post as the catalogue holds it."""

    id: int
    key: str
    title: str
    description: str | None
    summary: str | None
    published: str | None
    published_printed: str | None
    source: str | None
    url: str | None
    thumbnail: str | None
    extra: str
    """JSON: front matter without a column of its own"""
    conference: str | None
    """its key"""
    papers_count: int | None
    papers_at_least: int


@dataclass(frozen=True, slots=True)
class StoredConference:
    """A conference as the catalogue holds it."""

    id: int
    key: str
    series: str
    year: int
    edition: int | None
    name: str | None
    city: str | None
    country: str | None
    first_day: str | None
    last_day: str | None


Mentioned = tuple[str, str | None, str | None, str | None, str | None, str]
"""(name, expansion, presentation, heading, key of the paper, sentence)"""


def list_posts(db: sqlite3.Connection) -> sqlite3.Cursor:
    """(key, published, title, conference, papers, at least, mentions), the newest first."""
    return db.execute(POSTS)


def post_lines(
    db: sqlite3.Connection, ids: Sequence[int]
) -> list[tuple[str, str | None, str, str | None]]:
    """(key, day, title, conference) of the posts of those ids, in that order."""
    return db.execute(POST_LINES, (id_list(ids),)).fetchall()


def find_post(db: sqlite3.Connection, key: str) -> StoredPost:
    """The post of a key, an address, or a part of the key that only one has.

    Raises NothingFound.
    """
    found = db.execute(POST, (key,)).fetchone()
    if found is None:
        like = [row[0] for row in db.execute(POST_KEYS, (key.lower(),))]
        if len(like) != 1:
            hint = f"there are {', '.join(like)}" if like else "list them with: papercat posts"
            raise NothingFound(f"no post {key!r}; {hint}")
        found = db.execute(POST, (like[0],)).fetchone()
    return StoredPost(*found)


def post_tags(db: sqlite3.Connection, post: int) -> tuple[str, ...]:
    """A post's tags."""
    return tuple(tag for (tag,) in db.execute(TAGS, (post,)))


def post_sections(db: sqlite3.Connection, post: int) -> Sequence[tuple[str | None, str]]:
    """(heading, text) of every part of a post."""
    return db.execute(SECTIONS, (post,)).fetchall()


def post_mentions(db: sqlite3.Connection, post: int) -> Sequence[Mentioned]:
    """What a post names."""
    return db.execute(MENTIONS, (post,)).fetchall()


def post_places(db: sqlite3.Connection, post: int) -> tuple[str, ...]:
    """Where a post comes from, as `file:line`."""
    return tuple(f"{path}:{line}" for path, line in db.execute(POST_SOURCES, (post,)))


def posts_naming(db: sqlite3.Connection, paper: int) -> tuple[str, ...]:
    """The keys of the posts that name a paper."""
    return tuple(key for (key,) in db.execute(NAMING, (paper,)))


def list_conferences(db: sqlite3.Connection) -> sqlite3.Cursor:
    """(key, series, year, edition, city, country, first day, last day, posts)."""
    return db.execute(CONFERENCES)


def find_conference(db: sqlite3.Connection, key: str) -> StoredConference:
    """The conference of a key such as `iclr2024`, or `ICLR 2024`. Raises NothingFound."""
    found = db.execute(CONFERENCE, (key.strip().lower(),)).fetchone()
    if found is None:
        keys = ", ".join(row[0] for row in db.execute(CONFERENCE_KEYS)) or "none yet"
        raise NothingFound(f"no conference {key!r}; there are {keys}")
    return StoredConference(*found)


def conference_posts(
    db: sqlite3.Connection, conference: int
) -> Sequence[tuple[int, str, str | None, str, int | None, int]]:
    """(id, key, published, title, papers, at least) of the posts about a conference."""
    return db.execute(CONFERENCE_POSTS, (conference,)).fetchall()


def extra_of(post: StoredPost) -> dict[str, str]:
    """The front matter that has no column of its own."""
    extra: dict[str, str] = json.loads(post.extra)
    return extra
