"""Values with commas or tabs between, in UTF-8, with a header; every text as it is stored.

A spreadsheet runs a field that begins with = + - @ as a formula. `--spreadsheet-safe` puts
an apostrophe before such a field. Without that option a remark counts these fields.
"""

from collections.abc import Sequence
from typing import TextIO

from papercat.shown import Cell, Page, Rows, as_field, rows_of
from papercat.terminal import Screen, visible

_OPTION = "--spreadsheet-safe"
_BYTE_ORDER_MARK = "\ufeff"
"""the sign by which spreadsheets recognise UTF-8"""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # spreadsheets in Japanese take the wide signs, too
"""the first characters of a field that a spreadsheet may run"""


def write_csv(shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
    """Write the rows with commas; of a page, the rows it is about."""
    return _write_separated(shown, out, screen, ",")


def write_tsv(shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
    """Write the rows with tabs; a field with a tab or a quote in it is quoted."""
    return _write_separated(shown, out, screen, "\t")


def _write_separated(shown: Rows | Page, out: TextIO, screen: Screen, delimiter: str) -> str | None:
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
    """A writer of rows that counts formulas, and defuses them if asked.

    Python's csv module quotes letter by letter, which takes most of the time of an export,
    and up to Python 3.11 it leaves a field with a carriage return unquoted.
    """

    def __init__(self, out: TextIO, screen: Screen, delimiter: str) -> None:
        """Write to `out` with a delimiter between the fields."""
        self.formulas = 0
        self._out = out
        self._screen = screen
        self._delimiter = delimiter
        self._quoted = (delimiter, '"', "\n", "\r")

    def write(self, row: Sequence[Cell]) -> None:
        """Write a row on a line of its own."""
        fields: list[str] = []
        for cell in row:
            if cell is None:
                fields.append("")
            elif isinstance(cell, str):
                fields.append(self._text(cell))
            else:
                fields.append(self._other(cell))
        line = self._delimiter.join(fields)
        if row and not line:
            line = '""'  # an empty line would be no row
        self._out.write(f"{line}\n")

    def _other(self, cell: Cell) -> str:
        """Return the field of a cell that is not text; a number is no formula."""
        value = as_field(cell)
        if isinstance(value, int | float):
            return str(value)
        return self._text(str(value))

    def _text(self, text: str) -> str:
        """Count a formula, and quote the text if it needs quotes."""
        if text[:1] in _FORMULA:
            self.formulas += 1
            if self._screen.spreadsheet_safe:
                text = f"'{text}"
        if self._screen.terminal:
            text = visible(text)
        for sign in self._quoted:
            if sign in text:
                text = text.replace('"', '""')
                return f'"{text}"'
        return text
