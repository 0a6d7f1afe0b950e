"""Cells, rows and pages that commands hand to an output format.

Nothing here knows about papers or about any one format.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Marked(NamedTuple):
    """Text with highlighted stretches."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """(start, end) offsets into `text`"""

    def __str__(self) -> str:
        return self.text


class Below(NamedTuple):
    """A cell with one more line under its row; only tables show that line."""

    text: Marked
    more: Marked

    def __str__(self) -> str:
        return self.text.text


class Bar(NamedTuple):
    """A number that tables draw as a bar."""

    value: int
    largest: int
    """the largest value in the column"""

    def __str__(self) -> str:
        return str(self.value)


class Short(NamedTuple):
    """A text with a shorter form for tables."""

    text: str
    short: str
    shortest: str = ""
    """for the rest of a line where `short` does not fit"""

    def __str__(self) -> str:
        return self.text


class Link(NamedTuple):
    """A text with the address of a web page; tables make it a hyperlink."""

    text: str
    address: str | None

    def __str__(self) -> str:
        return self.text


class Years(NamedTuple):
    """A period from the first to the last year."""

    first: int
    last: int

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.first}"
        return f"{self.first}–{self.last}"


class Counts(NamedTuple):
    """Values with the number of papers of each."""

    pairs: tuple[tuple[str, int], ...]
    most: int = 8
    """how many values a text names"""

    def __str__(self) -> str:
        named = ", ".join(f"{value} {count}" for value, count in self.pairs[: self.most])
        rest = len(self.pairs) - self.most
        if rest <= 0:
            return named
        return f"{named} and {rest} more"


class Share(NamedTuple):
    """A probability, shown in per cent."""

    value: float

    def __str__(self) -> str:
        return f"{self.value:.0%}"


Special = Marked | Below | Bar | Short | Link | Years | Counts | Share
"""a cell that is more than a plain value"""
Cell = str | int | float | bool | None | Special | tuple[str, ...]


def as_text(cell: Cell) -> str:
    """Give a cell as a person reads it; None and False are empty."""
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "yes"
    if isinstance(cell, tuple) and not isinstance(cell, Special):
        return ", ".join(cell)
    return str(cell)


def as_value(cell: Cell) -> object:
    """Give a cell as JSON data."""
    if isinstance(cell, Bar | Share):
        return cell.value
    if isinstance(cell, Years):
        return cell._asdict()
    if isinstance(cell, Counts):
        return dict(cell.pairs)
    if isinstance(cell, Special):
        return str(cell)
    if isinstance(cell, tuple):
        return list(cell)
    return cell


def as_field(cell: Cell) -> object:
    """Give a cell as a CSV field: lists with semicolons, booleans as 1 and 0."""
    value = as_value(cell)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, dict):
        return str(cell)
    return value


class Column(NamedTuple):
    """One column of a table."""

    name: str
    """its name in JSON keys and CSV headers"""
    width: int = 0
    """the columns it needs on a terminal; 0 shares what the others leave"""
    rank: int = 1
    """in a narrow terminal the highest rank goes first; rank 0 always stays"""
    right: bool = False
    """True for numbers, which stand to the right"""
    whole: bool = False
    """True for a key, which is never wrapped or shortened"""
    under: str | None = None
    """the column under whose text it goes if the table is too narrow for all columns"""
    style: str = ""
    """a style of Rich, such as bold"""
    label: str | None = None
    """the heading in a table, if it is not the name"""

    @property
    def heading(self) -> str:
        """The heading in a table."""
        if self.label is None:
            return self.name
        return self.label


class Rows(NamedTuple):
    """A table to show. Its rows may come from a generator and are read once."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    title: str | None = None
    caption: str | None = None
    """a line below the table on a terminal, such as how many there are in all"""
    legend: tuple[str, str] | None = None
    """a column and the meaning of a sign in it; shown after the caption with that column"""
    objects: Iterable[Mapping[str, object]] | None = None
    """the rows as JSON objects, if these hold more than the cells"""
    empty: str = "Nothing to show."
    """the words for a table without rows"""
    lines: int | None = None
    """the most lines that one row takes in a table"""


class Page(NamedTuple):
    """One thing in full: facts, text and tables."""

    title: str
    rows: Rows
    """the rows that a format of rows shows, such as CSV"""
    record: Mapping[str, object]
    """the whole page as one JSON object; rows in it become lists"""
    facts: Iterable[tuple[str, Cell]] = ()
    """labels and values; those without a value are left out"""
    sections: tuple[Rows, ...] = ()
    text: str | None = None

    def known_facts(self) -> list[tuple[str, Cell]]:
        """Give the facts that have a value."""
        return [(label, cell) for label, cell in self.facts if as_text(cell)]


def rows_of(shown: Rows | Page) -> Rows:
    """Give the rows, or the rows that a page is about."""
    if isinstance(shown, Page):
        return shown.rows
    return shown
