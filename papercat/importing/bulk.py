"""What waits for the end of a large load into a small catalogue, and is then done once.

An index that grows in the order in which names happen to be printed costs several
times what sorting it once does, and so do counts and words kept row by row. Only
what loading itself asks nothing of waits; all of it is there before the commit.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import filterfalse

from papercat.papers.tallies import recount

WAITING = """
SELECT type, name, sql FROM sqlite_master
WHERE sql NOTNULL AND (
    type = 'index' AND tbl_name IN ('names', 'authorships', 'paper_categories', 'paper_sources')
    OR name = 'papers_venue'
    OR type = 'trigger' AND (tbl_name = 'names' OR name GLOB 'tally_*')
)
"""
FILE_NAMES = "INSERT INTO names_fts (names_fts) VALUES ('rebuild')"


@contextmanager
def at_the_end(db: sqlite3.Connection) -> Iterator[None]:
    """Within a transaction: without secondary indices, counts and name words, then with them."""
    waiting = db.execute(WAITING).fetchall()
    for kind, name, _ in waiting:
        db.execute(f'DROP {kind} "{name}"')
    yield
    db.execute(FILE_NAMES)  # as they stand: in an index of them they have another order
    for *_, sql in filter(_is_index, waiting):
        db.execute(sql)
    recount(db)  # in the indices
    for *_, sql in filterfalse(_is_index, waiting):
        db.execute(sql)


def _is_index(row: tuple[str, str, str]) -> bool:
    return row[0] == "index"
