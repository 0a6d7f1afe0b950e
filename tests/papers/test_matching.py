"""Deciding which statements are about one paper."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.papers import matching
from papercat.papers.matching import Profile, group_statements, match_hash
from papercat.papers.model import Author, Paper

SHEEP = Paper("Counting Sheep at Night", authors=(Author("Ada Moor"), Author("Ben Okafor")))


def sheep(**changes: Any) -> Paper:
    return replace(SHEEP, **changes)


def by(*names: str) -> tuple[Author, ...]:
    return tuple(map(Author, names))


def groups(
    *papers: Paper,
    together: tuple[tuple[int, int], ...] = (),
    apart: tuple[tuple[int, int], ...] = (),
) -> list[list[int]]:
    """Return the groups of papers, numbered from 1."""
    profiles = {number: Profile.of(paper) for number, paper in enumerate(papers, 1)}
    return group_statements(profiles, together, apart)


def are_one(one: Paper, other: Paper) -> bool:
    """Tell if two records are one paper; the order does not matter."""
    found = groups(one, other)
    assert groups(other, one) == found
    return found == [[1, 2]]


# For


@pytest.mark.parametrize(
    "title",
    [
        "Counting Sheep at Night",
        "Counting sheep at night.",
        "COUNTING  SHEEP AT-NIGHT",
        "Counting Sheep: At Night!",
        "The Counting Sheep at Night",
        "Counting Sheep at Night (Extended Version)",
    ],
)
def test_the_same_title_and_an_author_in_common(title: str) -> None:
    assert are_one(sheep(), sheep(title=title, authors=by("B. Okafor", "Chi Nakamura")))


def test_british_and_american_spelling_are_one_title() -> None:
    assert are_one(sheep(title="Colour Modelling"), sheep(title="Color Modeling"))


def test_the_same_title_if_one_record_has_no_authors() -> None:
    assert are_one(sheep(), sheep(authors=()))


def test_the_same_title_if_neither_record_has_authors() -> None:
    assert are_one(sheep(authors=()), sheep(authors=()))


def test_the_same_identifier_and_the_same_title() -> None:
    arxiv = (("arxiv", "2203.15556"),)
    assert are_one(sheep(ids=arxiv), sheep(ids=arxiv, authors=by("Zoe Quist")))


def test_the_same_identifier_and_an_author_in_common() -> None:
    arxiv = (("arxiv", "2203.15556"),)
    assert are_one(sheep(ids=arxiv), sheep(ids=arxiv, title="Counting Goats by Day"))


def test_the_same_identifier_beats_a_date_far_away_and_another_identifier() -> None:
    preprint = sheep(published="2012", ids=(("arxiv", "2203.15556"), ("doi", "10.1/pre")))
    published = sheep(published="2022", ids=(("arxiv", "2203.15556"), ("doi", "10.2/pub")))
    assert are_one(preprint, published)


def test_dates_a_few_years_apart_are_a_preprint_and_its_publication() -> None:
    assert are_one(sheep(published="2018-12-30"), sheep(published="2022"))


@pytest.mark.parametrize("scheme", ["url", "openalex", "isbn"])
def test_identifiers_of_which_a_paper_may_have_several(scheme: str) -> None:
    assert are_one(sheep(ids=((scheme, "1"),)), sheep(ids=((scheme, "2"),)))


def test_identifiers_of_different_schemes_say_nothing() -> None:
    assert are_one(sheep(ids=(("arxiv", "2203.15556"),)), sheep(ids=(("doi", "10.1/x"),)))


# Against


def test_another_title() -> None:
    assert not are_one(sheep(), sheep(title="Counting Sheep at Night and by Day"))


def test_other_authors() -> None:
    assert not are_one(sheep(), sheep(authors=by("Zoe Quist")))


def test_authors_whose_given_names_contradict_each_other() -> None:
    assert not are_one(sheep(authors=by("Ada Moor")), sheep(authors=by("Zoe Moor")))


def test_another_mathematical_sign_in_the_title() -> None:
    assert not are_one(sheep(title="Decay of K^+ Mesons"), sheep(title="Decay of K^- Mesons"))


def test_a_date_more_than_four_years_away() -> None:
    assert not are_one(sheep(published="2015"), sheep(published="2020-01"))


@pytest.mark.parametrize("scheme", ["arxiv", "doi", "acl"])
def test_another_identifier_of_the_same_scheme(scheme: str) -> None:
    assert not are_one(sheep(ids=((scheme, "1"),)), sheep(ids=((scheme, "2"),)))


def test_one_identifier_with_neither_title_nor_author_in_common_is_a_slip() -> None:
    doi = (("doi", "10.1/x"),)
    other = sheep(ids=doi, title="Counting Goats by Day", authors=by("Zoe Quist"))
    assert not are_one(sheep(ids=doi), other)


# Short titles


EDITORIAL = Paper("Editorial", authors=by("Ada Moor"), published="2020-05")
GOATS = Paper("Mountain Goats", authors=by("Ada Moor"), published="2020-05")


def test_a_short_title_with_the_same_first_author() -> None:
    assert are_one(GOATS, replace(GOATS, published=None))


def test_a_title_that_says_nothing_needs_the_same_year() -> None:
    assert are_one(EDITORIAL, replace(EDITORIAL, published="2020"))
    assert not are_one(EDITORIAL, replace(EDITORIAL, published="2021"))
    assert not are_one(EDITORIAL, replace(EDITORIAL, published=None))


def test_a_short_title_with_another_first_author() -> None:
    assert not are_one(EDITORIAL, replace(EDITORIAL, authors=by("Ben Okafor", "Ada Moor")))


def test_a_short_title_without_authors_needs_the_same_date() -> None:
    nobody = replace(EDITORIAL, authors=())
    assert are_one(nobody, nobody)
    assert not are_one(nobody, replace(nobody, published="2020-06"))
    assert not are_one(replace(nobody, published=None), replace(nobody, published=None))


def test_a_short_title_without_authors_is_not_somebodys() -> None:
    assert not are_one(EDITORIAL, replace(EDITORIAL, authors=()))


@pytest.mark.parametrize("title", ["Editorial", "Book Reviews", "…", "数学"])
def test_yearly_columns_without_authors_stay_apart(title: str) -> None:
    columns = [Paper(title, published=f"20{year}") for year in range(10, 20)]
    assert len(groups(*columns)) == 10


# Several statements


def test_a_statement_is_compared_with_all_that_a_paper_is_called() -> None:
    arxiv = (("arxiv", "2203.15556"),)
    renamed = sheep(title="Counting Goats by Day", ids=arxiv)
    third = sheep(title="Counting goats by day")
    assert groups(sheep(ids=arxiv), renamed, third) == [[1, 2, 3]]


def test_two_papers_of_one_title_are_told_apart_by_their_authors() -> None:
    other = sheep(authors=by("Zoe Quist"))
    assert groups(sheep(), other, sheep(), other) == [[1, 3], [2, 4]]


# Decisions


def test_decided_to_be_one_paper() -> None:
    goats = Paper("Counting Goats by Day")
    assert groups(sheep(), goats, together=((1, 2),)) == [[1, 2]]


def test_decided_to_be_two_papers() -> None:
    assert groups(sheep(), sheep(), apart=((1, 2),)) == [[1], [2]]


def test_who_fits_both_of_two_papers_kept_apart_joins_the_first() -> None:
    assert groups(sheep(), sheep(), sheep(), apart=((1, 2),)) == [[1, 3], [2]]


def test_a_statement_of_a_merged_paper_brings_others_along() -> None:
    goats = Paper("Counting Goats by Day")
    assert groups(sheep(), goats, goats, sheep(), together=((1, 2),)) == [[1, 2, 3, 4]]


def test_decisions_chain() -> None:
    papers = [Paper(f"Counting {animal} at Night") for animal in ("Sheep", "Goats", "Cows")]
    assert groups(*papers, together=((1, 2), (2, 3))) == [[1, 2, 3]]


# The match hash


def test_the_hash_is_that_of_the_title() -> None:
    assert match_hash(sheep()) == match_hash(sheep(title="counting sheep, at night", authors=()))
    assert match_hash(sheep()) != match_hash(sheep(title="Counting Goats"))


def test_the_hash_of_a_short_title_has_the_first_author() -> None:
    assert match_hash(EDITORIAL) == match_hash(replace(EDITORIAL, authors=by("A. Moor")))
    assert match_hash(EDITORIAL) != match_hash(replace(EDITORIAL, authors=by("B. Okafor")))


# Properties


titles = st.sampled_from(["Counting Sheep at Night", "counting sheep at night", "Editorial"])
names = st.sampled_from(["Ada Moor", "A. Moor", "Ben Okafor"]).map(Author)
records = st.builds(
    Paper,
    title=titles,
    authors=st.lists(names, max_size=2, unique=True).map(tuple),
    published=st.sampled_from([None, "2020", "2020-05", "2029"]),
    ids=st.lists(
        st.sampled_from([("arxiv", "1"), ("arxiv", "2"), ("doi", "1")]), max_size=2, unique=True
    ).map(tuple),
)
pairs = st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda pair: pair[0] != pair[1])


@given(
    papers=st.lists(records, min_size=6, max_size=6), apart=st.lists(pairs, max_size=3).map(tuple)
)
def test_every_statement_is_in_one_group_and_decisions_hold(
    papers: list[Paper], apart: tuple[tuple[int, int], ...]
) -> None:
    found = groups(*papers, apart=apart)
    assert sorted(number for group in found for number in group) == [1, 2, 3, 4, 5, 6]
    assert found == sorted(sorted(group) for group in found)
    for one, other in apart:
        assert not any({one, other} <= set(group) for group in found)


# Time


def comparisons(papers: list[Paper], monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Return how many groups there are, and how many comparisons found that."""
    count = 0
    fits = matching._Group.fits  # noqa: SLF001  counted here

    def counted(group: matching._Group, profile: Profile) -> bool:
        nonlocal count
        count += 1
        return fits(group, profile)

    monkeypatch.setattr(matching._Group, "fits", counted)  # noqa: SLF001  the same
    return len(groups(*papers)), count


MANY = 3_000


@pytest.mark.parametrize(
    ("name", "groups_made"),
    [("different authors", MANY), ("no authors", 1), ("several addresses", 1)],
)
def test_many_equal_titles_take_linear_time(
    name: str, groups_made: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = {
        "different authors": [sheep(authors=by(f"Ada Moor{n:05}")) for n in range(MANY)],
        "no authors": [sheep(authors=())] * MANY,
        "several addresses": [sheep(ids=(("url", str(n)),)) for n in range(MANY)],
    }[name]
    made, compared = comparisons(papers, monkeypatch)
    assert made == groups_made
    assert compared <= 60 * MANY


def test_many_equal_titles_with_contradicting_identifiers_take_linear_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    papers = [sheep(authors=(), ids=(("arxiv", str(n)),)) for n in range(2000)]
    made, compared = comparisons(papers, monkeypatch)
    assert made == 2000
    assert compared <= 110 * 2000
