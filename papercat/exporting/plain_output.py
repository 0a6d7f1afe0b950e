"""Plain lines for a pipe: one record a line, fields between tabs, nothing wrapped or cut."""

from typing import TextIO

from papercat.cells import as_text
from papercat.shown import Cell, Page, Rows
from papercat.terminal import Screen, visible


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  no terminal's concern
    """Write the rows without a header; of a page, its facts first, each a line."""
    if isinstance(shown, Rows):
        _lines(shown, out)
        return
    out.write(_shown(shown.title) + "\n")
    out.writelines(f"{_shown(label)}\t{_shown(value)}\n" for label, value in shown.facts)
    if shown.text:
        out.writelines(visible(line) + "\n" for line in shown.text.split("\n"))
    for rows in shown.sections:
        out.write(f"\n{_shown(rows.title or '')}\n")
        _lines(rows, out)


def _lines(rows: Rows, out: TextIO) -> None:
    out.writelines("\t".join(map(_shown, row)) + "\n" for row in rows.rows)


def _shown(cell: Cell) -> str:
    return visible(as_text(cell))
