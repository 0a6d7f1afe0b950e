"""Glued lines: their parts, and the rest once title or authors are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.glued_line import (
    Tail,
    authors_behind,
    cut_tail,
    title_before,
)


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


@pytest.mark.parametrize(
    ("line", "tail"),
    [
        (
            "MapsAda Moor et al. · deepmind, mit",
            Tail("MapsAda Moor", ("deepmind", "mit"), truncated=True),
        ),
        ("MapsAda Moor · 12 citations", Tail("MapsAda Moor", (), ("12 citations",))),
        (
            "MapsAda Moor et al. · NeurIPS 2022 · mit",
            Tail("MapsAda Moor", ("mit",), ("NeurIPS 2022",), truncated=True),
        ),
        ("MapsAda Moor · mit · PDF", Tail("MapsAda Moor", ("mit",), ("PDF",))),
        ("MapsAda Col·lell", Tail("MapsAda Col·lell")),
        (
            "MapsAda Moor et al. · mit · 12 citations ·",
            Tail("MapsAda Moor", ("mit",), ("12 citations",), truncated=True),
        ),
        (
            "MapsAda Moor et al. · AT&T Labs, ETH Zürich",
            Tail("MapsAda Moor", ("AT&T Labs", "ETH Zürich"), truncated=True),
        ),
        (
            "Maps · Fields · HillsWei Li et al.",
            Tail("Maps · Fields · HillsWei Li", truncated=True),
        ),
        ("Rings of a · bWei Li", Tail("Rings of a · bWei Li")),
        ("MapsAda Moor · Ben Okafor", Tail("MapsAda Moor · Ben Okafor")),
    ],
)
def test_organisations_and_words_of_the_site_end_a_line(line: str, tail: Tail) -> None:
    assert cut_tail(line) == tail


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (" et al.", ()),
        (", et al.", ()),
        (" et. al.", ()),
        (", …", ()),
        (", and 12 others", ()),
        (" et al. (12 authors)", ("(12 authors)",)),
        (" et al. +9", ("+9",)),
        (" (+4 more)", ("(+4 more)",)),
        (" et al. ♥ 12", ("♥ 12",)),
    ],
)
def test_a_list_of_authors_is_cut_short_in_many_ways(end: str, words: tuple[str, ...]) -> None:
    assert cut_tail(f"MapsAda Moor, Bo Li{end}") == Tail(
        "MapsAda Moor, Bo Li", (), words, truncated=True
    )


@pytest.mark.parametrize(
    "line", ["MapsAda Moor et al", "Maps in 3D+9Ada Moor", "MapsThe ATLAS Team (Run 2)"]
)
def test_other_ends_of_a_line_belong_to_the_authors(line: str) -> None:
    assert cut_tail(line) == Tail(line)


@given(st.text(alphabet="Ada Moor,.·…(+9 more)et al♥12", max_size=40))
def test_numbers_capitals_and_signs_of_a_line_are_kept(line: str) -> None:
    def telling(text: str) -> list[str]:
        return sorted(sign for sign in text if sign.isupper() or sign in "♥(")

    tail = cut_tail(line)
    assert telling(tail.body + "".join(tail.words)) == telling(line)
