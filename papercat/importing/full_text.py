"""The full-text index during a load: filled once, in the order of the row ids.

FTS5 writes a segment each time a row id is smaller than the last one, so rows
that arrive in any order are indexed together at the end of the transaction. The
triggers that otherwise keep the index in step are back before it commits.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from papercat.search.spelling_index import Filing, file_words

TRIGGERS = """
SELECT name, sql FROM sqlite_master
WHERE type = 'trigger' AND tbl_name = 'papers' AND name NOT GLOB 'tally_*'
"""
FORGET = """
INSERT INTO papers_fts (papers_fts, rowid, title, abstract, authors, categories)
SELECT 'delete', id, title, abstract, authors, categories FROM papers WHERE id = ?
"""
INDEX = """
INSERT INTO papers_fts (rowid, title, abstract, authors, categories)
SELECT p.id, p.title, p.abstract, p.authors, p.categories
FROM temp.to_index AS t JOIN papers AS p ON p.id = t.id ORDER BY t.id
"""
FORGET_TITLE = """
INSERT INTO titles_fts (titles_fts, rowid, title)
SELECT 'delete', id, title FROM papers WHERE id = ?
"""
INDEX_TITLES = """
INSERT INTO titles_fts (rowid, title)
SELECT p.id, p.title FROM temp.to_index AS t JOIN papers AS p ON p.id = t.id ORDER BY t.id
"""


class PendingIndex:
    """The papers whose text is to be indexed when the load is done."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Begin with none."""
        self._db = db
        self._filed = False
        db.execute("CREATE TEMP TABLE IF NOT EXISTS to_index (id INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM temp.to_index")

    def add(self, ids: list[tuple[int]]) -> None:
        """Papers just inserted."""
        self._db.executemany("INSERT INTO temp.to_index VALUES (?)", ids)

    def before_change(self, paper_id: int) -> None:
        """A paper is about to change: forget its present text, index the new later."""
        done = self._db.execute("INSERT OR IGNORE INTO temp.to_index VALUES (?)", (paper_id,))
        if done.rowcount:
            self._db.execute(FORGET, (paper_id,))
            self._db.execute(FORGET_TITLE, (paper_id,))

    def moved(self, old: int, new: int) -> None:
        """A paper has got another row id."""
        self._db.execute("UPDATE temp.to_index SET id = ? WHERE id = ?", (new, old))

    def dropped(self, paper_id: int) -> None:
        """A paper whose text is forgotten is there no more."""
        self._db.execute("DELETE FROM temp.to_index WHERE id = ?", (paper_id,))

    def file_words(self, known: Filing | None = None) -> None:
        """File the words of what is pending, so that a misspelt one leads to them.

        `known` are those of titles and authors, where they have been collected already.
        """
        if not self._filed:
            file_words(self._db, known)
            self._filed = True

    def write(self) -> None:
        """Index what is pending, and file its words unless that is done."""
        self._db.execute(INDEX)
        self._db.execute(INDEX_TITLES)
        self.file_words()
        self._db.execute("DELETE FROM temp.to_index")


@contextmanager
def indexing_at_the_end(db: sqlite3.Connection) -> Iterator[PendingIndex]:
    """Within a transaction: triggers off, papers collected, then all indexed in order."""
    triggers = db.execute(TRIGGERS).fetchall()
    for name, _ in triggers:
        db.execute(f'DROP TRIGGER "{name}"')
    pending = PendingIndex(db)
    yield pending
    pending.write()
    for _, sql in triggers:
        db.execute(sql)
