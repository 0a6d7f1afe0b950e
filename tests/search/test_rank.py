"""Ranking by titles: the words together, in their order, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papercat.search.rank import Candidate, best_first, title_score

WORDS = ("graph", "networks")


def test_words_together_score_above_words_apart_and_both_above_one_word() -> None:
    beside = title_score(WORDS, "Graph networks in the wild")
    apart = title_score(WORDS, "Graph in the wild networks")
    turned = title_score(WORDS, "Networks graph in the wild")
    one = title_score(WORDS, "Graph theory in the wild")
    assert beside > apart > one
    assert beside > turned > one


def test_a_title_without_other_words_scores_highest() -> None:
    alone = title_score(WORDS, "Graph networks")
    assert alone > title_score(WORDS, "Graph networks in the wild")


def test_an_abstract_adds_little() -> None:
    title = title_score(WORDS, "In the wild")
    both = title_score(WORDS, "In the wild", "We study graph networks.")
    assert 0 < both - title < title_score(WORDS, "Graph networks") / 2


def test_no_words_score_nothing() -> None:
    assert title_score((), "Graph networks") == 0


def test_the_index_decides_between_equal_titles() -> None:
    behind, before = Candidate(9, 1, "Sheep", ""), Candidate(1, 0, "Sheep", "")
    assert best_first(WORDS, [behind, before]) == [1, 9]


candidates = st.lists(
    st.tuples(st.integers(1, 99), st.text("graph networks sheep")), unique_by=lambda row: row[0]
)


@given(candidates)
def test_every_candidate_is_returned_once(found: list[tuple[int, str]]) -> None:
    rows = [Candidate(row, place, title, "") for place, (row, title) in enumerate(found)]
    assert sorted(best_first(WORDS, rows)) == sorted(row for row, _ in found)
