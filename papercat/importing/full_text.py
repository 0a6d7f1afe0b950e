"""Papers whose text waits to be indexed until the end of a load.

FTS5 writes a segment each time a row id is smaller than the last one, so papers that
arrive in any order are indexed together at the end of the transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from papercat.search.full_text import forget_papers, index_papers

PENDING = "SELECT id FROM temp.to_index"


class PendingIndex:
    """The papers whose text is to be indexed when the load is done."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Begin with none."""
        self._db = db
        db.execute("CREATE TEMP TABLE IF NOT EXISTS to_index (id INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM temp.to_index")

    def add(self, ids: list[tuple[int]]) -> None:
        """Add papers just inserted."""
        self._db.executemany("INSERT INTO temp.to_index VALUES (?)", ids)

    def before_change(self, paper_id: int) -> None:
        """Forget the present text of a paper that is about to change; index the new later."""
        done = self._db.execute("INSERT OR IGNORE INTO temp.to_index VALUES (?)", (paper_id,))
        if done.rowcount:
            forget_papers(self._db, [paper_id])

    def moved(self, old: int, new: int) -> None:
        """Follow a paper to another row id."""
        self._db.execute("UPDATE temp.to_index SET id = ? WHERE id = ?", (new, old))

    def dropped(self, paper_id: int) -> None:
        """Leave out a paper that exists no more."""
        self._db.execute("DELETE FROM temp.to_index WHERE id = ?", (paper_id,))

    def write(self) -> None:
        """Index what is pending."""
        index_papers(self._db, [row[0] for row in self._db.execute(PENDING)])
        self._db.execute("DELETE FROM temp.to_index")


@contextmanager
def indexing_at_the_end(db: sqlite3.Connection) -> Iterator[PendingIndex]:
    """Collect papers within a transaction, then index all of them in order."""
    pending = PendingIndex(db)
    yield pending
    pending.write()
