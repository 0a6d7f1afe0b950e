"""Markdown: a table, or a page with headings."""

from typing import TextIO

from papercat.cells import as_text
from papercat.shown import Cell, Page, Rows
from papercat.terminal import Screen, visible

_SPECIAL = str.maketrans({char: "\\" + char for char in "\\|*_`<>[]"})


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  no terminal's concern
    """Write a pipe table; of a page, its facts and text too."""
    if isinstance(shown, Rows):
        _table(shown, out)
        return
    out.write(f"# {_escape(shown.title)}\n\n")
    out.writelines(f"- **{_escape(label)}**: {_escape(value)}\n" for label, value in shown.facts)
    if shown.text:
        out.write(f"\n{_escape(shown.text)}\n")
    for rows in shown.sections:
        out.write(f"\n## {_escape(rows.title or '')}\n\n")
        _table(rows, out)


def _table(rows: Rows, out: TextIO) -> None:
    out.write("| " + " | ".join(column.name for column in rows.columns) + " |\n")
    out.write("|" + "|".join("---:" if column.right else "---" for column in rows.columns) + "|\n")
    out.writelines("| " + " | ".join(map(_escape, row)) + " |\n" for row in rows.rows)


def _escape(cell: Cell) -> str:
    return visible(as_text(cell)).translate(_SPECIAL)
