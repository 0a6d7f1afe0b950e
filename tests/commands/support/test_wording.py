"""Words for counts and years."""

from papercat.commands.support.wording import counted, plural, years


def test_counts_and_years() -> None:
    assert plural(1, "paper") == "1 paper"
    assert plural(2, "paper") == "2 papers"
    assert str(counted([("cs.LG", 20), ("cs.AI", 3), ("cs.CL", 1)], 2)) == (
        "cs.LG 20, cs.AI 3 and 1 more"
    )
    assert str(years("2015", "2022")) == "2015–2022"
    assert str(years("2015", "2015")) == "2015"
    assert years(None, None) is None
