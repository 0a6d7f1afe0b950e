"""Completion of a word that is being typed, from the values in the catalogue."""

import sqlite3

from papercat.catalogue.sql_values import beginning_with
from papercat.text.names import folded_words

PEOPLE = """
SELECT DISTINCT p.name FROM names AS n JOIN people AS p ON p.id = n.person_id
WHERE n.folded >= ? AND n.folded < ? ORDER BY n.folded LIMIT ?
"""
PEOPLE_WITH = """
SELECT DISTINCT p.name FROM names_fts AS f
JOIN names AS n ON n.id = f.rowid JOIN people AS p ON p.id = n.person_id
WHERE names_fts MATCH ? LIMIT ?
"""
NAMES_WITH = """
SELECT n.folded FROM names_fts AS f JOIN names AS n ON n.id = f.rowid
WHERE names_fts MATCH ? LIMIT ?
"""
KEYS = "SELECT key FROM papers WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
CATEGORIES = "SELECT code, name FROM categories ORDER BY code"
CONFERENCES = "SELECT key, name FROM conferences ORDER BY key"
ORGANISATIONS = "SELECT slug, NULL FROM organisations ORDER BY slug"
TAGS = "SELECT name, NULL FROM tags WHERE id IN (SELECT tag_id FROM paper_tags) ORDER BY name"
DECISIONS = """
SELECT CAST(id AS TEXT), kind || ' ' || subject FROM decisions
WHERE undone_at IS NULL ORDER BY id DESC
"""
SOURCES = "SELECT path, format FROM sources ORDER BY path"
VENUES = "SELECT DISTINCT venue, NULL FROM papers WHERE venue NOTNULL ORDER BY venue"
POSTS = "SELECT key, title FROM posts ORDER BY key"
SAVED = "SELECT '@' || name, query FROM saved_searches ORDER BY name"

MOST = 50
_NAMES_READ = 400

Choice = tuple[str, str]
"""(text to type, description)"""


def people(db: sqlite3.Connection, typed: str) -> list[Choice]:
    """List names with this beginning, or else names with a word that has it."""
    words = folded_words(typed)
    folded = " ".join(words)
    found = db.execute(PEOPLE, (*beginning_with(folded), MOST)).fetchall()
    if not found and words:
        match = " AND ".join([f'"{word}" *' for word in words])
        found = db.execute(PEOPLE_WITH, (match, MOST)).fetchall()
    return [(name, "") for (name,) in found]


def name_words(db: sqlite3.Connection, typed: str) -> list[Choice]:
    """List words of names with this beginning, for `author:`."""
    typed_words = folded_words(typed)
    if len(typed_words) != 1:
        return []
    (folded,) = typed_words
    words = set[str]()
    for (name,) in db.execute(NAMES_WITH, (f'"{folded}" *', _NAMES_READ)):
        words.update(filter(lambda word: word.startswith(folded), name.split()))
    return [(word, "") for word in sorted(words)[:MOST]]


def keys(db: sqlite3.Connection, typed: str) -> list[Choice]:
    """List keys of papers with this beginning."""
    return [(key, "") for (key,) in db.execute(KEYS, (*beginning_with(typed), MOST))]


def listed(db: sqlite3.Connection, query: str, typed: str) -> list[Choice]:
    """List the rows of one of the short tables above that begin so.

    Of a code such as cs.LG the part behind the dot may be typed, too.
    """
    wanted = typed.lower()
    choices = []
    for code, name in db.execute(query):
        lower = code.lower()
        end = lower.rpartition(".")[2]
        if lower.startswith(wanted) or (wanted and end.startswith(wanted)):
            choices.append((code, name or ""))
    return choices
