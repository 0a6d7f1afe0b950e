"""Titles on pages that were wrapped as a whole, as in a mail."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.importing.formats.listing.wrapped_titles import join_titles

TITLES = [
    "Counting Sheep with Sparse Attention in the Dark: A Study of All NightsAda Moor, Ben Okafor",
    "Hearing in the Light with Two EarsDora Lee, Eve Chen, Finn Diaz et al. · deepmind, google",
    "Goats and What They Are For When There Is No SheepGina Hu, Hans van der Berg, Ines Costa",
    "On CowsJo Park",
]
ABSTRACT = (
    "We count what there is on a hill at night, one by one, and say how many there are; the method"
    " scales to the largest of hills, and it is quicker than any that was known to us before."
)


def wrapped_page(width: int, titles: list[str]) -> tuple[list[str], list[list[int]]]:
    """A page without heads, and the line numbers of each entry."""
    page: list[str] = []
    bodies = []
    for title in titles:
        lines = [part for text in (title, ABSTRACT) for part in textwrap.wrap(text, width)]
        bodies.append(list(range(len(page), len(page) + len(lines))))
        page += lines
    return page, bodies


@settings(deadline=None)
@given(width=st.integers(50, 130), titles=st.lists(st.sampled_from(TITLES), min_size=3, max_size=9))
def test_every_title_is_put_together(width: int, titles: list[str]) -> None:
    page, bodies = wrapped_page(width, titles)
    joined = join_titles(page, bodies)
    assert len(joined) == len(page)
    assert [joined[body[0]] for body in bodies] == titles
    texts = [" ".join(filter(None, (joined[at] for at in body[1:]))) for body in bodies]
    assert texts == [ABSTRACT] * len(titles)


@settings(deadline=None)
@given(
    width=st.integers(60, 120),
    larger=st.floats(0.8, 1.0),
    titles=st.lists(st.sampled_from(TITLES[:2]), min_size=3, max_size=9),
)
def test_a_title_may_be_set_in_larger_letters(width: int, larger: float, titles: list[str]) -> None:
    page: list[str] = []
    bodies = []
    for title in titles:
        above, below = textwrap.wrap(title, round(larger * width)), textwrap.wrap(ABSTRACT, width)
        bodies.append(list(range(len(page), len(page) + len(above) + len(below))))
        page += [*above, *below]
    joined = join_titles(page, bodies)
    assert [joined[body[0]] for body in bodies] == titles


def test_a_part_of_a_page_may_be_wrapped() -> None:
    page, bodies = wrapped_page(60, TITLES)
    bodies.append([len(page), len(page) + 1])
    whole = [f"{TITLES[0]}, {TITLES[1]}", ABSTRACT]
    joined = join_titles([*page, *whole], bodies)
    assert [joined[body[0]] for body in bodies] == [*TITLES, whole[0]]
    assert joined[-1] == ABSTRACT


@pytest.mark.parametrize("title", TITLES[:3])
def test_one_title_without_an_abstract(title: str) -> None:
    page = textwrap.wrap(title, 60)
    assert join_titles(page, [list(range(len(page)))])[0] == title


def test_buttons_above_a_title_are_left_alone() -> None:
    page, bodies = wrapped_page(60, TITLES)
    page = ["Save the sheep", *page]
    bodies = [[0, *(at + 1 for at in bodies[0])], *([at + 1 for at in body] for body in bodies[1:])]
    joined = join_titles(page, bodies)
    assert joined[:2] == ["Save the sheep", TITLES[0]]


def test_a_page_whose_titles_are_longer_than_its_lines_is_not_wrapped_as_a_whole() -> None:
    page, bodies = wrapped_page(60, [])
    for title in TITLES:
        start = len(page)
        page += [title, *textwrap.wrap(ABSTRACT, 60)]
        bodies.append(list(range(start, len(page))))
    assert join_titles(page, bodies) == page


@pytest.mark.parametrize("page", [[], ["On CowsJo Park"], ["On CowsJo Park", ABSTRACT]])
def test_what_is_not_wrapped_stays(page: list[str]) -> None:
    assert join_titles(page, [list(range(len(page)))]) == page
