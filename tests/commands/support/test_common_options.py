"""A list that is cut says so."""

from papercat.commands.support.common_options import EVERYTHING, cut, one_more


def test_a_list_within_its_limit_says_nothing() -> None:
    assert cut([1, 2], 2) == ([1, 2], None)
    assert cut([1, 2], 0) == ([1, 2], None)


def test_a_list_that_is_cut_says_how_to_see_all_of_it() -> None:
    assert cut(iter([1, 2, 3]), 2) == ([1, 2], "the first 2; --limit 0 shows all")


def test_one_more_row_is_asked_for_than_is_shown() -> None:
    assert [one_more(0), one_more(30)] == [EVERYTHING, 31]
