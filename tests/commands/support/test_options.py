"""Lists with a limit."""

from papercat.commands.support.invocation import EVERYTHING, cut, one_more


def test_a_list_within_its_limit_is_whole() -> None:
    assert cut([1, 2], 2) == ([1, 2], None)
    assert cut([1, 2], 0) == ([1, 2], None)


def test_a_cut_list_says_how_to_see_all() -> None:
    assert cut([1, 2, 3], 2) == ([1, 2], "the first 2; --limit 0 shows all")


def test_one_more_row_is_read_than_shown() -> None:
    assert [one_more(0), one_more(30)] == [EVERYTHING, 31]
