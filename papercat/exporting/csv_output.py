"""Comma-separated values with a header, UTF-8, exactly as stored.

The bytes are those of Python's csv module; quoting whole columns of fields here
instead of letter by letter there takes a quarter of the time.
"""

import csv
from collections.abc import Sequence
from itertools import islice
from types import NoneType
from typing import TextIO, cast

from papercat.cells import as_field, as_visible_field
from papercat.shown import Cell, Page, Rows
from papercat.terminal import Screen

_AT_ONCE = 200
"""rows, of which a column is quoted at once"""


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write the rows; of a page, the rows it is about."""
    rows = shown.rows if isinstance(shown, Page) else shown
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in rows.columns])
    if screen.terminal or len(rows.columns) == 1:
        field = as_visible_field if screen.terminal else as_field
        writer.writerows(map(field, row) for row in rows.rows)
        return
    rest = iter(rows.rows)
    while batch := list(islice(rest, _AT_ONCE)):
        columns = [_fields(column) for column in zip(*batch, strict=True)]
        lines = map(",".join, zip(*columns, strict=True))
        for row, line in zip(batch, lines, strict=True):
            if "\r" in line:  # which Python's versions quote differently
                writer.writerow(map(as_field, row))
            else:  # written alone: one letter beyond ASCII makes all in a text take longer
                out.write(line + "\n")


def _fields(column: Sequence[Cell]) -> Sequence[str]:
    """The cells of a column as they stand in the file, quoted where they must be."""
    kinds = set(map(type, column))
    if kinds == {NoneType}:
        return [""] * len(column)
    texts = cast("Sequence[str]", column) if kinds == {str} else [_text(each) for each in column]
    together = "".join(texts)
    if '"' in together:
        return [_quoted(text) for text in texts]
    if "," in together or "\n" in together:
        return [f'"{text}"' if "," in text or "\n" in text else text for text in texts]
    return texts


def _text(cell: Cell) -> str:
    if type(cell) is str:
        return cell
    if cell is None:
        return ""
    return "0" if cell is False else str(as_field(cell))


def _quoted(text: str) -> str:
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text else text
