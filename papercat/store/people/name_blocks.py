"""The blocks in which names that may be one person's are found.

A block's number and a name's row are kept as one number, a place: the names of a block
lie side by side, those who meet only the odd ones before those who meet everyone.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing
from zlib import crc32

from papercat.infer.people.fits import blocks_of
from papercat.store.people.shared_work import SharedWork, processors

ROW_BITS = 30
"""of a place; the block's number is 33 bits long"""
ROW = (1 << ROW_BITS) - 1

ADD_PLACE = "INSERT OR IGNORE INTO name_blocks (place) VALUES (?)"
DROP_PLACE = "DELETE FROM name_blocks WHERE place = ?"
ALL_UNFILED = "SELECT folded, min(id) FROM names GROUP BY folded"
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
IS_FILED = "SELECT 1 FROM name_blocks WHERE place = ?"

_AT_ONCE = 200_000
"""names whose places are sorted together"""
_PART = 20_000
"""names that one process works on; fewer are not worth a second one"""


def block_number(block: str, meets_all: bool) -> int:
    """The number under which a block's names are filed, even for those who meet only the odd.

    Two blocks may share one: it only costs a comparison.
    """
    return crc32(block.encode()) << 1 | meets_all


def _places_of(name: str, row: int) -> list[int]:
    """Where a name is filed; a place may come twice."""
    return [
        (crc32(block.encode()) << 1 | meets_all) << ROW_BITS | row
        for block, meets_all in blocks_of(name)
    ]


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
        if places := _places_of(name, row):
            filed = db.execute(IS_FILED, (min(places),)).fetchone()
            return None if filed else int(row)
    return None


def file_names(db: sqlite3.Connection, after: int) -> list[str]:
    """Put the names after a row id into their blocks, and say which folded ones they are."""
    names = db.execute(UNFILED, (after,)) if after else db.execute(ALL_UNFILED)
    filed: list[str] = []
    while batch := names.fetchmany(_AT_ONCE):
        # Sorted, so that pages of the table are filled one after another.
        places = sorted(place for part in _places(batch) for place in part)
        db.executemany(ADD_PLACE, zip(places, strict=False))
        filed.extend(folded for folded, _ in batch)
    return filed


def _places(names: Sequence[tuple[str, int]]) -> Sequence[Sequence[int]]:
    """The places of some names, those of many worked out by several processes."""

    def part(number: int) -> Sequence[int]:
        some = names[number * _PART : (number + 1) * _PART]
        return array("q", [place for name in some for place in _places_of(*name)])

    parts = -(-len(names) // _PART)
    with closing(SharedWork(part, parts, processors() - 1)) as work:
        return work.results()


def forget_names(db: sqlite3.Connection, names: Iterable[tuple[str, int]]) -> None:
    """Take names that are no more, each with its row, out of their blocks."""
    for name, row in names:
        db.executemany(DROP_PLACE, zip(_places_of(name, row), strict=False))
