"""Comma-separated values in UTF-8, with a header; every text exactly as it is stored.

A spreadsheet runs a field that begins with = + - @ as a formula. `--spreadsheet-safe` puts
an apostrophe before such a field. Without that option a remark counts these fields.
"""

import csv
from collections.abc import Sequence
from typing import TextIO

from papercat.shown import Cell, Page, Rows, as_field, rows_of
from papercat.terminal import Screen, visible

_OPTION = "--spreadsheet-safe"
_BYTE_ORDER_MARK = "\ufeff"
"""the sign by which spreadsheets recognise UTF-8"""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # spreadsheets in Japanese take the wide signs, too
"""the first characters of a field that a spreadsheet may run"""


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
    """Write the rows; of a page, the rows it is about."""
    return write_separated(shown, out, screen, ",")


def write_separated(shown: Rows | Page, out: TextIO, screen: Screen, delimiter: str) -> str | None:
    """Write rows with a delimiter between the fields. Return a remark about formulas."""
    rows = rows_of(shown)
    writer = _RowWriter(out, screen, delimiter)
    if screen.spreadsheet_safe:
        out.write(_BYTE_ORDER_MARK)
    writer.write([column.name for column in rows.columns])
    for row in rows.rows:
        writer.write(row)
    if not writer.formulas or screen.spreadsheet_safe:
        return None
    noun = "field"
    if writer.formulas > 1:
        noun = "fields"
    return f"{writer.formulas} {noun} would run as a formula in a spreadsheet; see {_OPTION}"


class _RowWriter:
    """A writer of rows that knows formulas and carriage returns."""

    def __init__(self, out: TextIO, screen: Screen, delimiter: str) -> None:
        self.formulas = 0
        self._screen = screen
        # Python 3.11 leaves a field with a carriage return unquoted, and readers end the row
        # there.
        self._plain = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        self._quoted = csv.writer(
            out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL
        )

    def write(self, row: Sequence[Cell]) -> None:
        fields = [as_field(cell) for cell in row]
        writer = self._plain
        for at, field in enumerate(fields):
            if isinstance(field, str):
                if "\r" in field:
                    writer = self._quoted
                fields[at] = self._text(field)
        writer.writerow(fields)

    def _text(self, text: str) -> str:
        if text.startswith(_FORMULA):
            self.formulas += 1
            if self._screen.spreadsheet_safe:
                text = f"'{text}"
        if self._screen.terminal:
            text = visible(text)
        return text
