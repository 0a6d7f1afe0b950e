"""CSV: the bytes that Python's own writer would give."""

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st
from papercat.cells import as_field

from papercat.exporting.csv_output import render
from papercat.shown import Bar, Cell, Column, Marked, Rows
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


@given(TABLE)
@example([("",)])
@example([(1.0, True, None)])
@example([('a "b", c', "=1\n2")])
def test_as_the_csv_module_writes_it(table: list[tuple[Cell, ...]]) -> None:
    columns = tuple(Column(f"c{at}") for at in range(len(table[0]) if table else 2))
    wanted, given_ = io.StringIO(), io.StringIO()
    writer = csv.writer(wanted, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows(map(as_field, row) for row in table)
    render(Rows(columns, table), given_, Screen(80, colour=False, terminal=False))
    assert given_.getvalue() == wanted.getvalue()
