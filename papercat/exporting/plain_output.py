"""Plain lines for a pipe: one record a line, tabs between fields, nothing wrapped or cut."""

from typing import TextIO

from papercat.shown import Cell, Page, Rows, as_text
from papercat.terminal import Screen, visible


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  the same everywhere
    """Write the rows without a header; of a page, its facts first, each on a line."""
    if isinstance(shown, Rows):
        _write_rows(shown, out)
        return
    out.write(_text(shown.title) + "\n")
    out.writelines(f"{_text(label)}\t{_text(value)}\n" for label, value in shown.facts)
    if shown.text:
        out.writelines(visible(line) + "\n" for line in shown.text.split("\n"))
    for rows in shown.sections:
        out.write(f"\n{_text(rows.title or '')}\n")
        _write_rows(rows, out)


def _write_rows(rows: Rows, out: TextIO) -> None:
    out.writelines("\t".join(_text(cell) for cell in row) + "\n" for row in rows.rows)


def _text(cell: Cell) -> str:
    return visible(as_text(cell))
