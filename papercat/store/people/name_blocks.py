"""The blocks in which names that may be one person's are found."""

import sqlite3
from zlib import crc32

from papercat.infer.people.fits import blocks_of

ADD_BLOCK = "INSERT OR IGNORE INTO name_blocks (block, name_id) VALUES (?, ?)"
UNFILED = """
SELECT n.folded, n.id FROM names AS n
WHERE n.id > ?
AND n.id = (SELECT min(id) FROM names WHERE folded = n.folded)
"""
LAST_FILED = "SELECT coalesce(max(name_id), 0) FROM name_blocks"

_AT_ONCE = 20_000
"""names whose blocks are sorted together"""


def block_number(block: str, meets_all: bool) -> int:
    """The number under which a block's names are filed, even for those who meet only the odd.

    Two blocks may share one: it only costs a comparison.
    """
    return crc32(block.encode()) << 1 | meets_all


def last_filed(db: sqlite3.Connection) -> int:
    """The row id up to which names are in their blocks."""
    last: int = db.execute(LAST_FILED).fetchone()[0]
    return last


def file_names(db: sqlite3.Connection, after: int) -> list[str]:
    """Put the names after a row id into their blocks, and say which folded ones they are."""
    names = db.execute(UNFILED, (after,))
    filed: list[str] = []
    while batch := names.fetchmany(_AT_ONCE):
        rows = [(block_number(*block), row) for folded, row in batch for block in blocks_of(folded)]
        rows.sort()  # pages of the table are filled one after another
        db.executemany(ADD_BLOCK, rows)
        filed.extend(folded for folded, _ in batch)
    return filed
