"""Rows as data for other programs: CSV, TSV, JSON, JSON lines and Parquet.

CSV is UTF-8 with a header; every text is as it is stored. A spreadsheet runs a field that begins
with = + - @ as a formula. `--spreadsheet-safe` puts an apostrophe before such a field. Without
that option a remark counts these fields. Parquet needs the package pyarrow: other libraries that
write it need pandas, or are whole databases.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import islice
from types import ModuleType
from typing import Any, TextIO

from papercat.errors import UsageError
from papercat.shown import Cell, Page, Rows, as_field, as_text, as_value, rows_of
from papercat.terminal import Screen, visible, visible_json

_OPTION = "--spreadsheet-safe"
_BYTE_ORDER_MARK = "\ufeff"
"""the sign by which spreadsheets recognise UTF-8"""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # spreadsheets in Japanese take the wide signs, too
"""the first characters of a field that a spreadsheet may run"""
_AT_ONCE = 10_000
"""rows in one group of a Parquet file; the first group decides on the types of columns"""


def write_csv(shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
    """Write the rows with commas; of a page, the rows it is about."""
    return _write_separated(shown, out, screen, ",")


def write_tsv(shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
    """Write the rows with tabs; a field with a tab or a quote in it is quoted."""
    return _write_separated(shown, out, screen, "\t")


def _write_separated(shown: Rows | Page, out: TextIO, screen: Screen, delimiter: str) -> str | None:
    """Write rows with a delimiter between the fields. Return a remark about formulas."""
    rows = rows_of(shown)
    writer = _RowWriter(out, screen, delimiter)
    if screen.spreadsheet_safe:
        out.write(_BYTE_ORDER_MARK)
    writer.write([column.name for column in rows.columns])
    for row in rows.rows:
        writer.write(row)
    if not writer.formulas or screen.spreadsheet_safe:
        return None
    noun = "field"
    if writer.formulas > 1:
        noun = "fields"
    return f"{writer.formulas} {noun} would run as a formula in a spreadsheet; see {_OPTION}"


class _RowWriter:
    """A writer of rows that counts formulas, and defuses them if asked.

    Python's csv module quotes letter by letter, which takes most of the time of an export,
    and up to Python 3.11 it leaves a field with a carriage return unquoted.
    """

    def __init__(self, out: TextIO, screen: Screen, delimiter: str) -> None:
        """Write to `out` with a delimiter between the fields."""
        self.formulas = 0
        self._out = out
        self._screen = screen
        self._delimiter = delimiter
        self._quoted = (delimiter, '"', "\n", "\r")

    def write(self, row: Sequence[Cell]) -> None:
        """Write a row on a line of its own."""
        fields: list[str] = []
        for cell in row:
            if cell is None:
                fields.append("")
            elif isinstance(cell, str):
                fields.append(self._text(cell))
            else:
                fields.append(self._other(cell))
        line = self._delimiter.join(fields)
        if row and not line:
            line = '""'  # an empty line would be no row
        self._out.write(f"{line}\n")

    def _other(self, cell: Cell) -> str:
        """Return the field of a cell that is not text; a number is no formula."""
        value = as_field(cell)
        if isinstance(value, int | float):
            return str(value)
        return self._text(str(value))

    def _text(self, text: str) -> str:
        """Count a formula, and quote the text if it needs quotes."""
        if text[:1] in _FORMULA:
            self.formulas += 1
            if self._screen.spreadsheet_safe:
                text = f"'{text}"
        if self._screen.terminal:
            text = visible(text)
        for sign in self._quoted:
            if sign in text:
                text = text.replace('"', '""')
                return f'"{text}"'
        return text


def write_json(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write one JSON value; of a list, one element a line."""
    if isinstance(shown, Page):
        out.write(visible_json(_page_object(shown), indent=2) + "\n")
    else:
        write_json_list(_objects_of(shown), out)


def write_json_list(objects: Iterable[Mapping[str, object]], out: TextIO) -> None:
    """Write a list with an object a line."""
    separator, end = "[\n", "[]\n"
    for each in objects:
        out.write(separator + visible_json(each))
        separator, end = ",\n", "\n]\n"
    out.write(end)


def write_jsonl(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write one object a line; a page is one line."""
    objects: Iterable[Mapping[str, object]]
    if isinstance(shown, Page):
        objects = [_page_object(shown)]
    else:
        objects = _objects_of(shown)
    out.writelines(visible_json(each) + "\n" for each in objects)


def _objects_of(rows: Rows) -> Iterable[Mapping[str, object]]:
    """Return each row as an object."""
    if rows.objects is not None:
        return rows.objects
    names = [column.name for column in rows.columns]
    return (dict(zip(names, map(as_value, row), strict=True)) for row in rows.rows)


def _page_object(page: Page) -> Mapping[str, object]:
    """Return a page as one object."""
    record = dict(page.record)
    for key, value in record.items():
        if isinstance(value, Rows):
            record[key] = list(_objects_of(value))
    return record


def write_parquet(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write the rows; of a page, the rows it is about. Raises UsageError on a terminal."""
    if screen.terminal:
        raise UsageError(
            "Parquet is not text; write it to a file: papercat export -o papers.parquet"
        )
    arrow, parquet = _libraries()
    rows = rows_of(shown)
    names = [column.name for column in rows.columns]
    rest = iter(rows.rows)
    group = _columns(list(islice(rest, _AT_ONCE)), len(names))
    types = [_type(arrow, values) for values in group]
    schema = arrow.schema(list(zip(names, types, strict=True)))
    out.flush()
    with parquet.ParquetWriter(out.buffer, schema, compression="zstd") as file:
        while any(group):
            arrays = []
            for values, kind in zip(group, types, strict=True):
                cells = values
                if kind == arrow.string():
                    cells = list(map(_as_text, values))
                arrays.append(arrow.array(cells, kind))
            file.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            group = _columns(list(islice(rest, _AT_ONCE)), len(names))


def _libraries() -> tuple[ModuleType, ModuleType]:
    """Import pyarrow. Raises UsageError if it is missing."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError(
            "--parquet needs the package pyarrow; install it: pip install 'papercat[parquet]'"
        ) from None


def _columns(rows: Sequence[Sequence[Any]], width: int) -> list[list[object]]:
    """Return the values of rows by column."""
    columns: list[list[object]] = [[] for _ in range(width)]
    for row in rows:
        for values, cell in zip(columns, row, strict=True):
            value = as_value(cell)
            if isinstance(value, dict):
                value = as_text(cell)
            values.append(value)
    return columns


def _as_text(value: object) -> str | None:
    """Return a value of a column of text; the first group may have had no value."""
    if value is None:
        return None
    return str(value)


def _type(arrow: ModuleType, values: Sequence[object]) -> object:
    """Return the type of a column; one without values holds text."""
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {bool}:
        return arrow.bool_()
    if kinds == {int}:
        return arrow.int64()
    if kinds and kinds <= {int, float}:
        return arrow.float64()
    if kinds == {list}:
        return arrow.list_(arrow.string())
    return arrow.string()
