"""Parquet keeps the types of columns, also if the first rows have no values."""

import io
from pathlib import Path

import pytest

from papercat.errors import UsageError
from papercat.exporting import data_output
from papercat.exporting.data_output import write_parquet
from papercat.shown import Cell, Column, Rows
from papercat.terminal import Screen

arrow = pytest.importorskip("pyarrow.parquet", reason="needs papercat[parquet]")

SCREEN = Screen(80, colour=False)


def written(path: Path, rows: list[tuple[Cell, ...]]) -> list[dict[str, object]]:
    """Write rows of two columns, and read them again."""
    with path.open("w", encoding="utf-8") as file:
        write_parquet(Rows((Column("a"), Column("b")), rows), file, SCREEN)
    rows_read: list[dict[str, object]] = arrow.read_table(path).to_pylist()
    return rows_read


def test_numbers_flags_and_lists_keep_their_types(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [(1, ("x", "y")), (None, ())]
    assert written(tmp_path / "p", rows) == [{"a": 1, "b": ["x", "y"]}, {"a": None, "b": []}]
    assert written(tmp_path / "p", [(True, 0.5)]) == [{"a": True, "b": 0.5}]


def test_a_column_that_begins_without_values_holds_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_output, "_AT_ONCE", 1)
    rows = written(tmp_path / "p", [("x", None), ("y", 0.5)])
    assert rows == [{"a": "x", "b": None}, {"a": "y", "b": "0.5"}]


def test_no_rows_are_a_file_with_columns(tmp_path: Path) -> None:
    assert written(tmp_path / "p", []) == []


def test_parquet_is_not_for_terminals() -> None:
    with pytest.raises(UsageError, match="not text"):
        write_parquet(Rows((), []), io.StringIO(), SCREEN._replace(terminal=True))
