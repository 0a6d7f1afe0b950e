"""Words for counts, years and probabilities."""

import pytest

from papercat.commands.support.wording import counted, plural, sure, years


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


def test_counts_and_years() -> None:
    assert plural(1, "paper") == "1 paper"
    assert plural(2, "paper") == "2 papers"
    assert str(counted([("cs.LG", 20), ("cs.AI", 3), ("cs.CL", 1)], 2)) == (
        "cs.LG 20, cs.AI 3 and 1 more"
    )
    assert str(years("2015", "2022")) == "2015–2022"
    assert str(years("2015", "2015")) == "2015"
    assert years(None, None) is None
