"""Deriving a paper from its statements: what is collected, and what follows the winners."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_papers import ADA, BEN, EVA, PAGE_OF_EVA, SHEEP, correct, owned, sheep, split, statements

from papercat.papers.derive import derive, same_name
from papercat.papers.model import FIELDS, Author, Doubt, Guess, Kind, Paper

# One statement


def test_a_single_statement_is_the_paper() -> None:
    alone = sheep(published="2022", categories=("cs.LG",), extra=(("volume", "3"),))
    found = derive(statements(alone))
    assert replace(found, line=1, origins=()) == alone


# What is collected from all statements


@pytest.mark.parametrize("name", [name for name, f in FIELDS.items() if f.kind is Kind.WORDS])
def test_words_of_all_statements_are_collected_those_of_the_winner_first(name: str) -> None:
    old, new = sheep(**{name: ("a", "b")}), sheep(**{name: ("c", "b")})
    assert getattr(derive(statements(old, new)), name) == ("c", "b", "a")


def test_a_stated_category_replaces_an_inferred_one() -> None:
    guess = Guess("categories", "may be cs.CO or math.CO", "CO")
    inferred = sheep(categories=("math.CO",), guesses=(guess,))
    found = derive(statements(sheep(categories=("stat.CO",)), inferred))
    assert (found.categories, found.guesses) == (("stat.CO",), ())


def test_one_code_badge_is_enough() -> None:
    assert derive(statements(sheep(has_code=True), sheep())).has_code
    assert not derive(statements(sheep(), sheep())).has_code


def test_identifiers_of_all_statements_are_collected() -> None:
    preprint = sheep(ids=(("arxiv", "2203.15556"), ("doi", "10.1/pre")))
    published = sheep(ids=(("doi", "10.2/pub"),))
    assert derive(statements(preprint, published)).ids == (
        ("arxiv", "2203.15556"),
        ("doi", "10.1/pre"),
        ("doi", "10.2/pub"),
    )


def test_further_fields_of_all_statements_are_collected() -> None:
    old = sheep(extra=(("pages", "1-9"), ("volume", "3")))
    new = sheep(extra=(("volume", "4"),))
    assert derive(statements(old, new)).extra == (("pages", "1-9"), ("volume", "4"))


def test_titles_that_lose_are_kept_to_be_searched() -> None:
    found = derive(statements(sheep(title="Ewes"), SHEEP), [correct(title="Rams")])
    assert (found.title, found.other_titles) == ("Rams", (SHEEP.title, "Ewes"))


# Inferred authors


def test_the_owners_of_two_pages_are_both_on_a_paper_cut_short() -> None:
    dan = Author("Dan Petrov", "inferred")
    guess = Guess("authors", "it is his page", "Dan Petrov")
    his = sheep(authors=(ADA, dan), authors_truncated=True, guesses=(guess,))
    found = derive(statements(owned(), his))
    assert found.authors == (ADA, EVA, dan)
    assert found.guesses == (guess, PAGE_OF_EVA)


@pytest.mark.parametrize("printed", ["Eva Lund", "E. Lund", "Lund, Eva"])
def test_an_inferred_author_on_the_full_list_is_stated(printed: str) -> None:
    full = sheep(authors=(ADA, BEN, Author(printed)))
    found = derive(statements(owned(), full))
    assert found.authors == full.authors
    assert (found.guesses, found.doubts) == ((), ())


def test_an_inferred_author_missing_from_the_full_list_is_doubted() -> None:
    found = derive(statements(owned(), sheep(authors=(ADA, BEN))))
    assert found.authors == (ADA, BEN)
    assert found.guesses == ()
    (doubt,) = found.doubts
    assert doubt.field == "authors"
    assert doubt.confidence == 0.7
    assert "/1.txt is the page of Eva Lund" in doubt.reason
    assert "/2.txt lacks that name" in doubt.reason


def test_an_inferred_author_stays_if_no_statement_has_authors() -> None:
    inferred = owned(authors=(EVA,), authors_truncated=False)
    assert derive(statements(inferred, sheep(authors=()))).authors == (EVA,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Roe", "A. Roe", True),
        ("Anna Roe", "Roe, Anna", True),
        ("Anna B. Roe", "Anna Roe", True),
        ("Anna Roe", "Ben Roe", False),
        ("Anna Roe", "Anna Doe", False),
    ],
)
def test_two_printed_names_may_be_one_persons(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


# Confidence, doubts and inferences follow the winners


def test_how_sure_a_split_is_follows_the_winning_title_and_authors() -> None:
    assert derive(statements(split(0.4), split(0.9))).confidence == 0.9
    assert derive(statements(split(0.4), sheep())).confidence is None


def test_a_split_that_only_gives_the_authors_counts() -> None:
    stated_title = sheep(authors=())
    assert derive(statements(split(0.4), stated_title)).confidence == 0.4


def test_doubts_of_the_winner_stay_and_those_of_others_go() -> None:
    doubt = Doubt("title", 0.4, "it may end earlier")
    doubtful = split(0.4, doubts=(doubt,))
    assert derive(statements(doubtful, split(0.3))).doubts == (doubt,)
    assert derive(statements(doubtful, sheep())).doubts == ()


def test_inferences_of_the_winner_stay_and_those_of_others_go() -> None:
    guess = Guess("published", "no year is printed", "Jan 30")
    inferred = sheep(published="2026-01-30", guesses=(guess,))
    assert derive(statements(inferred, sheep())).guesses == (guess,)
    assert derive(statements(inferred, sheep(published="2025"))).guesses == ()


# Properties


authors = st.sampled_from(["Ann Lee", "Bo Chen", "Cy Diaz"]).map(Author)
papers = st.builds(
    Paper,
    title=st.sampled_from(["A Title", "a title"]),
    line=st.just(1),
    abstract=st.none() | st.sampled_from(["Words.", "Words …"]),
    authors=st.lists(authors, max_size=3, unique=True).map(tuple),
    authors_truncated=st.booleans(),
    published=st.sampled_from([None, "2022", "2022-05", "2022-05-06"]),
    categories=st.lists(st.sampled_from(["cs.LG", "cs.AI"]), unique=True).map(tuple),
    has_code=st.booleans(),
    ids=st.lists(st.sampled_from([("arxiv", "1"), ("doi", "2")]), unique=True).map(tuple),
    confidence=st.none() | st.sampled_from([0.4, 0.9]),
)


@given(told=st.lists(papers, min_size=2, max_size=4))
def test_combining_loses_nothing_and_makes_nothing_up(told: list[Paper]) -> None:
    found = derive(statements(*told))
    for name, field in FIELDS.items():
        values = [getattr(each, name) for each in told]
        value = getattr(found, name)
        if field.kind is Kind.WORDS:
            assert set(value) == {word for words in values for word in words}
        elif field.kind is Kind.FLAG:
            assert value == any(values)
        else:
            assert value in values
            assert bool(value) == any(values)
    assert set(found.ids) == {pair for each in told for pair in each.ids}


@given(paper=papers)
def test_saying_the_same_twice_changes_nothing(paper: Paper) -> None:
    once, twice = derive(statements(paper)), derive(statements(paper, paper))
    without_authors = replace(twice, origins=(), authors_truncated=once.authors_truncated)
    assert without_authors == replace(once, origins=(), ids=tuple(sorted(once.ids)))
