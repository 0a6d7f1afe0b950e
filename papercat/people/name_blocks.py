"""The blocks in which names that may be one person's are found.

A block's number and a name's row are kept as one number, a place: the names of a block
lie side by side, those who meet only the odd ones before those who meet everyone.
"""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from zlib import crc32

from papercat.copies import processors
from papercat.people.compatible_names import blocks_of
from papercat.people.shared_work import SharedWork

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

_SLICE = 1 << 59
"""of the numbers of places, sorted together; a list of all would take five times the memory"""
_PART = 20_000
"""names that one process works on; fewer are not worth a second one"""


def block_number(block: str, meets_all: bool) -> int:
    """The number under which a block's names are filed, even for those who meet only the odd.

    Two blocks may share one: it only costs a comparison.
    """
    return crc32(block.encode()) << 1 | meets_all


def _places_of(name: str, row: int) -> list[int]:
    """Where a name is filed; a place may come twice."""
    return [  # `block_number`, not called for each of a million
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
    names, rows = list[str](), array("q")
    for name, row in db.execute(UNFILED, (after,)) if after else db.execute(ALL_UNFILED):
        names.append(name)
        rows.append(row)

    def part(number: int) -> Sequence[int]:
        some = range(number * _PART, min(len(names), (number + 1) * _PART))
        return array("q", sorted(place for at in some for place in _places_of(names[at], rows[at])))

    with closing(SharedWork(part, -(-len(names) // _PART), processors() - 1)) as work:
        db.executemany(ADD_PLACE, zip(_in_order(work.results()), strict=False))
    return names


def _in_order(parts: Sequence[Sequence[int]]) -> Iterator[int]:
    """Places of sorted parts in the order of all, so that pages are filled one after another."""
    for low in range(0, 1 << 63, _SLICE):
        yield from sorted(
            place
            for part in parts
            for place in part[bisect_left(part, low) : bisect_left(part, low + _SLICE)]
        )


def forget_names(db: sqlite3.Connection, names: Iterable[tuple[str, int]]) -> None:
    """Take names that are no more, each with its row, out of their blocks."""
    for name, row in names:
        db.executemany(DROP_PLACE, zip(_places_of(name, row), strict=False))
