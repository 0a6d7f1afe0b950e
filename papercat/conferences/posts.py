"""Questions about posts and conferences."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.catalogue.id_list import id_list
from papercat.errors import NothingFound
from papercat.papers.model import ListedPaper

POSTS = """
SELECT p.key, p.published, p.title, c.key, p.papers_count, p.papers_at_least,
       (SELECT count(*) FROM mentions WHERE post_id = p.id),
       (SELECT count(*) FROM post_papers WHERE post_id = p.id)
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
       p.url, p.thumbnail, p.extra, c.key, p.papers_count, p.papers_at_least, p.announced_by
FROM posts AS p LEFT JOIN conferences AS c ON c.id = p.conference_id
WHERE p.key = ?1 OR p.url = ?1
"""
POST_KEYS = "SELECT key FROM posts WHERE instr(key, ?) ORDER BY key"
TAGS = "SELECT tag FROM post_tags WHERE post_id = ? ORDER BY tag"
SECTIONS = "SELECT heading, text FROM post_sections WHERE post_id = ? ORDER BY position"
MENTIONS = """
SELECT m.name, m.expansion, m.presentation, s.heading, p.key, m.sentence
FROM mentions AS m
LEFT JOIN post_sections AS s ON s.post_id = m.post_id AND s.position = m.section
LEFT JOIN papers AS p ON p.id = m.paper_id
WHERE m.post_id = ? ORDER BY m.id
"""
HIGHLIGHTS = """
SELECT h.sentence, s.heading, h.presentation, p.key, h.confidence
FROM highlights AS h
LEFT JOIN post_sections AS s ON s.post_id = h.post_id AND s.position = h.section
LEFT JOIN papers AS p ON p.id = h.paper_id
WHERE h.post_id = ? ORDER BY h.id
"""
LISTED = """
SELECT l.title, l.line, l.authors, l.presentation, p.key
FROM post_papers AS l LEFT JOIN papers AS p ON p.id = l.paper_id
WHERE l.post_id = ? ORDER BY l.position
"""
POST_SOURCES = """
SELECT s.path, ps.line FROM post_sources AS ps JOIN sources AS s ON s.id = ps.source_id
WHERE ps.post_id = ? ORDER BY ps.source_id
"""
NAMING = """
SELECT DISTINCT post.key FROM posts AS post WHERE post.id IN (
    SELECT post_id FROM mentions WHERE paper_id = ?1
    UNION SELECT post_id FROM highlights WHERE paper_id = ?1
    UNION SELECT post_id FROM post_papers WHERE paper_id = ?1
) ORDER BY post.key
"""
CONFERENCES = """
SELECT c.key, c.series, c.year, c.edition, c.city, c.country, c.first_day, c.last_day,
       (SELECT count(*) FROM post_conferences WHERE key = c.key)
FROM conferences AS c ORDER BY coalesce(c.first_day, c.year) DESC, c.key
"""
CONFERENCE = """
SELECT id, key, series, year, edition, name, city, country, first_day, last_day
FROM conferences WHERE key = ?1 OR series || ' ' || year = ?1 COLLATE NOCASE
"""
CONFERENCE_KEYS = "SELECT key FROM conferences ORDER BY key"
CONFERENCE_POSTS = """
SELECT id, key, published, title, papers_count, papers_at_least, announced_by FROM posts
WHERE id IN (SELECT post_id FROM post_conferences WHERE key = ?) ORDER BY published, key
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
    announced_by: str | None


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


@dataclass(frozen=True, slots=True)
class StoredMention:
    """Something that a post names."""

    name: str
    expansion: str | None
    presentation: str | None
    heading: str | None
    paper: str | None
    """its key"""
    sentence: str


@dataclass(frozen=True, slots=True)
class StoredHighlight:
    """A sentence in which a post presents something, or names it."""

    sentence: str
    heading: str | None
    presentation: str | None
    paper: str | None
    """its key"""
    confidence: float | None
    """how sure it is that paper; None where there is no such paper"""
    names: tuple[str, ...] = ()


def list_posts(db: sqlite3.Connection) -> sqlite3.Cursor:
    """(key, published, title, conference, papers, at least, mentions, listed), newest first."""
    return db.execute(POSTS)


def post_lines(
    db: sqlite3.Connection, ids: Sequence[int]
) -> list[tuple[str, str | None, str, str | None]]:
    """(key, day, title, conference) of the posts of those ids, in that order."""
    return db.execute(POST_LINES, (id_list(ids),)).fetchall()


def find_post(db: sqlite3.Connection, key: str) -> StoredPost:
    """Return the post of a key, an address, or a part of the key that only one has.

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
    """Return a post's tags."""
    return tuple(tag for (tag,) in db.execute(TAGS, (post,)))


def post_sections(db: sqlite3.Connection, post: int) -> Sequence[tuple[str | None, str]]:
    """(heading, text) of every part of a post."""
    return db.execute(SECTIONS, (post,)).fetchall()


def post_mentions(db: sqlite3.Connection, post: int) -> list[StoredMention]:
    """Return the systems, models, datasets and methods that a post names."""
    return [StoredMention(*row) for row in db.execute(MENTIONS, (post,))]


def post_highlights(db: sqlite3.Connection, post: int) -> list[StoredHighlight]:
    """Return the sentences in which a post presents or names something, each once."""
    found: dict[str, StoredHighlight] = {}
    for sentence, *rest in db.execute(HIGHLIGHTS, (post,)):
        found[sentence] = StoredHighlight(sentence, *rest)
    for named in post_mentions(db, post):
        known = found.get(named.sentence)
        same = known or StoredHighlight(named.sentence, named.heading, None, named.paper, None)
        found[named.sentence] = StoredHighlight(
            same.sentence,
            same.heading,
            same.presentation or named.presentation,
            same.paper or named.paper,
            same.confidence if same.paper else (1.0 if named.paper else None),
            (*same.names, named.name),
        )
    (text,) = db.execute("SELECT text FROM posts WHERE id = ?", (post,)).fetchone()
    return sorted(found.values(), key=lambda one: text.find(one.sentence))


def listed_in_post(db: sqlite3.Connection, post: int) -> list[tuple[ListedPaper, str | None]]:
    """Return the papers that a post lists, each with its key in the catalogue."""
    found = []
    for title, line, authors, presentation, key in db.execute(LISTED, (post,)):
        found.append((ListedPaper(title, line, tuple(json.loads(authors)), presentation), key))
    return found


def post_places(db: sqlite3.Connection, post: int) -> tuple[str, ...]:
    """Return where a post comes from, as `file:line`."""
    return tuple(f"{path}:{line}" for path, line in db.execute(POST_SOURCES, (post,)))


def posts_naming(db: sqlite3.Connection, paper: int) -> tuple[str, ...]:
    """Return the keys of the posts that name, list or highlight a paper."""
    return tuple(key for (key,) in db.execute(NAMING, (paper,)))


def list_conferences(db: sqlite3.Connection) -> sqlite3.Cursor:
    """(key, series, year, edition, city, country, first day, last day, posts)."""
    return db.execute(CONFERENCES)


def find_conference(db: sqlite3.Connection, key: str) -> StoredConference:
    """Return the conference of a key such as `iclr2024`, or `ICLR 2024`. Raises NothingFound."""
    found = db.execute(CONFERENCE, (key.strip().lower(),)).fetchone()
    if found is None:
        keys = ", ".join(row[0] for row in db.execute(CONFERENCE_KEYS)) or "none yet"
        raise NothingFound(f"no conference {key!r}; there are {keys}")
    return StoredConference(*found)


def conference_posts(
    db: sqlite3.Connection, key: str
) -> Sequence[tuple[int, str, str | None, str, int | None, int, str | None]]:
    """(id, key, published, title, papers, at least, by) of the posts about a conference."""
    return db.execute(CONFERENCE_POSTS, (key,)).fetchall()


def extra_of(post: StoredPost) -> dict[str, str]:
    """Return the front matter that has no column of its own."""
    extra: dict[str, str] = json.loads(post.extra)
    return extra
