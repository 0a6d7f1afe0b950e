"""Loading posts and the conferences they are about, and forgetting them with their source."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from papercat.papers.model import Conference, Post, Tally
from papercat.text.names import fold_for_search

FIND_POST = """
SELECT id, url FROM posts
WHERE url = ?1 OR (
    ?1 IS NULL AND title = ?2
    AND (published IS NULL OR ?3 IS NULL OR substr(published, 1, 10) = substr(?3, 1, 10))
)
ORDER BY published IS NULL
"""
KEY_TAKEN = "SELECT 1 FROM posts WHERE key = ?"
POST_COLUMNS = (
    *("title", "description", "summary", "published", "published_printed", "source", "url"),
    *("thumbnail", "papers_count", "papers_at_least", "announced_by", "extra", "text"),
)
"""attributes of a post; the last two are stored in another form"""
POST_ROW = "SELECT {} FROM posts WHERE id = ?"
ADD_POST = "INSERT INTO posts (key, title) VALUES (?, ?) RETURNING id"
SET_POST = "UPDATE posts SET ({}) = ({}) WHERE id = ?"
FACTS = ("series", "year", "edition", "name", "city", "country", "first_day", "last_day")
PARTS = {
    "post_sections": ("position", "heading", "text"),
    "post_tags": ("tag",),
    "post_conferences": ("position", "key", *FACTS),
    "mentions": ("section", "name", "expansion", "sentence", "presentation"),
    "highlights": ("section", "sentence", "presentation"),
    "post_papers": ("position", "line", "title", "authors", "presentation"),
}
"""tables that hold parts of a post → their columns besides post_id"""
PART_ORDER = {"post_tags": "tag", "mentions": "id", "highlights": "id"}
"""tables whose rows are not in the order of a column `position`"""
STORED_PART = "SELECT {1} FROM {0} WHERE post_id = ? ORDER BY {2}"
DROP_PART = "DELETE FROM {} WHERE post_id = ?"
ADD_PART = "INSERT INTO {} (post_id, {}) VALUES (?{})"
ADD_LINK = "INSERT OR IGNORE INTO post_sources (post_id, source_id, line) VALUES (?, ?, ?)"
DROP_LINKS = """
DELETE FROM post_sources
WHERE source_id = ? AND line NOT IN (SELECT value FROM json_each(?))
"""
UNSAID = "SELECT id FROM posts WHERE id NOT IN (SELECT post_id FROM post_sources)"
DROP_POST = "DELETE FROM posts WHERE id = ?"
KEYS_OF_POST = "SELECT key FROM post_conferences WHERE post_id = ?"
SAID_OF_CONFERENCE = """
SELECT c.series, c.year, c.edition, c.name, c.city, c.country, c.first_day, c.last_day
FROM post_conferences AS c JOIN posts AS p ON p.id = c.post_id
WHERE c.key = ? ORDER BY c.position, p.published IS NULL, p.published, p.key
"""
SET_CONFERENCE = """
INSERT INTO conferences (key, series, year, edition, name, city, country, first_day, last_day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET (edition, name, city, country, first_day, last_day)
= (excluded.edition, excluded.name, excluded.city, excluded.country, excluded.first_day,
   excluded.last_day)
"""
DROP_CONFERENCE = "DELETE FROM conferences WHERE key = ?"
LEAVE_CONFERENCE = """
UPDATE posts SET conference_id = NULL
WHERE conference_id = (SELECT id FROM conferences WHERE key = ?)
"""
JOIN_CONFERENCE = """
UPDATE posts SET conference_id = (SELECT id FROM conferences WHERE key = ?1)
WHERE id IN (SELECT post_id FROM post_conferences WHERE key = ?1 AND position = 0)
"""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
Row = tuple[str | int | None, ...]


def load_posts(db: sqlite3.Connection, source_id: int, posts: Sequence[Post], tally: Tally) -> None:
    """Load posts within the caller's transaction, counting each."""
    for post in posts:
        tally.seen += 1
        found = db.execute(FIND_POST, (post.url, post.title, post.published)).fetchone()
        if found is None:
            (post_id,) = db.execute(ADD_POST, (_free_key(db, post), post.title)).fetchone()
            _rewrite(db, post_id, post)
            tally.added += 1
        else:
            post_id, url = found
            changed = _rewrite(db, post_id, replace(post, url=url))
            tally.updated += changed
            tally.unchanged += not changed
        db.execute(ADD_LINK, (post_id, source_id, post.line))


def drop_posts(db: sqlite3.Connection, source_id: int, kept: Sequence[Post] = ()) -> int:
    """Drop the posts that a source no longer has. Return how many only that source had."""
    lines = _as_json([post.line for post in kept])
    db.execute(DROP_LINKS, (source_id, lines))
    unsaid = db.execute(UNSAID).fetchall()
    keys: set[str] = set()
    for (post_id,) in unsaid:
        keys |= _stored_conferences(db, post_id)
        db.execute(DROP_POST, (post_id,))
    _derive_conferences(db, keys)
    return len(unsaid)


def _free_key(db: sqlite3.Connection, post: Post) -> str:
    """Return a key made of the title's words, such as `google-deepmind-at-iclr-2024`."""
    base = _NOT_WORD.sub("-", fold_for_search(post.title)).strip("-")[:60] or "post"
    key = base
    count = 1
    while db.execute(KEY_TAKEN, (key,)).fetchone():
        count += 1
        key = f"{base}-{count}"
    return key


def _rewrite(db: sqlite3.Connection, post_id: int, post: Post) -> bool:
    """Replace the stored rows of a post. Return False if they already said the same."""
    text: list[str] = []
    for section in post.sections:
        text += filter(None, (section.heading, section.text))
    row = [getattr(post, column) for column in POST_COLUMNS[:-2]]
    row += (_as_json(dict(post.extra)), "\n".join(text))
    parts = _parts(post)
    stored: dict[str, list[Row]] = {}
    for table, names in PARTS.items():
        order = PART_ORDER.get(table, "position")
        query = STORED_PART.format(table, ", ".join(names), order)
        stored[table] = db.execute(query, (post_id,)).fetchall()
    columns = ", ".join(POST_COLUMNS)
    stored_row = db.execute(POST_ROW.format(columns), (post_id,)).fetchone()
    if stored_row == tuple(row) and stored == parts:
        return False
    keys = _stored_conferences(db, post_id)
    db.execute(SET_POST.format(columns, ", ".join("?" * len(row))), (*row, post_id))
    for table, names in PARTS.items():
        db.execute(DROP_PART.format(table), (post_id,))
        add = ADD_PART.format(table, ", ".join(names), ", ?" * len(names))
        db.executemany(add, [(post_id, *part) for part in parts[table]])
    keys |= _stored_conferences(db, post_id)
    _derive_conferences(db, keys)
    return True


def _stored_conferences(db: sqlite3.Connection, post_id: int) -> set[str]:
    """Return the keys of the conferences that a stored post is about."""
    return {key for (key,) in db.execute(KEYS_OF_POST, (post_id,))}


def _parts(post: Post) -> dict[str, list[Row]]:
    """Return the rows of every table that holds parts of a post, in the order of PARTS."""
    conferences: dict[str, Conference] = {}
    for one in (post.conference, *post.other_conferences):
        if one:
            conferences.setdefault(one.key, one)
    items: dict[str, Iterable[object]] = {
        "post_sections": post.sections,
        "post_tags": sorted(set(post.tags)),
        "post_conferences": conferences.values(),
        "mentions": post.mentions,
        "highlights": post.highlights,
        "post_papers": post.listed,
    }
    parts: dict[str, list[Row]] = {}
    for table, columns in PARTS.items():
        parts[table] = []
        for position, item in enumerate(items[table]):
            no_attributes = {"position": position, "tag": item}
            row: list[Any] = []
            for column in columns:
                value = getattr(item, column, no_attributes.get(column))
                if isinstance(value, tuple):
                    value = _as_json(value)
                row.append(value)
            parts[table].append(tuple(row))
    return parts


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _derive_conferences(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Derive conferences from what posts say of them: of every fact, the first that is said."""
    for key in keys:
        said = db.execute(SAID_OF_CONFERENCE, (key,)).fetchall()
        db.execute(LEAVE_CONFERENCE, (key,))
        if not said:
            db.execute(DROP_CONFERENCE, (key,))
            continue
        facts = []
        for values in zip(*said, strict=True):
            known = [value for value in values if value is not None]
            facts.append(known[0] if known else None)
        db.execute(SET_CONFERENCE, (key, *facts))
        db.execute(JOIN_CONFERENCE, (key,))
