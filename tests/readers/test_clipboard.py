"""What a clipboard adds to a line goes; what belongs to it stays."""

from papercat.readers.clipboard import clean


def test_joiners_stay_where_a_script_needs_them() -> None:
    persian = "می\u200cخواهم"
    assert clean(persian) == persian
    assert clean("Sim\u200don") == "Simon"
