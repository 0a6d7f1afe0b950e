"""The order of what a search finds: the title first, the words as they were typed."""

from hypothesis import given
from hypothesis import strategies as st

from papercat.search.rank import Candidate, best_first, score

WORDS = ("graph", "networks")


def scored(title: str, abstract: str = "") -> float:
    return score(WORDS, Candidate(1, 0, title, abstract))


def test_words_beside_each_other_are_worth_more_than_apart_and_apart_than_one() -> None:
    beside = scored("Graph networks in the wild")
    apart = scored("Graph in the wild networks")
    turned = scored("Networks graph in the wild")
    one = scored("Graph theory in the wild")
    assert beside > apart > one
    assert beside > turned > one


def test_a_title_of_nothing_else_comes_first() -> None:
    assert scored("Graph networks") > scored("Graph networks in the wild")


def test_an_abstract_counts_for_little() -> None:
    said = scored("In the wild", "We study graph networks.")
    assert 0 < said - scored("In the wild") < scored("Graph networks") / 2


def test_no_words_fit_anything_alike() -> None:
    assert score((), Candidate(1, 0, "Graph networks")) == 0


def test_of_equals_the_newest_and_else_the_index_decides() -> None:
    alike = [Candidate(1, 0, "Graph networks"), Candidate(9, 0, "Graph networks")]
    assert best_first(WORDS, alike) == [9, 1]
    assert best_first(WORDS, [Candidate(9, 1, "Sheep"), Candidate(1, 0, "Sheep")]) == [1, 9]


@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.text("graph networks sheep")), unique_by=lambda x: x[0]
    )
)
def test_every_candidate_is_there_once(found: list[tuple[int, str]]) -> None:
    candidates = [Candidate(one, place, title) for place, (one, title) in enumerate(found)]
    assert sorted(best_first(WORDS, candidates)) == sorted(one for one, _ in found)
