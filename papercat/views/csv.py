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

_AT_ONCE = 50
"""rows; the texts of more outgrow the memory that is at hand, which takes longer"""


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
        text = "\n".join(map(",".join, zip(*columns, strict=True))) + "\n"
        if "\r" in text:  # which Python's versions quote differently
            writer.writerows(map(as_field, row) for row in batch)
        else:
            out.write(text)


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
