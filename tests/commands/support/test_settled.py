"""Words for decisions, and for papers that are read differently after them."""

from papercat.commands.support.settled import fields_said, how_to_undo, read_otherwise
from papercat.importing.read_again import ReadAgain


def test_what_a_decision_says() -> None:
    fields = {"title": "Sheep", "authors": ["Ada Moor", "Ben Okafor"]}
    assert fields_said(fields) == "title: Sheep; authors: Ada Moor, Ben Okafor"


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
    assert list(read_otherwise(many))[-1] == "2 more are read differently, too"
    (line,) = read_otherwise([again(f"k{number}") for number in range(12)])
    assert line.endswith("k9 and 2 more")


def test_decisions_are_undone_from_the_latest() -> None:
    assert how_to_undo([3, 4]) == "take it back with: papercat undo 4, then papercat undo 3"
