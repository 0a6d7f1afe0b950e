"""Posts, their conferences and what they name, on their way into the catalogue."""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from papercat.conferences.named_paper import names_paper
from papercat.papers.model import Conference, Post, Tally
from papercat.people.names import fold_for_search
from papercat.search.folding import fold_words

FIND_POST = """
SELECT id, url FROM posts
WHERE url = ?1 OR (
    ?1 IS NULL AND title = ?2
    AND (published IS NULL OR ?3 IS NULL OR substr(published, 1, 10) = substr(?3, 1, 10))
)
ORDER BY published IS NULL
"""
KEY_TAKEN = "SELECT 1 FROM posts WHERE key = ?"
POST_ROW = """
SELECT title, description, summary, published, published_printed, source, url, thumbnail, extra,
       text, conference_id, papers_count, papers_at_least
FROM posts WHERE id = ?
"""
ADD_POST = "INSERT INTO posts (key, title) VALUES (?, ?) RETURNING id"
SET_POST = """
UPDATE posts SET (title, description, summary, published, published_printed, source, url,
                  thumbnail, extra, text, conference_id, papers_count, papers_at_least)
= (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?
"""
SECTIONS = "SELECT position, heading, text FROM post_sections WHERE post_id = ? ORDER BY position"
ADD_SECTION = "INSERT INTO post_sections (post_id, position, heading, text) VALUES (?, ?, ?, ?)"
TAGS = "SELECT tag FROM post_tags WHERE post_id = ?"
ADD_TAG = "INSERT OR IGNORE INTO post_tags (post_id, tag) VALUES (?, ?)"
MENTIONS = """
SELECT section, name, expansion, sentence, presentation FROM mentions WHERE post_id = ? ORDER BY id
"""
ADD_MENTION = """
INSERT INTO mentions (post_id, section, name, expansion, sentence, presentation)
VALUES (?, ?, ?, ?, ?, ?)
"""
CLEAR = (
    "DELETE FROM post_sections WHERE post_id = ?",
    "DELETE FROM post_tags WHERE post_id = ?",
    "DELETE FROM mentions WHERE post_id = ?",
)
ADD_LINK = "INSERT OR IGNORE INTO post_sources (post_id, source_id, line) VALUES (?, ?, ?)"
DROP_LINKS = """
DELETE FROM post_sources
WHERE source_id = ? AND line NOT IN (SELECT value FROM json_each(?))
"""
DROP_POSTS = "DELETE FROM posts WHERE id NOT IN (SELECT post_id FROM post_sources)"
ADD_CONFERENCE = """
INSERT INTO conferences (key, series, year, edition, name, city, country, first_day, last_day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET
    edition = coalesce(edition, excluded.edition), name = coalesce(name, excluded.name),
    city = coalesce(city, excluded.city), country = coalesce(country, excluded.country),
    first_day = coalesce(first_day, excluded.first_day),
    last_day = coalesce(last_day, excluded.last_day)
RETURNING id
"""
ALL_MENTIONS = "SELECT id, name, expansion, paper_id FROM mentions"
TITLED = """
SELECT p.id, p.title FROM papers_fts AS f JOIN papers AS p ON p.id = f.rowid
WHERE papers_fts MATCH ?
"""
JOIN_PAPER = "UPDATE mentions SET paper_id = ? WHERE id = ?"

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def load_posts(db: sqlite3.Connection, source: int, posts: Sequence[Post], tally: Tally) -> None:
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
        db.execute(ADD_LINK, (post_id, source, post.line))


def drop_posts(db: sqlite3.Connection, source: int, kept: Sequence[Post]) -> int:
    """Drop the posts that a source no longer has; return how many only that source had."""
    lines = json.dumps([post.line for post in kept])
    db.execute(DROP_LINKS, (source, lines))
    return db.execute(DROP_POSTS).rowcount


def _free_key(db: sqlite3.Connection, post: Post) -> str:
    """A key made of the title's words, such as `google-deepmind-at-iclr-2024`."""
    base = _NOT_WORD.sub("-", fold_for_search(post.title)).strip("-")[:60] or "post"
    key, count = base, 1
    while db.execute(KEY_TAKEN, (key,)).fetchone():
        count += 1
        key = f"{base}-{count}"
    return key


def _rewrite(db: sqlite3.Connection, post_id: int, post: Post) -> bool:
    """Make the post's rows say what `post` says; whether anything changed."""
    conference = _conference(db, post.conference) if post.conference else None
    row = _post_row(post, conference)
    sections = [(i, part.heading, part.text) for i, part in enumerate(post.sections)]
    mentions = [(m.section, m.name, m.expansion, m.sentence, m.presentation) for m in post.mentions]
    stands = (
        db.execute(POST_ROW, (post_id,)).fetchone() == row
        and db.execute(SECTIONS, (post_id,)).fetchall() == sections
        and {tag for (tag,) in db.execute(TAGS, (post_id,))} == set(post.tags)
        and db.execute(MENTIONS, (post_id,)).fetchall() == mentions
    )
    if stands:
        return False
    for clear in CLEAR:
        db.execute(clear, (post_id,))
    db.execute(SET_POST, (*row, post_id))
    db.executemany(ADD_SECTION, [(post_id, *section) for section in sections])
    db.executemany(ADD_TAG, [(post_id, tag) for tag in post.tags])
    db.executemany(ADD_MENTION, [(post_id, *mention) for mention in mentions])
    return True


def _post_row(post: Post, conference: int | None) -> tuple[str | int | None, ...]:
    parts = [part for section in post.sections for part in (section.heading, section.text) if part]
    return (
        post.title,
        post.description,
        post.summary,
        post.published,
        post.published_printed,
        post.source,
        post.url,
        post.thumbnail,
        json.dumps(dict(post.extra), ensure_ascii=False),
        "\n".join(parts),
        conference,
        post.papers_count,
        int(post.papers_at_least),
    )


def _conference(db: sqlite3.Connection, known: Conference) -> int:
    """The row of a conference; what an earlier post said of it stays."""
    row = (
        known.key,
        known.series,
        known.year,
        known.edition,
        known.name,
        known.city,
        known.country,
        known.first_day,
        known.last_day,
    )
    conference: int = db.execute(ADD_CONFERENCE, row).fetchone()[0]
    return conference


def join_mentions(db: sqlite3.Connection) -> None:
    """Join what posts name to the paper that it is, where the catalogue has exactly one such.

    All of it anew: a paper that arrives may be a second one, and one's title may be corrected.
    """
    for mention, name, expansion, before in db.execute(ALL_MENTIONS).fetchall():
        words = fold_words(name)
        if not words:
            continue
        query = "title : (" + " ".join(f'"{word}"' for word in words) + ")"
        papers = db.execute(TITLED, (query,)).fetchall()
        named = [paper for paper, title in papers if names_paper(name, expansion, title)]
        joined = named[0] if len(named) == 1 else None
        if joined != before:
            db.execute(JOIN_PAPER, (joined, mention))
