"""Glued lines: their parts, and the rest once title or authors are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.glued_line import authors_behind, title_before


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("On SLAMGibson Hu, Ada Moor", "On SLAM", ("Gibson Hu", "Ada Moor")),
        ("On SLAMGibson Hu et al. · deepmind", "On SLAM", ("Gibson Hu",)),
        ("The Case of de la Cruzde la Cruz, Ann", "The Case of de la Cruz", ("de la Cruz", "Ann")),
        ("On Maps'Abd Ali", "On Maps", ("'Abd Ali",)),
        ("On MapsAda Moor,", "On Maps", ("Ada Moor",)),
    ],
)
def test_the_authors_follow_the_title(line: str, title: str, authors: tuple[str, ...]) -> None:
    assert authors_behind(line, title) == authors
    assert title_before(line, authors) == title


def test_a_comma_may_stand_between_a_title_and_its_authors() -> None:
    found = authors_behind("In Search of Time, Marcel, Proust", "In Search of Time")
    assert found == ("Marcel", "Proust")


def test_without_the_title_the_authors_are_unknown() -> None:
    assert authors_behind("On Maps: A SurveyAda Moor", "On Maps") is None
    assert authors_behind("On MapsAda Moor", "On Fields") is None
    assert authors_behind("On Maps", "On Maps") is None


def test_without_the_authors_at_its_end_the_title_is_unknown() -> None:
    assert title_before("On MapsAda Moor, Ben Okafor", ("Ada Moor",)) is None


names = st.text("AaBb é", min_size=1, max_size=8).map(str.strip).filter(bool)


titles = st.text("On Maps 3D", min_size=1).map(str.strip).filter(bool)


@given(title=titles, authors=st.lists(names, min_size=1))
def test_title_and_authors_determine_each_other(title: str, authors: list[str]) -> None:
    line = title + ", ".join(authors)
    assert authors_behind(line, title) == tuple(authors)
    assert title_before(line, tuple(authors)) == title
