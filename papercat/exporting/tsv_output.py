"""Tab-separated values with a header; a field with a tab or a quote in it is quoted."""

from typing import TextIO

from papercat.exporting.csv_output import write_separated
from papercat.shown import Page, Rows
from papercat.terminal import Screen


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
    """Write the rows; of a page, the rows it is about."""
    return write_separated(shown, out, screen, "\t")
