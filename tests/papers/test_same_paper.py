"""Whether two records are one paper, and what they say together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papercat.papers.same_paper import combine, fold_title, same_paper

from papercat.importing.formats.listing.dates import BY_THE_CLOCK, GIVEN
from papercat.papers.identifiers import normal_id
from papercat.papers.model import Author, Doubt, Guess, Paper

PAPER = Paper("Wanting to be Understood", 1, authors=(Author("Chrisantha Fernando"),))


def like(**changes: object) -> Paper:
    return replace(PAPER, **changes)


@pytest.mark.parametrize(
    "other",
    [
        like(title="Wanting to Be Understood."),
        like(title="Wanting  to-be: understood", published="2025-07"),
        like(authors=()),
        like(authors=(Author("C. Fernando"), Author("Jane Doe"))),
        like(title="Another title", ids=(("arxiv", "1"),)),
        like(title="Another title", ids=(("arxiv", "1"), ("doi", "10.2/x"))),
    ],
)
def test_one_paper(other: Paper) -> None:
    known = like(published="2024", ids=(("arxiv", "1"),))
    assert same_paper(known, other)
    assert same_paper(other, known)


@pytest.mark.parametrize(
    "other",
    [
        like(title="Wanting to Be Understood Explains the Meta-Problem of Consciousness"),
        like(authors=(Author("Jane Doe"),)),
        like(published="2015"),
        like(ids=(("arxiv", "2"),)),
    ],
)
def test_two_papers(other: Paper) -> None:
    known = like(published="2025", ids=(("arxiv", "1"),))
    assert not same_paper(known, other)
    assert not same_paper(other, known)


@pytest.mark.parametrize(
    ("scheme", "value", "kept"),
    [
        ("arXiv", "2203.15556v2", ("arxiv", "2203.15556")),
        ("arxiv", "arXiv:2203.15556", ("arxiv", "2203.15556")),
        ("arxiv", "hep-th/9901001v1", ("arxiv", "hep-th/9901001")),
        ("DOI", "https://doi.org/10.1000/ABC", ("doi", "10.1000/abc")),
        ("doi", "doi:10.1000/ABC", ("doi", "10.1000/abc")),
        ("url", " https://example.org/A ", ("url", "https://example.org/A")),
    ],
)
def test_identifiers_as_they_are_kept(scheme: str, value: str, kept: tuple[str, str]) -> None:
    assert normal_id(scheme, value) == kept
    assert normal_id(*kept) == kept


def test_a_full_author_list_beats_one_cut_short_and_leaves_nobody_to_infer() -> None:
    owner = Author("Ann Owner", "inferred")
    guess = Guess("authors", "whose page it is", "Ann Owner")
    cut = like(authors=(*PAPER.authors, owner), authors_truncated=True, guesses=(guess,))
    full = like(authors=(*PAPER.authors, Author("Jane Doe")))
    for together in (combine(cut, full), combine(full, cut)):
        assert together.authors == full.authors
        assert not together.authors_truncated
        assert together.guesses == ()


def test_the_owners_of_two_pages_are_both_on_a_paper_cut_short() -> None:
    ann, bo = Author("Ann Owner", "inferred"), Author("Bo Owner", "inferred")
    one = like(authors=(*PAPER.authors, ann), authors_truncated=True)
    other = like(authors=(*PAPER.authors, bo), authors_truncated=True)
    assert combine(one, other).authors == (*PAPER.authors, ann, bo)


def test_a_paper_has_every_identifier_that_was_said_of_it() -> None:
    preprint = like(ids=(("arxiv", "1"), ("doi", "10.1/pre")))
    published = like(ids=(("arxiv", "1"), ("doi", "10.2/pub")))
    both = combine(preprint, published)
    assert both.ids == (("arxiv", "1"), ("doi", "10.1/pre"), ("doi", "10.2/pub"))
    assert same_paper(both, like(ids=(("doi", "10.2/pub"),)))


def test_a_date_that_is_stated_ends_the_guess() -> None:
    guess = Guess("published", "no year is written", "Jan 30")
    guessed = like(published="2026-01-30", guesses=(guess,))
    assert combine(guessed, like()).guesses == (guess,)
    assert combine(guessed, like(published="2026-01-30")).guesses == ()


def test_what_one_record_lacks_the_other_gives() -> None:
    old = like(published="2025", categories=("cs.LG",), doubts=(Doubt("title", 0.4, "why"),))
    old = replace(old, confidence=0.4)
    new = like(published="2025-07-03", abstract="Words.", categories=("cs.AI", "cs.LG"), venue="X")
    together = combine(old, new)
    assert together.published == "2025-07-03"
    assert together.abstract == "Words."
    assert together.categories == ("cs.LG", "cs.AI")
    assert together.venue == "X"
    assert together.confidence is None
    assert together.doubts == ()


authors = st.sampled_from(["Ann Lee", "Bo Chen", "Cy Diaz"]).map(Author)
papers = st.builds(
    Paper,
    title=st.sampled_from(["A Title", "a title"]),
    line=st.just(1),
    abstract=st.none() | st.just("Words."),
    authors=st.lists(authors, max_size=3, unique=True).map(tuple),
    authors_truncated=st.booleans(),
    published=st.sampled_from([None, "2022", "2022-05", "2022-05-06"]),
    categories=st.lists(st.sampled_from(["cs.LG", "cs.AI"]), unique=True).map(tuple),
    has_code=st.booleans(),
    confidence=st.none() | st.just(0.9),
)


@given(old=papers, new=papers)
def test_combining_twice_says_nothing_new_and_loses_nothing(old: Paper, new: Paper) -> None:
    once = combine(old, new)
    assert combine(once, new) == once
    assert combine(old, old) == old
    assert set(once.categories) == {*old.categories, *new.categories}
    assert bool(once.abstract) == bool(old.abstract or new.abstract)
    assert once.has_code == (old.has_code or new.has_code)


@given(title=st.text())
def test_folding_a_title_twice_changes_nothing_and_case_does_not_matter(title: str) -> None:
    assert fold_title(fold_title(title)) == fold_title(title)
    ascii_title = title.encode("ascii", "ignore").decode()
    assert fold_title(ascii_title.upper()) == fold_title(ascii_title.lower())


def dated(published: str, reason: str | None = None) -> Paper:
    guesses = (Guess("published", reason, "Jan 30"),) if reason else ()
    return Paper("A Title", 1, published=published, guesses=guesses)


INFERRED = dated("2026-01-30", "no year is written; the latest is 2025")
AS_GIVEN = dated("2024-01-30", f"no year is written; copied on 2024-05-01{GIVEN}")
OF_A_PART = dated("2025-01-30", "no year is written; the latest is 2024")
BY_CLOCK = dated("2027-01-30", f"no year is written; the page writes none; {BY_THE_CLOCK}2027")
STATED = dated("2023-01-30")


@pytest.mark.parametrize(
    ("old", "new", "taken"),
    [
        (INFERRED, AS_GIVEN, AS_GIVEN),
        (AS_GIVEN, INFERRED, AS_GIVEN),
        (INFERRED, STATED, STATED),
        (STATED, INFERRED, STATED),
        (STATED, AS_GIVEN, STATED),
        (OF_A_PART, INFERRED, INFERRED),
        (INFERRED, OF_A_PART, INFERRED),
        (BY_CLOCK, OF_A_PART, OF_A_PART),
        (INFERRED, BY_CLOCK, INFERRED),
    ],
)
def test_what_is_stated_beats_what_was_given_beats_what_was_inferred(
    old: Paper, new: Paper, taken: Paper
) -> None:
    both = combine(old, new)
    assert (both.published, both.guesses) == (taken.published, taken.guesses)


def test_a_stated_category_takes_the_place_of_a_guessed_one() -> None:
    guessed = Paper(
        "A Title", 1, categories=("math.CO",), guesses=(Guess("categories", "or", "CO"),)
    )
    both = combine(guessed, Paper("A Title", 1, categories=("stat.CO",)))
    assert (both.categories, both.guesses) == (("stat.CO",), ())
