"""Words for decisions and probabilities."""

import pytest

from papercat.commands.support.settled import fields_said, how_to_undo, sure


def test_a_decision_names_its_fields() -> None:
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
def test_only_certainty_is_100_per_cent(probability: float, said: str) -> None:
    assert sure(probability) == said


def test_the_commands_that_undo_decisions() -> None:
    assert "papercat undo 4" in how_to_undo([4])
