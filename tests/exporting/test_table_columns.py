"""Columns get width where they need it, and the title is the last to go."""

from hypothesis import given
from hypothesis import strategies as st

from papercat.exporting.table_output import GAP, column_widths, stacked
from papercat.shown import Column

PAPERS = (
    Column("key", rank=0, whole=True),
    Column("year", 4, 1),
    Column("title", rank=0),
    Column("authors", 18, 3, under="title"),
    Column("category", rank=4, whole=True),
)


def names(widths: dict[int, int]) -> list[str]:
    return [PAPERS[at].name for at in widths]


def test_nothing_wraps_if_there_is_room() -> None:
    natural = (20, 4, 80, 30, 8)
    assert column_widths(PAPERS, natural, 240) == dict(enumerate(natural))


def test_authors_go_under_the_title_first() -> None:
    widths = column_widths(PAPERS, (20, 4, 80, 30, 8), 100)
    assert widths == {0: 20, 1: 4, 2: 62, 4: 8}


def test_then_columns_go_by_rank() -> None:
    assert names(column_widths(PAPERS, (20, 4, 80, 30, 8), 56)) == ["key", "year", "title"]
    assert names(column_widths(PAPERS, (20, 4, 80, 30, 8), 46)) == ["key", "title"]


def test_in_the_end_the_key_goes_under_the_title() -> None:
    widths = column_widths(PAPERS, (20, 4, 80, 30, 8), 40)
    assert widths == {2: 40}
    assert stacked(PAPERS, widths) == [0]


@given(
    st.lists(st.integers(0, 300), min_size=5, max_size=5),
    st.integers(1, 300),
)
def test_no_table_is_wider_than_the_terminal(natural: list[int], room: int) -> None:
    widths = column_widths(PAPERS, natural, room)
    assert sum(widths.values()) + GAP * (len(widths) - 1) <= max(room, 1)
    shown = [*widths, *stacked(PAPERS, widths)]
    assert 0 in shown
    assert 2 in shown
