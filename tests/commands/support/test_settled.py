"""Words for what is settled and how sure the rest is."""

import pytest

from papercat.commands.support.settled import fields_said, sure


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
