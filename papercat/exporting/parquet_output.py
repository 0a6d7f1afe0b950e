"""Parquet, the columns that data tools read. It needs the package pyarrow.

Other libraries that write Parquet need pandas, or are whole databases.
"""

from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from types import ModuleType
from typing import Any, TextIO

from papercat.errors import UsageError
from papercat.shown import Page, Rows, as_text, as_value, rows_of
from papercat.terminal import Screen

_AT_ONCE = 10_000
"""rows in one group of a file; the first group decides on the types of columns"""


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
