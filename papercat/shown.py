"""What commands hand to views: cells, rows, pages. Knows neither papers nor an output format.

What every run needs is a named tuple here and in search: a dataclass takes a third
of a millisecond to define, which a run of forty feels.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Marked(NamedTuple):
    """Text of which some stretches are to stand out."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """(start, end) offsets into `text`"""

    def __str__(self) -> str:
        return self.text


class Bar(NamedTuple):
    """A number to be shown as a bar, relative to the largest beside it."""

    value: int
    largest: int

    def __str__(self) -> str:
        return str(self.value)


class Below(NamedTuple):
    """A cell with more under it; views that give a cell one line leave that out."""

    text: Marked
    more: Marked

    def __str__(self) -> str:
        return self.text.text


Cell = str | int | float | bool | None | Marked | Below | Bar | tuple[str, ...]


class Column(NamedTuple):
    """One column of a table."""

    name: str
    """the machine's name for it, in JSON keys and CSV headers"""
    width: int = 0
    """characters it would like on a terminal; 0 takes what the others leave"""
    rank: int = 1
    """in a narrow terminal the highest rank goes first; 0 never goes"""
    right: bool = False


class Rows(NamedTuple):
    """A table to show. Its rows may come from a generator and are walked once."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    title: str | None = None
    caption: str | None = None
    """said below the table on a terminal, such as how many there are in all"""
    legend: tuple[str, str] | None = None
    """a column, and what a mark in it means; said behind the caption where the column is shown"""
    objects: Iterable[Mapping[str, object]] | None = None
    """what JSON shows in place of the rows, where that is richer"""


class Page(NamedTuple):
    """One thing in full: facts, tables and text."""

    title: str
    rows: Rows
    """what a view of rows shows, such as CSV"""
    facts: tuple[tuple[str, Cell], ...] = ()
    sections: tuple[Rows, ...] = ()
    text: str | None = None
    record: Mapping[str, object] | None = None
    """what JSON shows in place of all this, where there is such a thing"""
