"""The order of dates on a page."""

from hypothesis import given
from hypothesis import strategies as st

from papercat.people.date_order import is_later, stretches_in_order

DATES = st.sampled_from([None, "2022", "2022-05", "2022-05-06", "2022-06", "2021", "2023-01"])


def test_a_date_is_later_only_as_far_as_both_are_known() -> None:
    assert is_later("2023", "2022-05-06")
    assert is_later("2022-05-07", "2022-05-06")
    assert not is_later("2022-05", "2022")
    assert not is_later("2022", "2022-05")
    assert not is_later("2022-05", "2022-05")


def test_a_stretch_ends_where_the_dates_rise() -> None:
    assert stretches_in_order([]) == []
    assert stretches_in_order(["2022", "2022", "2021"]) == [range(3)]
    assert stretches_in_order(["2020", "2022", "2021"]) == [range(1), range(1, 3)]


def test_an_unknown_date_continues_a_stretch() -> None:
    assert stretches_in_order([None, None]) == [range(2)]
    assert stretches_in_order(["2022", None, "2021"]) == [range(3)]
    assert stretches_in_order(["2021", None, "2022"]) == [range(2), range(2, 3)]


@given(st.lists(DATES))
def test_no_known_date_of_a_stretch_is_later_than_the_one_above(dates: list[str | None]) -> None:
    places: list[int] = []
    for stretch in stretches_in_order(dates):
        known = [date for date in dates[stretch.start : stretch.stop] if date]
        assert not any(map(is_later, known[1:], known))
        places += stretch
    assert places == list(range(len(dates)))
