"""CSV: every row is one record, every text is exact, and formulas are told or defused."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papercat.exporting.data_output import write_csv, write_tsv
from papercat.shown import Bar, Cell, Column, Marked, Rows, as_field
from papercat.terminal import Screen

TEXT = st.text(st.sampled_from("ab ,;\"'\n\r\t=é\u2028")) | st.text()
CELL: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    TEXT,
    TEXT.map(Marked),
    st.lists(TEXT).map(tuple),
    st.just(Bar(1, 2)),
)
TABLE = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELL] * width)))
FILE = Screen(80, colour=False)


def written(table: list[tuple[Cell, ...]], screen: Screen = FILE) -> tuple[str, str | None]:
    """The CSV of a table, and the remark about it."""
    columns = tuple(Column(f"c{at}") for at in range(len(table[0]) if table else 2))
    out = io.StringIO()
    remark = write_csv(Rows(columns, table), out, screen)
    return out.getvalue(), remark


@given(TABLE)
@example([("",)])
@example([(1.0, True, None)])
@example([('a "b", c', "=1\n2")])
@example([("a\rb", "c")])
def test_a_reader_gets_every_field_as_it_was(table: list[tuple[Cell, ...]]) -> None:
    text, _ = written(table)
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    expected = []
    for row in table:
        fields = [as_field(cell) for cell in row]
        expected.append(["" if field is None else str(field) for field in fields])
    assert rows == expected


def test_a_carriage_return_does_not_end_a_row() -> None:
    text, _ = written([("a\r=1+1", "b")])
    assert text == 'c0,c1\n"a\r=1+1",b\n'
    out = io.StringIO()
    write_tsv(Rows((Column("c"),), [("a\r=1+1",)]), out, FILE)
    assert out.getvalue() == 'c\n"a\r=1+1"\n'


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_formulas_are_counted_or_defused(formula: str) -> None:
    exact, remark = written([(formula, "a"), ("b", Marked(formula))])
    assert remark == "2 fields would run as a formula in a spreadsheet; see --spreadsheet-safe"
    assert formula in exact
    safe, remark = written([(formula, "a")], FILE._replace(spreadsheet_safe=True))
    assert remark is None
    assert safe.startswith("\ufeffc0,")
    rows = list(csv.reader(io.StringIO(safe, newline="")))
    assert rows[1] == ["'" + formula, "a"]


def test_numbers_are_no_formulas() -> None:
    assert written([(-1, -0.5)])[1] is None
