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
    widths = _least_widths(columns, natural)
    by_rank = sorted(widths, key=lambda at: (columns[at].rank, at))
    while _total(widths) > room and columns[by_rank[-1]].rank > 0:
        del widths[by_rank.pop()]
    if _total(widths) <= room:
        _grow(widths, natural, room)
        return widths
    shown = [columns[at] for at in widths]
    flexible = list(map(_is_flexible, shown))
    has_key = any(column.whole for column in shown)
    if has_key and any(flexible):
        text = list(widths)[flexible.index(True)]
        return {text: room}
    _shrink(widths, room)
    return widths


def stacked(columns: Sequence[Column], widths: dict[int, int]) -> list[int]:
    """Return the columns that have no room beside the text but must not go."""
    found: list[int] = []
    for at, column in enumerate(columns):
        must_stay = column.rank == 0 and not column.under
        if must_stay and at not in widths:
            found.append(at)
    return found


def _least_widths(columns: Sequence[Column], natural: Sequence[int]) -> dict[int, int]:
    """Return the width below which a column is of no use, for those beside each other."""
    widths: dict[int, int] = {}
    for at, (column, width) in enumerate(zip(columns, natural, strict=True)):
        if column.under:
            continue
        widths[at] = width
        if not column.whole and not column.right:
            widths[at] = min(width, column.width or NARROW)
    return widths


def _total(widths: dict[int, int]) -> int:
    """Return the width of all columns with the gaps between them."""
    gaps = GAP * (len(widths) - 1)
    return sum(widths.values()) + gaps


def _is_flexible(column: Column) -> bool:
    """Return whether a column asks for no width, such as the title."""
    return not (column.width or column.whole or column.right)


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
