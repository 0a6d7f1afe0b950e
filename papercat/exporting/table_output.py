"""Tables and pages for a terminal, made of Rich texts and as wide as the terminal.

Rich's own `Table` measures and renders every cell several times; 50,000 rows take it 25
seconds. Here the widths come from the first rows, and rows are written in batches.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice, zip_longest
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from papercat.exporting.column_widths import GAP, NARROW, column_widths, stacked
from papercat.shown import Bar, Below, Cell, Column, Link, Marked, Page, Rows, Short, as_text
from papercat.terminal import Screen, visible

_BATCH = 1000
"""rows that are measured and written together"""
_INDENT = 2
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_Row = tuple[Cell, ...]


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write a table, or a page of facts, text and tables."""
    canvas = Canvas(out, screen)
    if isinstance(shown, Rows):
        canvas.write_rows(shown)
    else:
        canvas.write_page(shown)


class Canvas:
    """A stream that takes Rich texts, line by line."""

    def __init__(self, out: TextIO, screen: Screen) -> None:
        """Write to `out` as the screen allows."""
        self._out = out
        self._screen = screen
        self._console = Console(
            file=StringIO(),
            width=screen.width,
            force_terminal=screen.colour,
            no_color=not screen.colour,
            color_system="standard" if screen.colour else None,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def write_page(self, page: Page) -> None:
        """Write the title, the facts, the text and the sections of a page."""
        title = Text(visible(page.title), style="bold")
        self._write(self._wrapped(title, self._screen.width))
        if page.facts:
            columns = (Column("label", 29, 0, style="dim"), Column("value", rank=0))
            self._write_cells(page.facts, columns, _INDENT)
        if page.text:
            self._write([Text()])
            room = max(self._screen.width - _INDENT, 1)
            for paragraph in page.text.split("\n"):
                lines = self._wrapped(Text(visible(paragraph)), room)
                self._write(_indented(lines, _INDENT))
        for rows in page.sections:
            self._write([Text()])
            self.write_rows(rows)

    def write_rows(self, rows: Rows) -> None:
        """Write a table with its title, headings and caption."""
        if rows.title:
            self._write([Text(visible(rows.title), style="bold")])
        rest = iter(rows.rows)
        first = list(islice(rest, 1))
        if not first:
            self._write([Text(visible(rows.empty), style="dim")])
            return
        kept = self._write_cells(chain(first, rest), rows.columns, 0, rows)
        caption = []
        if rows.caption:
            caption.append(rows.caption)
        if rows.legend and rows.legend[0] in kept:
            caption.append(rows.legend[1])
        if caption:
            text = Text(visible("   ".join(caption)), style="dim")
            self._write(self._wrapped(text, self._screen.width))

    def _write_cells(
        self,
        rows: Iterable[_Row],
        columns: Sequence[Column],
        indent: int,
        heading: Rows | None = None,
    ) -> list[str]:
        """Write rows in batches. Return the names of the columns that fit."""
        rest = iter(rows)
        batch = list(islice(rest, _BATCH))
        natural = [_natural_width(column, batch, at) for at, column in enumerate(columns)]
        if heading is None:
            natural = [_widest(batch, at) for at in range(len(columns))]
        widths = column_widths(columns, natural, max(self._screen.width - indent, 1))
        if heading is not None:
            self._write(self._headings(columns, widths))
        most = heading.lines if heading else None
        while batch:
            lines: list[Text] = []
            for row in batch:
                lines += self._row_lines(row, columns, widths, most)
            self._write(_indented(lines, indent))
            batch = list(islice(rest, _BATCH))
        return [
            column.name
            for at, column in enumerate(columns)
            if at in widths or _host(column, columns) in widths
        ]

    def _headings(self, columns: Sequence[Column], widths: dict[int, int]) -> list[Text]:
        cells = []
        for at, width in widths.items():
            name = Text(columns[at].heading, style="dim")
            name.truncate(width)
            cells.append([name])
        (line,) = self._side_by_side(cells, columns, widths)
        total = sum(widths.values()) + GAP * (len(widths) - 1)
        rule = "-" if self._screen.ascii_only else "─"
        return [line, Text(rule * total, style="dim")]

    def _row_lines(
        self, row: _Row, columns: Sequence[Column], widths: dict[int, int], most: int | None
    ) -> list[Text]:
        """Lay out one row, which may take several lines."""
        cells = []
        below = None
        others = stacked(columns, widths)
        beside = None
        if most is not None:
            taken = bool(others) + any(isinstance(cell, Below) for cell in row)
            beside = max(most - taken, 1)
        for at, width in widths.items():
            cell = row[at]
            text = self._text(cell, columns[at], width)
            lines = self._wrapped(text, width, beside)
            for other, column in enumerate(columns):
                if other not in widths and _host(column, columns) == at:
                    note = Text().append(_shown_text(row[other]), "dim")
                    self._append(lines, note, width, beside)
            if others:
                parts = [self._text(row[other], columns[other], width) for other in others]
                line = Text(" ").join(part for part in parts if part.plain)
                lines += self._wrapped(line, width)
            cells.append(lines)
            if isinstance(cell, Below) and cell.more.text:
                below = cell.more
        lines = self._side_by_side(cells, columns, widths)
        if below is not None:
            note = _marked(below, "dim")
            room = max(self._screen.width - _INDENT, 1)
            lines += _indented(self._wrapped(note, room, 1), _INDENT)
        return lines

    def _append(self, lines: list[Text], note: Text, width: int, most: int | None) -> None:
        """Add a note under the text of a cell, or after it if there is no further line."""
        if not note.plain:
            return
        if most is None or len(lines) < most:
            lines += self._wrapped(note, width, most and most - len(lines))
            return
        room = width - lines[-1].cell_len - GAP
        if room >= NARROW // 2:
            lines[-1].append(" " * GAP)
            lines[-1].append_text(self._wrapped(note, room, 1)[0])

    def _side_by_side(
        self, cells: Sequence[list[Text]], columns: Sequence[Column], widths: dict[int, int]
    ) -> list[Text]:
        """Join the lines of cells to the lines of a row."""
        lines = []
        for parts in zip_longest(*cells):
            line = Text()
            gap = 0
            for (at, width), part in zip(widths.items(), parts, strict=True):
                padding = width - (part.cell_len if part else 0)
                before = padding if columns[at].right else 0
                if part:
                    line.append(" " * (gap + before))
                    line.append_text(part)
                    gap = GAP + padding - before
                else:
                    gap += GAP + width
            lines.append(line)
        return lines

    def _text(self, cell: Cell, column: Column, width: int) -> Text:
        if isinstance(cell, Bar):
            return Text().append(self._bar(cell, width), "cyan")
        if isinstance(cell, Below):
            cell = cell.text
        if isinstance(cell, Marked):
            return _marked(cell, column.style)
        style = Style.parse(column.style)
        if isinstance(cell, Link) and cell.address:
            style += Style(link=cell.address)
        return Text().append(_shown_text(cell), style)

    def _bar(self, bar: Bar, width: int) -> str:
        """Draw a bar with its number behind it."""
        number = f" {bar.value}"
        room = max(width - len(f" {bar.largest}"), 1)
        share = bar.value / bar.largest if bar.largest else 0
        if self._screen.ascii_only:
            return "#" * round(room * share) + number
        eighths = round(room * 8 * share)
        if bar.value:
            eighths = max(eighths, 1)
        whole, rest = divmod(eighths, 8)
        return _EIGHTHS[8] * whole + _EIGHTHS[rest].strip() + number

    def _wrapped(self, text: Text, width: int, most: int | None = None) -> list[Text]:
        """Wrap a text at a width; an ellipsis stands for lines beyond the last."""
        if text.cell_len <= width:
            return [text]
        lines = list(text.wrap(self._console, width, overflow="fold"))
        for line in lines:
            line.rstrip()
        if most is None or len(lines) <= most:
            return lines
        ellipsis = "..." if self._screen.ascii_only else "…"
        last = lines[most - 1]
        last.truncate(max(width - len(ellipsis), 0))
        last.rstrip()
        last.append(ellipsis)
        return lines[:most]

    def _write(self, lines: Iterable[Text]) -> None:
        text = Text("\n").join(lines)
        # The console writes to memory: on a closed pipe it would end the process itself.
        with self._console.capture() as captured:
            self._console.print(text, soft_wrap=True)
        self._out.write(captured.get())


def _host(column: Column, columns: Sequence[Column]) -> int | None:
    """Find the column under whose text another one goes."""
    for at, other in enumerate(columns):
        if column.under and other.name == column.under:
            return at
    return None


def _indented(lines: Iterable[Text], indent: int) -> Iterator[Text]:
    for line in lines:
        yield Text(" " * indent).append_text(line) if line.plain and indent else line


def _shown_text(cell: Cell) -> str:
    return visible(cell.short if isinstance(cell, Short) else as_text(cell))


def _natural_width(column: Column, rows: Sequence[_Row], at: int) -> int:
    """Measure a column with its heading; a bar takes the width that its column asks for."""
    if rows and isinstance(rows[0][at], Bar):
        return column.width or NARROW
    return max(len(column.heading), _widest(rows, at))


def _widest(rows: Sequence[_Row], at: int) -> int:
    return max((cell_len(_shown_text(row[at])) for row in rows), default=0)


def _marked(cell: Marked, style: str) -> Text:
    text = Text()
    done = 0
    for start, end in cell.spans:
        text.append(visible(cell.text[done:start]), style)
        text.append(visible(cell.text[start:end]), "bold red")
        done = end
    return text.append(visible(cell.text[done:]), style)
