"""Comma-separated values in UTF-8, with a header; every text exactly as it is stored.

A spreadsheet runs a field that begins with = + - @ as a formula. `--spreadsheet-safe` puts
an apostrophe before such a field. Without that option a remark counts these fields.
"""

import csv
from typing import TextIO

from papercat.shown import Page, Rows, as_field
from papercat.terminal import Screen, visible

_BYTE_ORDER_MARK = "\ufeff"
"""the sign by which spreadsheets recognise UTF-8"""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # spreadsheets in Japanese take the wide signs, too
"""the first characters of a field that a spreadsheet may run"""


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
    """Write the rows; of a page, the rows it is about."""
    return write_separated(shown, out, screen, ",")


def write_separated(shown: Rows | Page, out: TextIO, screen: Screen, delimiter: str) -> str | None:
    """Write rows with a delimiter between the fields."""
    rows = shown.rows if isinstance(shown, Page) else shown
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    # Python 3.11 leaves a field with a carriage return unquoted, and readers end the row there.
    quoting = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    if screen.spreadsheet_safe:
        out.write(_BYTE_ORDER_MARK)
    writer.writerow([column.name for column in rows.columns])
    formulas = 0
    for row in rows.rows:
        fields = [as_field(cell) for cell in row]
        risky = 0
        broken = False
        for field in fields:
            if isinstance(field, str):
                risky += field.startswith(_FORMULA)
                broken = broken or "\r" in field
        if risky and screen.spreadsheet_safe:
            fields = [_defused(field) for field in fields]
        if screen.terminal:
            fields = [visible(field) if isinstance(field, str) else field for field in fields]
        formulas += risky
        if broken:
            quoting.writerow(fields)
        else:
            writer.writerow(fields)
    if not formulas or screen.spreadsheet_safe:
        return None
    fields_said = "1 field" if formulas == 1 else f"{formulas} fields"
    return f"{fields_said} would run as a formula in a spreadsheet; see --spreadsheet-safe"


def _defused(field: object) -> object:
    """Put an apostrophe before a field that a spreadsheet would run."""
    if isinstance(field, str) and field.startswith(_FORMULA):
        return "'" + field
    return field
