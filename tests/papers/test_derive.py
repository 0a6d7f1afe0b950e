"""Deriving a paper from its statements: which value wins, and what happens to doubts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.papers.derive import (
    NOT_AUTHORS,
    corrected,
    deciding_rule,
    derive,
    ranked,
    same_name,
)
from papercat.papers.model import (
    FIELDS,
    Author,
    Certainty,
    Doubt,
    Guess,
    Kind,
    Origin,
    Paper,
    Statement,
)
from papercat.papers.paper_decisions import CORRECT, Decision

ADA, BEN, CHI = Author("Ada Moor"), Author("Ben Okafor"), Author("Chi Nakamura")
EVA = Author("Eva Lund", "inferred")
SHEEP = Paper("Counting Sheep at Night", line=1, authors=(ADA,))
PAGE_OF_EVA = Guess("authors", "it is her page", "Eva Lund")


def statements(*papers: Paper, form: str = "listing") -> list[Statement]:
    """Return one statement a paper, each from a file of its own, the newest last."""
    return [Statement(n, n, f"/{n}.txt", form, paper) for n, paper in enumerate(papers, 1)]


def sheep(**changes: Any) -> Paper:
    return replace(SHEEP, **changes)


def correct(**fields: Any) -> Decision:
    """Return a decision that settles fields."""
    return Decision(1, CORRECT, {"set": fields})


def split(confidence: float, **changes: Any) -> Paper:
    """Return a record that was split from one line."""
    return sheep(printed="LG\nCounting Sheep at NightAda Moor", confidence=confidence, **changes)


# One statement


def test_a_single_statement_is_the_paper() -> None:
    alone = sheep(published="2022", categories=("cs.LG",), extra=(("volume", "3"),))
    found = derive(statements(alone))
    assert replace(found, line=1, origins=()) == alone


# Which value wins


def winner(name: str, better: Paper, worse: Paper) -> str:
    """Check that one value wins in any order of import, and return the rule that decides."""
    rules = set()
    for papers in ((better, worse), (worse, better)):
        told = statements(*papers)
        best, other = ranked(name, told)
        assert best.paper is better
        rules.add(deciding_rule(name, best, other))
    (rule,) = rules
    return rule


def test_a_stated_date_beats_an_inferred_one() -> None:
    guess = Guess("published", "no year is printed", "Jan 30")
    stated = sheep(published="2022")
    inferred = sheep(published="2026-01-30", guesses=(guess,))
    assert winner("published", stated, inferred) == "stated and sure"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Certainty.USER, Certainty.PAGE),
        (Certainty.PAGE, Certainty.CLOCK),
        (Certainty.USER, Certainty.CLOCK),
    ],
)
def test_an_inferred_value_ranks_by_what_it_rests_on(better: Certainty, worse: Certainty) -> None:
    one = sheep(published="2020", guesses=(Guess("published", "", "", better),))
    other = sheep(published="2024-05-06", guesses=(Guess("published", "", "", worse),))
    assert winner("published", one, other) == "stated and sure"


def test_a_sure_split_beats_a_doubtful_one() -> None:
    sure, doubtful = split(0.99), split(0.4, title="Counting Sheep at Night Ada")
    assert winner("title", sure, doubtful) == "stated and sure"


def test_a_stated_title_beats_the_surest_split() -> None:
    assert winner("title", sheep(title="Counting Sheep"), split(1.0)) == "stated and sure"
    assert winner("authors", sheep(), split(1.0, authors=(BEN,))) == "stated and sure"


def test_a_split_says_nothing_about_how_sure_the_date_is() -> None:
    assert winner("published", split(0.4, published="2022-05"), sheep(published="2022")) == (
        "most complete"
    )


def test_a_doubted_value_loses() -> None:
    doubted = sheep(abstract="Ewes.", doubts=(Doubt("abstract", 0.3, "it may be another's"),))
    assert winner("abstract", sheep(abstract="We count."), doubted) == "stated and sure"


def test_a_full_list_of_authors_beats_one_cut_short() -> None:
    full = sheep(authors=(ADA,))
    short = sheep(authors=(ADA, BEN, CHI), authors_truncated=True)
    assert winner("authors", full, short) == "most complete"


def test_of_two_lists_cut_short_the_longer_one_wins() -> None:
    longer = sheep(authors=(ADA, BEN), authors_truncated=True)
    shorter = sheep(authors=(ADA,), authors_truncated=True)
    assert winner("authors", longer, shorter) == "most complete"


@pytest.mark.parametrize(("longer", "shorter"), [("2021-05-06", "2022-05"), ("2021-05", "2022")])
def test_a_longer_date_beats_a_shorter_one(longer: str, shorter: str) -> None:
    assert winner("published", sheep(published=longer), sheep(published=shorter)) == "most complete"


def test_of_two_years_that_pages_leave_out_the_later_one_wins() -> None:
    guess = Guess("published", "no year is printed", "Jan 30")
    later = sheep(published="2026-01-30", guesses=(guess,))
    earlier = sheep(published="2025-01-30", guesses=(guess,))
    assert winner("published", later, earlier) == "most complete"


@pytest.mark.parametrize("dots", ["…", "..."])
def test_an_abstract_that_is_cut_short_loses(dots: str) -> None:
    whole, cut = sheep(abstract="We count."), sheep(abstract=f"We count sheep at night {dots}")
    assert winner("abstract", whole, cut) == "most complete"


@pytest.mark.parametrize(
    ("better", "worse"), [("bibtex", "jsonl"), ("jsonl", "listing"), ("jsonl", "post")]
)
def test_a_more_authoritative_source_wins(better: str, worse: str) -> None:
    one = Statement(1, 1, "/one", better, sheep(title="Counting Sheep At Night"))
    other = Statement(2, 2, "/other", worse, sheep())
    assert ranked("title", [other, one]) == [one, other]
    assert deciding_rule("title", one, other) == "most authoritative source"


def test_an_export_has_the_least_authority() -> None:
    exported = Statement(2, 2, "/export", "jsonl", sheep(origins=(Origin("/page.txt", 4),)))
    page = Statement(1, 1, "/page.txt", "listing", sheep())
    assert ranked("title", [exported, page]) == [page, exported]


def test_else_the_newest_source_wins() -> None:
    old, new = statements(sheep(venue="ICML"), sheep(venue="ICLR"))
    assert derive([old, new]).venue == "ICLR"
    assert deciding_rule("venue", new, old) == "newest source"


def test_of_two_entries_of_one_source_the_first_wins() -> None:
    first = Statement(1, 1, "/page.txt", "listing", sheep(venue="ICML"))
    second = Statement(2, 1, "/page.txt", "listing", sheep(venue="ICLR"))
    assert derive([first, second]).venue == "ICML"


def test_each_field_has_its_own_winner() -> None:
    dated = sheep(title="Counting sheep at night", published="2022-05-06")
    found = derive(statements(dated, sheep(published="2022")))
    assert (found.title, found.published) == (SHEEP.title, "2022-05-06")


def test_a_statement_that_is_silent_takes_nothing_away() -> None:
    told = sheep(abstract="We count.", venue="ICLR", comment="12 pages")
    found = derive(statements(told, sheep()))
    assert (found.abstract, found.venue, found.comment) == ("We count.", "ICLR", "12 pages")


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


def owned(**changes: Any) -> Paper:
    """Return an entry of Eva's page whose list of authors is cut short."""
    changes = {"authors": (ADA, EVA), "authors_truncated": True, **changes}
    return sheep(guesses=(PAGE_OF_EVA,), **changes)


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


# Corrections


CORRECTIONS: list[tuple[dict[str, Any], str, object]] = [
    ({"title": "Counting Goats"}, "title", "Counting Goats"),
    ({"authors": ["Ben Okafor", "Ada Moor"]}, "authors", (BEN, ADA)),
    ({"published": "2021"}, "published", "2021"),
    ({"categories": ["cs.RO"]}, "categories", ("cs.RO",)),
    ({"organisations": []}, "organisations", ()),
    ({"venue": None}, "venue", None),
    ({"ids": {"doi": "10.2/y", "arxiv": None}}, "ids", (("doi", "10.2/y"),)),
]


@pytest.mark.parametrize(("correction", "name", "value"), CORRECTIONS)
def test_a_correction_beats_every_statement(
    correction: dict[str, Any], name: str, value: object
) -> None:
    told = sheep(
        published="2022-05-06",
        categories=("cs.LG",),
        organisations=("mit",),
        venue="ICLR",
        ids=(("arxiv", "2203.15556"), ("doi", "10.1/x")),
    )
    assert getattr(derive(statements(told, told), [correct(**correction)]), name) == value


def test_a_later_correction_beats_an_earlier_one() -> None:
    corrections = [correct(title="Sheep", published="2020"), correct(title="Goats")]
    found = derive(statements(SHEEP), corrections)
    assert (found.title, found.published) == ("Goats", "2020")


def test_a_corrected_field_is_neither_doubted_nor_inferred() -> None:
    guess = Guess("published", "no year is printed", "Jan 30")
    doubt = Doubt("published", 0.5, "two pages differ")
    doubtful = sheep(published="2026-01-30", guesses=(guess,), doubts=(doubt,))
    found = corrected(doubtful, {"published": "2025-01-30"})
    assert (found.guesses, found.doubts) == ((), ())
    other = corrected(doubtful, {"venue": "ICLR"})
    assert (other.guesses, other.doubts) == ((guess,), (doubt,))


def test_a_corrected_title_settles_the_split() -> None:
    doubtful = split(0.4, doubts=(Doubt("authors", 0.4, "two readings"),))
    found = corrected(doubtful, {"title": "Counting Sheep"})
    assert (found.confidence, found.doubts) == (1.0, ())
    assert corrected(doubtful, {"venue": "ICLR"}).confidence == 0.4


def test_an_inferred_author_that_a_correction_names_is_stated() -> None:
    found = corrected(owned(), {"authors": ["Ada Moor", "Eva Lund"]})
    assert found.authors == (ADA, Author("Eva Lund"))
    assert found.guesses == ()


def test_an_inferred_author_stays_beside_corrected_authors() -> None:
    found = corrected(owned(), {"authors": ["Ben Okafor"]})
    assert (found.authors, found.guesses) == ((BEN, EVA), (PAGE_OF_EVA,))


def test_an_inferred_author_can_be_refused() -> None:
    found = corrected(owned(), {NOT_AUTHORS: ["Eva Lund"]})
    assert (found.authors, found.guesses) == ((ADA,), ())


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
