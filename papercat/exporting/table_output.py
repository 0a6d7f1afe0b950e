"""Rich tables for a terminal: columns that fit, the title last to go."""

from collections.abc import Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from papercat.cells import as_text
from papercat.shown import Bar, Below, Cell, Column, Marked, Page, Rows
from papercat.terminal import Screen, visible

_GAP = 2
_LEAST = 22
"""characters that the column without a width gets at least, if need be at the others' cost"""
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write a table, or a page of facts, text and tables."""
    console = Console(
        file=out,
        width=screen.width,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    if isinstance(shown, Rows):
        _print_rows(console, shown)
    else:
        _print_page(console, shown)


def _print_page(console: Console, page: Page) -> None:
    console.print(Text(visible(page.title), style="bold"))
    if page.facts:
        facts = Table.grid(padding=(0, _GAP, 0, 0))
        facts.add_column(style="dim", no_wrap=True)
        facts.add_column(overflow="fold")
        for label, value in page.facts:
            facts.add_row(Text(visible(label)), _cell(value, Column(label)))
        console.print(Padding(facts, (0, 0, 0, _GAP)))
    if page.text:
        console.print()
        for paragraph in page.text.split("\n"):
            console.print(Padding(Text(visible(paragraph)), (0, 0, 0, _GAP)))
    for rows in page.sections:
        console.print()
        _print_rows(console, rows)


def _print_rows(console: Console, rows: Rows) -> None:
    kept = fitting(rows.columns, console.width)
    columns = [rows.columns[at] for at in kept]
    caption = _caption(rows, columns)
    table = Table(
        box=SIMPLE_HEAD,
        title=Text(visible(rows.title), style="bold") if rows.title else None,
        title_justify="left",
        caption=Text(visible(caption), style="dim") if caption else None,
        caption_justify="left",
        header_style="dim",
        pad_edge=False,
        padding=(0, _GAP, 0, 0),
        show_edge=False,
    )
    shown = [[row[at] for at in kept] for row in rows.rows]
    cells = [list(map(_cell, row, columns)) for row in shown]
    widths = _widths(columns, cells, console.width)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            column.name, justify="right" if column.right else "left", overflow="fold", width=width
        )
    for row, line in zip(shown, cells, strict=True):
        table.add_row(*map(_fitted, row, line, columns, widths))
    console.print(table)


def _caption(rows: Rows, columns: Sequence[Column]) -> str:
    """What is said below a table that shows these columns."""
    said = [rows.caption] if rows.caption else []
    if rows.legend and rows.legend[0] in {column.name for column in columns}:
        said.append(rows.legend[1])
    return "   ".join(said)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[Text]], room: int) -> list[int]:
    """How wide each column is: as what it holds, up to what it may be.

    Rich finds the same by measuring every cell twice, which takes longer than all the rest.
    """
    widest = [
        max([len(column.name), *(max(map(cell_len, line[at].plain.split("\n"))) for line in cells)])
        for at, column in enumerate(columns)
    ]
    widths = [
        min(most, max(column.width, len(column.name)) if column.width else most)
        for column, most in zip(columns, widest, strict=True)
    ]
    over = sum(widths) + (_GAP + 1) * (len(widths) - 1) - room
    flexible = max(range(len(widths)), key=lambda at: (not columns[at].width, widths[at]))
    widths[flexible] = max(widths[flexible] - max(over, 0), 1)
    return widths


def fitting(columns: tuple[Column, ...], width: int) -> list[int]:
    """Which columns fit side by side, by number; those of the highest rank go first."""
    kept = list(range(len(columns)))
    while len(kept) > 1:
        need = sum(max(columns[at].width or _LEAST, len(columns[at].name)) + _GAP for at in kept)
        worst = max(kept, key=lambda at: (columns[at].rank, at))
        if need - _GAP <= width or columns[worst].rank == 0:
            break
        kept.remove(worst)
    return kept


def _cell(cell: Cell, column: Column) -> Text:
    if isinstance(cell, Bar):
        return Text(_bar(cell, column.width or _LEAST), style="cyan")
    if isinstance(cell, Marked):
        return _marked(cell)
    if isinstance(cell, Below):
        text = _marked(cell.text).append("\n")
        return text.append_text(_marked(cell.more, "dim")) if cell.more.text else _marked(cell.text)
    return Text(visible(as_text(cell)))


def _fitted(cell: Cell, text: Text, column: Column, width: int) -> Text:
    """A cell in a column that has become so wide: text folds, bars get shorter all alike."""
    if isinstance(cell, Bar) and width < (column.width or _LEAST):
        return _cell(cell, column._replace(width=width))
    return text


def _marked(cell: Marked, style: str = "") -> Text:
    text = Text()
    done = 0
    for start, end in cell.spans:
        text.append(visible(cell.text[done:start]), style=style)
        text.append(visible(cell.text[start:end]), style="bold yellow")
        done = end
    text.append(visible(cell.text[done:]), style=style)
    return text


def _bar(bar: Bar, width: int) -> str:
    """A bar of eighths of a character, its number behind it."""
    number = f" {bar.value}"
    room = max(width - len(f" {bar.largest}"), 1)
    eighths = round(room * 8 * bar.value / bar.largest) if bar.largest else 0
    whole, rest = divmod(max(eighths, 1 if bar.value else 0), 8)
    return _EIGHTHS[8] * whole + (_EIGHTHS[rest] if rest else "") + number
