"""Tab-separated values with a header; a field with a tab or a quote in it is quoted."""

import csv
from typing import TextIO

from papercat.cells import as_field, as_visible_field
from papercat.shown import Page, Rows
from papercat.terminal import Screen


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write the rows; of a page, the rows it is about."""
    field = as_visible_field if screen.terminal else as_field
    rows = shown.rows if isinstance(shown, Page) else shown
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    writer.writerow([column.name for column in rows.columns])
    writer.writerows(map(field, row) for row in rows.rows)
