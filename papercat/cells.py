"""One cell of a table as text, as a value and as a CSV field: the same in every view."""

from papercat.shown import Bar, Below, Cell, Marked
from papercat.terminal import visible


def as_text(cell: Cell) -> str:
    """A cell as a person reads it; nothing for None and for no."""
    if isinstance(cell, str):
        return cell
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "yes"
    value = as_value(cell)
    return ", ".join(value) if isinstance(value, list) else str(value)


def as_value(cell: Cell) -> object:
    """A cell as JSON gives it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Below):
        return cell.text.text
    if isinstance(cell, Marked):
        return cell.text
    if isinstance(cell, Bar):
        return cell.value
    return list(cell) if isinstance(cell, tuple) else cell


def as_field(cell: Cell) -> object:
    """A cell as CSV gives it: lists with semicolons, yes and no as 1 and 0."""
    if isinstance(cell, str):
        return cell
    value = as_value(cell)
    if isinstance(value, list):
        return "; ".join(value)
    return int(value) if isinstance(value, bool) else value


def as_visible_field(cell: Cell) -> object:
    """A cell as CSV gives it to a person's terminal: nothing in it steers."""
    field = as_field(cell)
    return visible(field) if isinstance(field, str) else field
