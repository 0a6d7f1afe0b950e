"""The columns of a table that fit side by side, and the width of each."""

from collections.abc import Sequence

from papercat.shown import Column

GAP = 2
"""spaces between two columns"""
NARROW = 22
"""the least width of a column that asks for none"""


def column_widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> dict[int, int]:
    """Set the width of each column that fits, by number.

    `natural` holds the width of each column if nothing is wrapped. All columns are as wide
    as that if there is room. Otherwise some go under another column. Then columns go, the
    highest rank first, until the others have their least width; they share the rest of the
    room by their needs. If a key leaves too little room for the text beside it, the text
    gets all of it, and the key goes under the text (see `stacked`).
    """
    widths = dict(enumerate(natural))
    if _total(widths) <= room:
        return widths
    for at, column in enumerate(columns):
        widths[at] = _least(column, natural[at])
        if column.under:
            del widths[at]
    while _total(widths) > room:
        last = max(widths, key=lambda at: (columns[at].rank, at))
        if columns[last].rank == 0:
            break
        del widths[last]
    if _total(widths) <= room:
        _grow(widths, natural, room)
        return widths
    text = _text_column(widths, columns)
    if text is not None and any(columns[at].whole for at in widths):
        return {text: room}
    _shrink(widths, room)
    return widths


def stacked(columns: Sequence[Column], widths: dict[int, int]) -> list[int]:
    """Give the columns that have no room beside the text but must not go."""
    return [
        at
        for at, column in enumerate(columns)
        if column.rank == 0 and at not in widths and not column.under
    ]


def _least(column: Column, natural: int) -> int:
    """Give the width below which a column is of no use."""
    if column.whole or column.right:
        return natural
    return min(natural, column.width or NARROW)


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1)


def _text_column(widths: dict[int, int], columns: Sequence[Column]) -> int | None:
    """Find the column that asks for no width, such as the title."""
    for at in widths:
        if not columns[at].width and not columns[at].whole and not columns[at].right:
            return at
    return None


def _grow(widths: dict[int, int], natural: Sequence[int], room: int) -> None:
    """Share free room among the columns that would wrap."""
    needs = {at: natural[at] - width for at, width in widths.items()}
    free = room - _total(widths)
    needed = sum(needs.values())
    for at, need in needs.items():
        widths[at] += need * min(free, needed) // max(needed, 1)


def _shrink(widths: dict[int, int], room: int) -> None:
    """Narrow the widest column again and again."""
    while _total(widths) > room:
        widest = max(widths, key=lambda at: widths[at])
        if widths[widest] <= 1:
            return
        widths[widest] -= 1
