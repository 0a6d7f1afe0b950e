"""Words for what is settled and how sure the rest is."""

import pytest
from papercat.importing.read_again import ReadAgain

from papercat.commands.support.settled import fields_said, read_otherwise, sure


def test_what_a_decision_says() -> None:
    fields = {"title": "Sheep", "authors": ["Ada Moor", "Ben Okafor"]}
    assert fields_said(fields) == "title: Sheep; authors: Ada Moor, Ben Okafor"


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (1.0, "100.0% sure"),
        (0.99996, "over 99.9% sure"),
        (0.9985, "99.9% sure"),
        (0.4, "40.0% sure"),
    ],
)
def test_nothing_uncertain_is_called_certain(probability: float, said: str) -> None:
    assert sure(probability) == said


def again(key: str, *, otherwise: bool = False, surer: bool = True) -> ReadAgain:
    return ReadAgain(key, "Sheep", ("Ada Moor", "Ben Okafor"), otherwise=otherwise, surer=surer)


def test_what_is_read_otherwise_is_told_one_by_one_the_rest_together() -> None:
    papers = [again("a", otherwise=True), again("b"), again("c"), again("d", surer=False)]
    assert list(read_otherwise(papers)) == [
        "a is now read as: Sheep | Ada Moor, Ben Okafor",
        "now surer of b, c",
        "now less sure of d",
    ]
    assert list(read_otherwise([])) == []


def test_of_many_papers_some_are_named() -> None:
    many = [again(f"k{number}", otherwise=True) for number in range(12)]
    assert list(read_otherwise(many))[-1] == "2 more are read otherwise too"
    (line,) = read_otherwise([again(f"k{number}") for number in range(12)])
    assert line.endswith("k9 and 2 more")
