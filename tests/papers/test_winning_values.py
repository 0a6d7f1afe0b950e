"""Which of several statements' values wins, and by which rule."""

import pytest
from told_papers import ADA, BEN, CHI, SHEEP, sheep, split, statements

from papercat.papers.derive import deciding_rule, derive, ranked
from papercat.papers.model import Certainty, Doubt, Guess, Origin, Paper, Statement


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
