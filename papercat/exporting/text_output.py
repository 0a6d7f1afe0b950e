"""Plain lines for a pipe, and Markdown: tables, and pages with their facts and text."""

import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from papercat.shown import Cell, Page, Rows, as_text
from papercat.terminal import Screen, visible

_SPECIAL = str.maketrans({character: "\\" + character for character in "\\|*_`<>[]"})
_RULES = {True: "---:", False: "---"}
"""True for a column of numbers, which stand to the right"""
_BLOCK_SIGN = re.compile(r"(\s*)(?:([#+=~-])|(\d+)([.)]))")
"""a beginning that would make a line a heading, a list or a rule"""


def write_plain(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write a row a line, tabs between fields, no header; of a page, its facts first."""
    if isinstance(shown, Rows):
        _write_lines(shown.rows, out)
        return
    out.write(_plain(shown.title) + "\n")
    _write_lines(shown.known_facts(), out)
    if shown.text:
        lines = map(visible, shown.text.split("\n"))
        out.write("\n".join(lines) + "\n")
    for rows in shown.sections:
        out.write(f"\n{_plain(rows.title or '')}\n")
        _write_lines(rows.rows, out)


def _write_lines(rows: Iterable[Sequence[Cell]], out: TextIO) -> None:
    """Write each row on a line, with tabs between its fields."""
    for row in rows:
        line = "\t".join(map(_plain, row))
        out.write(f"{line}\n")


def _plain(cell: Cell) -> str:
    """Return a cell on one line, without characters that control a terminal."""
    return visible(as_text(cell))


def write_markdown(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write a pipe table; of a page, its facts and text, too."""
    if isinstance(shown, Rows):
        _write_table(shown, out)
        return
    out.write(f"# {_line(shown.title)}\n\n")
    for label, value in shown.known_facts():
        text = _line(as_text(value))
        out.write(f"- **{_escaped(label)}**: {text}\n")
    if shown.text:
        lines = map(_line, shown.text.split("\n"))
        out.write("\n" + "\n".join(lines) + "\n")
    for rows in shown.sections:
        out.write(f"\n## {_line(rows.title or '')}\n\n")
        _write_table(rows, out)


def _write_table(rows: Rows, out: TextIO) -> None:
    """Write the names of the columns, a rule, and a line for each row."""
    names: list[str] = []
    rules: list[str] = []
    for column in rows.columns:
        names.append(column.name)
        rules.append(_RULES[column.right])
    out.write(f"| {' | '.join(names)} |\n")
    out.write(f"|{'|'.join(rules)}|\n")
    for row in rows.rows:
        cells = " | ".join(map(_escaped, row))
        out.write(f"| {cells} |\n")


def _escaped(cell: Cell) -> str:
    """Return a cell in which no sign of Markdown's has a meaning."""
    return visible(as_text(cell)).translate(_SPECIAL)


def _line(text: str) -> str:
    """Escape a text that stands at the beginning of a line."""
    return _BLOCK_SIGN.sub(_escaped_sign, _escaped(text.strip()), count=1)


def _escaped_sign(found: re.Match[str]) -> str:
    """Return a sign at the beginning of a line with a backslash."""
    if found.start() > 0:  # inside the line a sign means nothing
        return found[0]
    _, sign, number, stop = found.groups()
    if sign:
        return f"\\{sign}"
    return f"{number}\\{stop}"
