"""Tables and pages for a terminal, made of Rich texts and as wide as the terminal.

Rich's own `Table` measures and renders every cell several times; 50,000 rows take it 25
seconds. Here the widths come from the first rows, and rows are written in batches.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice, zip_longest
from typing import Literal, TextIO
from urllib.parse import quote

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from papercat.shown import Bar, Below, Cell, Column, Link, Marked, Page, Rows, Short, as_text
from papercat.terminal import Screen, visible

GAP = 2
"""spaces between two columns"""
NARROW = 22
"""the least width of a column that asks for none"""
_BATCH = 1000
"""rows that are measured and written together"""
_INDENT = 2
_NARROW_TEXT = 40
"""columns of the terminal"""
_WEB = ("https://", "http://")
_KEPT = "/:().;-_~?&=#%+,@!$*"
"""signs that need no code in an address; others could end a hyperlink"""
Row = tuple[Cell, ...]
_ON_LIGHT = {"cyan": "blue"}
"""colour that is hard to read on a light background → the one in its place"""
_FACT_COLUMNS = (Column("label", 29, 0, style="dim"), Column("value", rank=0))


def write_table(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
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
        self._width = screen.width
        self._rule, self._ellipsis, self._bar_signs = "─", "…", " ▏▎▍▌▋▊▉█"
        if screen.ascii_only:
            self._rule, self._ellipsis, self._bar_signs = "-", "...", " #"
        self._colours: dict[str, str] = {}
        if screen.light:
            self._colours = _ON_LIGHT
        colours: Literal["standard"] | None = None
        if screen.colour:
            colours = "standard"
        self._console = Console(
            file=StringIO(),
            width=screen.width,
            force_terminal=screen.colour,
            no_color=not screen.colour,
            color_system=colours,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def write_page(self, page: Page) -> None:
        """Write the title, the facts, the text and the sections of a page."""
        self._write_paragraph(Text(visible(page.title), style="bold"))
        if facts := page.known_facts():
            grid = _Grid(_FACT_COLUMNS, facts, self._width - _INDENT, headings=False)
            self._write_grid(grid, facts, _INDENT)
        if page.text:
            self._write([Text()])
            for paragraph in page.text.split("\n"):
                self._write_paragraph(Text(visible(paragraph)), _INDENT)
        for rows in page.sections:
            self._write([Text()])
            self.write_rows(rows)

    def write_rows(self, rows: Rows) -> None:
        """Write a table with its title, headings and caption."""
        if rows.title:
            self._write_paragraph(Text(visible(rows.title), style="bold"))
        rest = iter(rows.rows)
        first = list(islice(rest, _BATCH))
        if not first:
            self._write_paragraph(Text(visible(rows.empty), style="dim"))
            return
        grid = _Grid(rows.columns, first, self._width, most=rows.lines)
        rule = self._rule * sum([GAP * (len(grid.widths) - 1), *grid.widths.values()])
        self._write([grid.side_by_side(grid.headings())[0], Text(rule, style="dim")])
        self._write_grid(grid, chain(first, rest))
        caption = []
        if rows.caption:
            caption.append(rows.caption)
        if rows.legend and grid.shows(rows.legend[0]):
            caption.append(rows.legend[1])
        if caption:
            self._write_paragraph(Text(visible("   ".join(caption)), style="dim"))

    def _write_grid(self, grid: "_Grid", rows: Iterable[Row], indent: int = 0) -> None:
        """Write rows in batches."""
        rest = iter(rows)
        while batch := list(islice(rest, _BATCH)):
            lines: list[Text] = []
            for row in batch:
                lines += self._row_lines(grid, row)
            self._write(_indented(lines, indent))

    def _row_lines(self, grid: "_Grid", row: Row) -> list[Text]:
        """Lay out one row, which may take several lines."""
        most = grid.most_lines(row)
        cells = []
        for at, width in grid.widths.items():
            lines = self._wrapped(self._text(row[at], grid.columns[at], width), width, most)
            for other in grid.under.get(at, ()):
                self._append(lines, row[other], width, most)
            if grid.stacked:
                parts = [self._text(row[key], grid.columns[key], width) for key in grid.stacked]
                lines += self._wrapped(Text(" ").join(filter(None, parts)), width)
            cells.append(lines)
        lines = grid.side_by_side(cells)
        for cell in row:
            if isinstance(cell, Below) and cell.more.text:
                more = self._wrapped(_marked(cell.more, "dim"), self._width - _INDENT, 1)
                lines += _indented(more, _INDENT)
        return lines

    def _append(self, lines: list[Text], cell: Cell, width: int, most: int | None) -> None:
        """Add a cell under the text of another, or after it if there is no further line."""
        note = Text().append(_shown_text(cell), "dim")
        if not note:
            return
        if most is None:
            lines += self._wrapped(note, width)
            return
        left = most - len(lines)
        room = width
        if left <= 0:
            room -= lines[-1].cell_len + GAP
        if left <= 1 and note.cell_len > room and isinstance(cell, Short) and cell.shortest:
            note = Text().append(visible(cell.shortest), "dim")
        if left > 0:
            lines += self._wrapped(note, width, left)
        elif room >= NARROW // 2:
            lines[-1].append(" " * GAP)
            lines[-1].append_text(self._wrapped(note, room, 1)[0])

    def _text(self, cell: Cell, column: Column, width: int) -> Text:
        """Make a text of a cell in the style of its column."""
        if isinstance(cell, Bar):
            return Text().append(self._bar(cell, width), self._colours.get("cyan", "cyan"))
        if isinstance(cell, Below):
            cell = cell.text
        if isinstance(cell, Marked):
            return _marked(cell, column.style)
        style = Style.parse(self._colours.get(column.style, column.style))
        if isinstance(cell, Link) and cell.address and cell.address.startswith(_WEB):
            style += Style(link=quote(cell.address, safe=_KEPT))
        return Text().append(_shown_text(cell), style)

    def _bar(self, bar: Bar, width: int) -> str:
        """Draw a bar with its number behind it; the last sign shows a part of a column."""
        parts = len(self._bar_signs) - 1
        room = max(width - len(f" {bar.largest}"), 1)
        length = round(room * parts * bar.value / max(bar.largest, 1))
        if bar.value:
            length = max(length, 1)
        whole, rest = divmod(length, parts)
        return f"{self._bar_signs[-1] * whole}{self._bar_signs[rest].strip()} {bar.value}"

    def _wrapped(self, text: Text, width: int, most: int | None = None) -> list[Text]:
        """Wrap a text at a width; an ellipsis stands for lines beyond the last."""
        width = max(width, 1)
        if text.cell_len <= width:
            return [text]
        lines = list(text.wrap(self._console, width, overflow="fold"))
        for line in lines:
            line.rstrip()
        if most is None or len(lines) <= most:
            return lines
        last = lines[most - 1]
        room = max(width - len(self._ellipsis), 0)
        if last.cell_len > room:
            words, space, word = last.plain.rpartition(" ")
            if words:
                last.right_crop(len(space + word))
            else:
                last.right_crop(min(len(self._ellipsis), len(last)))
        last.append(self._ellipsis)
        return lines[:most]

    def _write_paragraph(self, text: Text, indent: int = 0) -> None:
        """Write a text, wrapped at the width of the terminal."""
        self._write(_indented(self._wrapped(text, self._width - indent), indent))

    def _write(self, lines: Iterable[Text]) -> None:
        """Write lines in the colours of the terminal."""
        text = Text("\n").join(lines)
        # The console writes to memory: on a closed pipe it would end the process itself.
        with self._console.capture() as captured:
            self._console.print(text, soft_wrap=True)
        self._out.write(captured.get())


class _Grid:
    """The columns that are shown, with their widths."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        room: int,
        *,
        most: int | None = None,
        headings: bool = True,
    ) -> None:
        natural = []
        for at, column in enumerate(columns):
            width = _widest(column, rows, at)
            if headings:
                width = max(width, len(column.heading))
            natural.append(width)
        self.columns = columns
        self.widths = column_widths(columns, natural, max(room, 1))
        self.stacked = stacked(columns, self.widths)
        self.under: dict[int, list[int]] = {}
        """column → columns that go under its text"""
        names = [column.name for column in columns]
        for at, column in enumerate(columns):
            if column.under and at not in self.widths:
                self.under.setdefault(names.index(column.under), []).append(at)
        self._most = most

    def shows(self, name: str) -> bool:
        """Tell whether a column is shown, beside or under another one."""
        shown = [*self.widths, *self.stacked]
        for under in self.under.values():
            shown += under
        return any(self.columns[at].name == name for at in shown)

    def most_lines(self, row: Row) -> int | None:
        """Give the most lines for the text of a row; a note under it needs one of them.

        A narrow column keeps them all, because one line of it says too little.
        """
        if self._most is None:
            return None
        taken = int(bool(self.stacked))
        if max(self.widths.values()) > _NARROW_TEXT:
            taken += any(isinstance(cell, Below) for cell in row)
        return max(self._most - taken, 1)

    def headings(self) -> list[list[Text]]:
        """Give the cells of the row of headings."""
        cells = []
        for at, width in self.widths.items():
            name = Text().append(self.columns[at].heading, "dim")
            name.truncate(width)
            cells.append([name])
        return cells

    def side_by_side(self, cells: Sequence[list[Text]]) -> list[Text]:
        """Join the lines of cells to the lines of a row."""
        lines = []
        for parts in zip_longest(*cells, fillvalue=Text()):
            line = Text()
            gap = 0
            for (at, width), part in zip(self.widths.items(), parts, strict=True):
                padding = width - part.cell_len
                if self.columns[at].right:
                    gap, padding = gap + padding, 0
                if part:
                    line.append(" " * gap)
                    line.append_text(part)
                    gap = 0
                gap += GAP + padding
            lines.append(line)
        return lines


def _indented(lines: Iterable[Text], indent: int) -> Iterator[Text]:
    """Yield lines with spaces before those that are not blank."""
    for line in lines:
        if line and indent:
            yield Text(" " * indent).append_text(line)
        else:
            yield line


def _shown_text(cell: Cell) -> str:
    """Return the text of a cell, without characters that control a terminal."""
    if isinstance(cell, Short):
        return visible(cell.short)
    return visible(as_text(cell))


def _widest(column: Column, rows: Sequence[Row], at: int) -> int:
    """Measure the cells of a column; a bar takes the width that its column asks for."""
    if rows and isinstance(rows[0][at], Bar):
        return column.width or NARROW
    return max((cell_len(_shown_text(row[at])) for row in rows), default=0)


def _marked(cell: Marked, style: str) -> Text:
    """Make a text with its highlighted stretches."""
    text = Text()
    done = 0
    for start, end in cell.spans:
        text.append(visible(cell.text[done:start]), style)
        text.append(visible(cell.text[start:end]), "bold red")
        done = end
    return text.append(visible(cell.text[done:]), style)


def column_widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> dict[int, int]:
    """Set the width of each column that fits, by number.

    `natural` holds the width of each column if nothing is wrapped. All columns are as wide
    as that if there is room. Otherwise some go under another column. Then columns go, the
    highest rank first, until the others have their least width; they share the rest of the
    room by their needs. If a key leaves too little room for the text, the text gets all of
    it, and the key goes under the text (see `stacked`).
    """
    widths = dict(enumerate(natural))
    if _total(widths) <= room:
        return widths
    widths = _least_widths(columns, natural)
    by_rank = sorted(widths, key=lambda at: (columns[at].rank, at))
    while _total(widths) > room and columns[by_rank[-1]].rank > 0:
        del widths[by_rank.pop()]
    if _total(widths) <= room:
        _grow(widths, natural, room)
        return widths
    text = _text_column(columns, widths)
    if text is not None and any(columns[at].whole for at in widths):
        return {text: room}
    _shrink(widths, room)
    return widths


def stacked(columns: Sequence[Column], widths: dict[int, int]) -> list[int]:
    """Return the columns that have no room beside the text but must not go."""
    must_stay = {at for at, column in enumerate(columns) if not (column.rank or column.under)}
    return sorted(must_stay - widths.keys())


def _least_widths(columns: Sequence[Column], natural: Sequence[int]) -> dict[int, int]:
    """Return the width below which a column is of no use, for those beside each other."""
    widths: dict[int, int] = {}
    for at, (column, width) in enumerate(zip(columns, natural, strict=True)):
        if column.under:
            continue
        widths[at] = width
        if not column.whole and not column.right:
            widths[at] = min(width, column.width or NARROW)
    return widths


def _text_column(columns: Sequence[Column], shown: Iterable[int]) -> int | None:
    """Return the first column that asks for no width, such as the title."""
    for at in shown:
        column = columns[at]
        if not (column.width or column.whole or column.right):
            return at
    return None


def _total(widths: dict[int, int]) -> int:
    """Return the width of all columns with the gaps between them."""
    gaps = GAP * (len(widths) - 1)
    return sum(widths.values()) + gaps


def _grow(widths: dict[int, int], natural: Sequence[int], room: int) -> None:
    """Share free room among the columns that would wrap."""
    needs = {at: natural[at] - width for at, width in widths.items()}
    free = room - _total(widths)
    needed = sum(needs.values())
    for at, need in needs.items():
        widths[at] += need * min(free, needed) // max(needed, 1)


def _shrink(widths: dict[int, int], room: int) -> None:
    """Narrow the widest column again and again."""
    while _total(widths) > room:
        widest = max(widths, key=lambda at: widths[at])
        if widths[widest] <= 1:
            return
        widths[widest] -= 1
