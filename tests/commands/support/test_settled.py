"""Words for what is settled and how sure the rest is."""

import pytest

from papercat.commands.support.settled import fields_said, how_to_undo, sure


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


def test_decisions_are_taken_back_the_last_one_first() -> None:
    assert how_to_undo([3]) == "take it back with: papercat undo 3"
    assert how_to_undo([3, 4]) == "take it back with: papercat undo 4, then papercat undo 3"
