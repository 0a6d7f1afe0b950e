"""Words for counts, years, probabilities and decisions."""

import pytest

from papercat.commands.support.wording import (
    counted,
    fields_said,
    how_to_undo,
    plural,
    sure,
    years,
)


def test_counts_and_years() -> None:
    assert plural(1, "paper") == "1 paper"
    assert plural(2, "paper") == "2 papers"
    assert str(counted([("cs.LG", 20), ("cs.AI", 3), ("cs.CL", 1)], 2)) == (
        "cs.LG 20, cs.AI 3 and 1 more"
    )
    assert str(years("2015", "2022")) == "2015–2022"
    assert str(years("2015", "2015")) == "2015"
    assert years(None, None) is None


def test_a_decision_names_its_fields() -> None:
    fields = {"title": "Sheep", "authors": ["Ada Moor", "Ben Okafor"]}
    assert fields_said(fields) == "title: Sheep; authors: Ada Moor, Ben Okafor"


def test_each_identifier_is_a_field_of_its_scheme() -> None:
    fields = {"venue": "V", "ids": [("doi", "10.1/2"), ("arxiv", "2203.15556")], "has_code": True}
    assert fields_said(fields) == "venue: V; doi: 10.1/2; arxiv: 2203.15556; has code: True"


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
