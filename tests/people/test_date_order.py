"""Whether entries stand newest first: known dates that never grow."""

from hypothesis import given
from hypothesis import strategies as st

from papercat.people.date_order import is_later, longest_in_order

DATES = st.sampled_from([None, "2022", "2022-05", "2022-05-06", "2022-06", "2021", "2023-01"])


def test_a_date_is_later_only_as_far_as_both_are_known() -> None:
    assert is_later("2023", "2022-05-06")
    assert is_later("2022-05-07", "2022-05-06")
    assert not is_later("2022-05", "2022")
    assert not is_later("2022", "2022-05")
    assert not is_later("2022-05", "2022-05")


def test_the_longest_stretch_that_never_goes_up() -> None:
    assert longest_in_order([]) == range(0)
    assert longest_in_order(["2020", "2022", "2022", "2021", "2023"]) == range(1, 4)
    assert longest_in_order(["2022", "2021", "2023", "2022"]) == range(2)


def test_unknown_dates_stand_anywhere_and_hide_nothing() -> None:
    assert longest_in_order([None, None]) == range(2)
    assert longest_in_order(["2022", None, "2021"]) == range(3)
    assert longest_in_order(["2021", None, "2022"]) == range(2)


@given(st.lists(DATES))
def test_no_known_date_of_the_stretch_is_later_than_the_one_above(dates: list[str | None]) -> None:
    found = longest_in_order(dates)
    known = [date for date in dates[found.start : found.stop] if date]
    assert not any(map(is_later, known[1:], known))
    assert bool(found) == bool(dates)
