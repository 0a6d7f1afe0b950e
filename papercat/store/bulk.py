"""The secondary indices during a large load into a small catalogue: made once, at its end.

An index that grows in the order in which names happen to be printed costs several
times what sorting it once does. Only indices that loading itself asks nothing of
wait for the end.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

INDICES = """
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND sql NOTNULL
AND tbl_name IN ('names', 'authorships', 'paper_categories', 'paper_sources')
"""


@contextmanager
def indices_at_the_end(db: sqlite3.Connection, *, wait: bool) -> Iterator[None]:
    """Within a transaction: where the indices are to wait, none, then all of them."""
    indices = db.execute(INDICES).fetchall() if wait else []
    for name, _ in indices:
        db.execute(f'DROP INDEX "{name}"')
    yield
    for _, sql in indices:
        db.execute(sql)
