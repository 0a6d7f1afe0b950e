"""Markdown: a table, or a page with headings."""

import re
from typing import TextIO

from papercat.shown import Cell, Page, Rows, as_text
from papercat.terminal import Screen, visible

_SPECIAL = str.maketrans({character: "\\" + character for character in "\\|*_`<>[]"})
_BLOCK_SIGN = re.compile(r"(\s*)(?:([#+=~-])|(\d+)([.)]))")
"""a beginning that would make a line a heading, a list or a rule"""


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  the same everywhere
    """Write a pipe table; of a page, its facts and text, too."""
    if isinstance(shown, Rows):
        _write_table(shown, out)
        return
    out.write(f"# {_line(shown.title)}\n\n")
    out.writelines(
        f"- **{_escaped(label)}**: {_line(as_text(value))}\n" for label, value in shown.facts
    )
    if shown.text:
        out.write("\n")
        out.writelines(_line(line) + "\n" for line in shown.text.split("\n"))
    for rows in shown.sections:
        out.write(f"\n## {_line(rows.title or '')}\n\n")
        _write_table(rows, out)


def _write_table(rows: Rows, out: TextIO) -> None:
    out.write("| " + " | ".join(column.name for column in rows.columns) + " |\n")
    rules = {True: "---:", False: "---"}
    out.write("|" + "|".join(rules[column.right] for column in rows.columns) + "|\n")
    out.writelines("| " + " | ".join(_escaped(cell) for cell in row) + " |\n" for row in rows.rows)


def _escaped(cell: Cell) -> str:
    return visible(as_text(cell)).translate(_SPECIAL)


def _line(text: str) -> str:
    """Escape a text that stands at the beginning of a line."""
    return _BLOCK_SIGN.sub(_escaped_sign, _escaped(text.strip()), count=1)


def _escaped_sign(found: re.Match[str]) -> str:
    if found.start() > 0:  # inside the line a sign means nothing
        return found[0]
    _, sign, number, stop = found.groups()
    if sign:
        return f"\\{sign}"
    return f"{number}\\{stop}"
