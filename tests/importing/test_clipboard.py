"""What a clipboard adds to a line goes; what belongs to it stays."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.clipboard import clean


def test_joiners_stay_where_a_script_needs_them() -> None:
    persian = "می\u200cخواهم"
    assert clean(persian) == persian
    assert clean("Sim\u200don") == "Simon"


def test_what_html_escapes_and_pdfs_join_is_as_it_was_written() -> None:
    assert clean("Q&amp;A of &#39;maps&#39; &lt;3&gt;") == "Q&A of 'maps' <3>"
    assert clean("eﬃcient ﬁnding") == "efficient finding"
    assert clean("AT&T; R&D a &= b; &nothing;") == "AT&T; R&D a &= b; &nothing;"


def test_what_phones_hide_goes() -> None:
    assert clean("\u200eCVMay 6, 2022\ufffc") == "CVMay 6, 2022"


@given(st.text())
def test_any_line_comes_out_tidy(line: str) -> None:
    found = clean(line)
    assert found == " ".join(found.split())
    assert unicodedata.is_normalized("NFC", found)
