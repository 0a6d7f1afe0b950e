"""Row ids grow with the date, so newest first needs no sorting."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.catalogue.migrate import migrate
from papercat.errors import DayFull
from papercat.papers.paper_ids import PaperIds, days_of, ids_between


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        yield connection


days = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
partial = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])


@given(one=days, other=days)
def test_a_later_day_has_a_larger_id(db: sqlite3.Connection, one: str, other: str) -> None:
    ids = PaperIds(db)
    assert (ids.take(one) < ids.take(other)) == (one <= other)


def test_an_id_that_is_left_is_given_to_nobody_else(db: sqlite3.Connection) -> None:
    ids = PaperIds(db)
    left = ids.take("1234-05-06")
    again = PaperIds(db)
    again.leave(left)
    assert again.take("1234-05-06") > left


@given(dates=st.lists(partial | st.none(), max_size=20))
def test_no_id_is_given_twice(db: sqlite3.Connection, dates: list[str | None]) -> None:
    ids = PaperIds(db)
    taken = [ids.take(published) for published in dates]
    assert len(set(taken)) == len(taken)


@given(published=partial)
def test_a_paper_lies_between_its_own_dates_and_one_without_a_date_never_does(
    db: sqlite3.Connection, published: str
) -> None:
    ids = PaperIds(db)
    low, high = ids_between(published, published)
    assert low <= ids.take(published) < high
    assert not low <= ids.take(None) < high


def test_a_month_is_its_days() -> None:
    assert len(days_of("2024-02")) == 29
    assert days_of("2024-02").start == date(2024, 2, 1).toordinal()


def test_a_full_day_of_a_month_overflows_into_the_next(db: sqlite3.Connection) -> None:
    ids = PaperIds(db)
    first = [ids.take("2022-03") for _ in range((1 << 16) + 1)]
    assert first[-1] >> 16 == (first[0] >> 16) + 1


def test_more_papers_of_one_day_than_can_be_told_apart_is_an_error(db: sqlite3.Connection) -> None:
    ids = PaperIds(db)
    for _ in range(1 << 16):
        ids.take("2022-03-29")
    with pytest.raises(DayFull, match="65,536 papers of 2022-03-29"):
        ids.take("2022-03-29")
