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
LAST_FIRST = """
SELECT n.id, n.folded FROM names AS n WHERE n.id > ? AND n.id <= ?
AND n.id = (SELECT min(id) FROM names WHERE folded = n.folded) ORDER BY n.id DESC
"""
LAST_NAME = "SELECT coalesce(max(id), 0) FROM names"
ANY_FILED = "SELECT 1 FROM name_blocks LIMIT 1"
IS_FILED = "SELECT 1 FROM name_blocks WHERE block = ? AND name_id = ?"

_AT_ONCE = 60_000
"""names whose blocks are sorted together"""
_ROW_BITS = 40
_ROW = (1 << _ROW_BITS) - 1
"""a block's number and a name's row as one number: these sort in half the time of pairs"""


def block_number(block: str, meets_all: bool) -> int:
    """The number under which a block's names are filed, even for those who meet only the odd.

    Two blocks may share one: it only costs a comparison.
    """
    return crc32(block.encode()) << 1 | meets_all


def last_filed(db: sqlite3.Connection) -> int:
    """The row id up to which names are in their blocks.

    Names are filed in the order of their rows, so the last is found by halving.
    """
    low, high = 0, 0
    if db.execute(ANY_FILED).fetchone():
        high = db.execute(LAST_NAME).fetchone()[0]
    while low < high:
        middle = (low + high + 1) // 2
        row = _not_filed(db, low, middle)
        if row is None:
            low = middle
        else:
            high = row - 1
    return low


def _not_filed(db: sqlite3.Connection, low: int, high: int) -> int | None:
    """The last of these names that has a block to be in, if it isn't there yet."""
    for row, name in db.execute(LAST_FIRST, (low, high)):
        if blocks := blocks_of(name):
            filed = db.execute(IS_FILED, (block_number(*min(blocks)), row)).fetchone()
            return None if filed else int(row)
    return None


def file_names(db: sqlite3.Connection, after: int) -> list[str]:
    """Put the names after a row id into their blocks, and say which folded ones they are."""
    names = db.execute(UNFILED, (after,))
    filed: list[str] = []
    while batch := names.fetchmany(_AT_ONCE):
        rows = [
            block_number(*block) << _ROW_BITS | row
            for folded, row in batch
            for block in blocks_of(folded)
        ]
        rows.sort()  # pages of the table are filled one after another
        db.executemany(ADD_BLOCK, ((both >> _ROW_BITS, both & _ROW) for both in rows))
        filed.extend(folded for folded, _ in batch)
    return filed
