"""Which line below a head is the title: what a site puts between is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.title_line import (
    from_title,
    is_entry,
    is_title,
    up_to_the_next,
)

TITLE = "Counting Sheep at Night with Recurrent NetworksAda Moor, Ben Okafor, Chi Nakamura et al."
OTHER = "On Maps of Fields and the Roads between ThemEva Lind, Gil Soto, Ida Berg et al."
TEXT = "We count sheep by their sound, at night, and learn that they are as many as by day."


def titled(page: list[str]) -> list[str]:
    return [page[at] for at in from_title(range(len(page)), page)]


def entry(page: list[str]) -> list[str]:
    return [page[at] for at in up_to_the_next(range(len(page)), page)]


@pytest.mark.parametrize("line", ["Load more", "♡ 12", "Show details", "We use cookies."])
def test_furniture_between_a_head_and_its_title_is_left_out(line: str) -> None:
    assert titled([line, TITLE, TEXT]) == [TITLE, TEXT]


def test_a_line_that_only_may_be_a_title_gives_way_to_one_that_is() -> None:
    assert titled(["Google DeepMind", TITLE, TEXT]) == [TITLE, TEXT]


def test_running_text_above_a_title_is_no_furniture() -> None:
    page = ["and so on, as sheep do everywhere where they are counted by whoever is awake", TITLE]
    assert titled(page) == page


def test_another_title_is_another_entry_whose_head_could_not_be_read() -> None:
    assert entry([TITLE, TEXT, OTHER, TEXT]) == [TITLE, TEXT]
    assert entry([TITLE, TEXT, "AI05.06.22", OTHER.removesuffix(" et al.")]) == [TITLE, TEXT]
    assert entry([TITLE, TEXT, TEXT]) == [TITLE, TEXT, TEXT]


def test_a_short_line_with_a_date_above_a_title_is_a_head() -> None:
    assert is_entry("AI, 5 May 2022", TITLE)
    assert not is_entry(TEXT, TITLE)
    assert not is_entry("AI, 5 May 2022", TEXT)


def test_a_button_is_no_title() -> None:
    assert is_title(TITLE)
    assert not is_title("Google DeepMind")
    assert not is_title(TEXT)


@given(st.lists(st.sampled_from([TITLE, OTHER, TEXT, "Load more", "AI05.06.22"]), min_size=1))
def test_what_is_left_is_in_the_order_of_the_page(page: list[str]) -> None:
    for found in (from_title(range(len(page)), page), up_to_the_next(range(len(page)), page)):
        assert list(found) == sorted(set(found))
        assert set(found) <= set(range(len(page)))
