"""Plain lines for a pipe: one record a line, tabs between fields, nothing wrapped or cut."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from papercat.shown import Cell, Page, Rows, as_text
from papercat.terminal import Screen, visible


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  the same everywhere
    """Write the rows without a header; of a page, its facts first, each on a line."""
    if isinstance(shown, Rows):
        _write_rows(shown.rows, out)
        return
    out.write(_text(shown.title) + "\n")
    _write_rows(shown.facts, out)
    if shown.text:
        lines = map(visible, shown.text.split("\n"))
        out.write("\n".join(lines) + "\n")
    for rows in shown.sections:
        out.write(f"\n{_text(rows.title or '')}\n")
        _write_rows(rows.rows, out)


def _write_rows(rows: Iterable[Sequence[Cell]], out: TextIO) -> None:
    """Write each row on a line, with tabs between its fields."""
    for row in rows:
        line = "\t".join(map(_text, row))
        out.write(f"{line}\n")


def _text(cell: Cell) -> str:
    """Return a cell on one line, without characters that control a terminal."""
    return visible(as_text(cell))
