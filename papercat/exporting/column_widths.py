"""The columns of a table that fit side by side, and how wide each is."""

from collections.abc import Sequence

from papercat.shown import Column

GAP = 2
"""spaces between two columns"""
NARROW = 22
"""the least width of a column that asks for none"""


def column_widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> dict[int, int]:
    """Give each column that fits its width, by number.

    `natural` holds the width of each column if nothing is wrapped. All columns are as wide
    as that if there is room. Otherwise some go under another column; then columns go, the
    highest rank first, until the others have their least width. The rest of the room is
    shared by what each still needs.
    """
    widths = dict(enumerate(natural))
    if _total(widths) <= room:
        return widths
    widths = {
        at: _least(column, natural[at]) for at, column in enumerate(columns) if not column.under
    }
    while _total(widths) > room:
        last = max(widths, key=lambda at: (columns[at].rank, at))
        if columns[last].rank == 0:
            break
        del widths[last]
    if _total(widths) > room:
        _shrink(widths, columns, room)
    else:
        _grow(widths, natural, room)
    return widths


def _least(column: Column, natural: int) -> int:
    """Give the width below which a column is of no use."""
    if column.whole or column.right:
        return natural
    return min(natural, column.width or NARROW)


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1)


def _grow(widths: dict[int, int], natural: Sequence[int], room: int) -> None:
    """Share free room among the columns that would wrap."""
    needs = {at: natural[at] - width for at, width in widths.items()}
    free = room - _total(widths)
    needed = sum(needs.values())
    for at, need in needs.items():
        share = need if needed <= free else need * free // needed
        widths[at] += share


def _shrink(widths: dict[int, int], columns: Sequence[Column], room: int) -> None:
    """Narrow the widest column again and again, whole ones last."""
    while _total(widths) > room:
        flexible = [at for at in widths if not columns[at].whole and widths[at] > NARROW // 2]
        widest = max(flexible or widths, key=lambda at: widths[at])
        if widths[widest] <= 1:
            return
        widths[widest] -= 1
