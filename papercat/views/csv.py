"""Comma-separated values with a header, UTF-8, exactly as stored."""

import csv
from typing import TextIO

from papercat.cells import as_field
from papercat.model import Page, Rows
from papercat.terminal import Screen


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  no terminal's concern
    """Write the rows; of a page, the rows it is about."""
    rows = shown.rows if isinstance(shown, Page) else shown
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in rows.columns])
    writer.writerows(map(as_field, row) for row in rows.rows)
