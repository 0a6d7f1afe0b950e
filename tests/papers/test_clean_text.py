"""Text is Unicode once it is read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.papers.clean_text import (
    arxiv_names,
    clean_pasted,
    clean_text,
    initials_first,
    reading_order,
    split_names,
)
from papercat.text.tex import decode_tex, escape_tex

TEX = st.text(st.sampled_from(list("aeEıC\\{}$\"'`^~=.uvHckr -&%#_\n<i>/sub;lt")), max_size=40)


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        (
            "CO<sub>2</sub> uptake by <i>E. coli</i> &amp; H<sub>2</sub>O",
            "CO2 uptake by E. coli & H2O",
        ),
        ("Points where a &lt; b", "Points where a < b"),
        ("Regions <0.5 mm and >2 mm", "Regions <0.5 mm and >2 mm"),
        ("the <b> tag of HTML", "the <b> tag of HTML"),
        ("&lt;i&gt;In vivo&lt;/i&gt;", "In vivo"),
        ("&amp;amp;", "&"),
        ("caf&eacute; &#233; &#xe9; &unknown; R&D; AT&T", "café é é &unknown; R&D; AT&T"),
        ('<jats:p xml:lang="en">One.</jats:p>', " One. "),
        ("<mml:math><mml:mi>α</mml:mi> <mml:mo>=</mml:mo></mml:math>-law", "α=-law"),
        (r"Schr\"odinger and Erd\H{o}s", "Schrödinger and Erdős"),
        (r"15\% of $\dot{x}_1$ with \emph{care}", r"15% of $\dot{x}_1$ with care"),
        (r"C:\temp \alpha {x}", r"C:\temp \alpha {x}"),
        ("&#0;&#27;", "&#0;&#27;"),
    ],
)
def test_entities_tags_and_accents_are_decoded(written: str, clean: str) -> None:
    assert clean_text(written) == clean
    assert clean_text(clean) == clean


@given(text=TEX)
def test_cleaning_again_changes_nothing(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"{\"U}ber {GPT} \& ``$\alpha$''", r"Über GPT & “$\alpha$”"),
        (r"M. R{\'{\i}}os, Gr\o nbek, \AA sa, {\v s}, Th\d{\^o}", "M. Ríos, Grønbek, Åsa, š, Thộ"),
        (r"\href{http://a.b}{text}, \texttt{x\_y}, 1--2, {\em so}", "text, x_y, 1–2, so"),
        (r"\textbackslash{}o costs \$5 \{a\}", r"\o costs $5 {a}"),
        (r"A \unknown{b}", r"A \unknownb"),
    ],
)
def test_a_field_of_bibtex_is_decoded(tex: str, text: str) -> None:
    assert decode_tex(tex) == text


@given(
    text=st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(list("\\{}$-'`~^%")),
        max_size=30,
    )
)
def test_escaped_text_is_decoded_to_itself(text: str) -> None:
    for mark in "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5":
        text = text.replace(mark, "")
    assert decode_tex(escape_tex(text)) == text


def test_a_surname_before_a_comma_goes_last() -> None:
    assert reading_order("Osindero, Simon") == "Simon Osindero"
    assert reading_order("Baldwin,S.A.") == "S.A. Baldwin"
    assert reading_order("Google, Inc.") == "Google, Inc."
    assert reading_order("van den Oord,  Aäron") == "Aäron van den Oord"


def test_lists_of_names() -> None:
    assert split_names("A. Berg, B. Cole, Jr. and C. Dole") == ["A. Berg", "B. Cole Jr.", "C. Dole"]
    assert split_names("A. Berg; B. Cole") == ["A. Berg", "B. Cole"]
    assert split_names("A. Berg, B. Cole, and C. Dole") == ["A. Berg", "B. Cole", "C. Dole"]


@pytest.mark.parametrize(
    ("line", "names", "cut"),
    [
        (
            "MILL Collaboration: L. Adler, M. Berg",
            ["MILL Collaboration", "L. Adler", "M. Berg"],
            False,
        ),
        ("DM-Ice Collaboration, :, J. Cole", ["DM-Ice Collaboration", "J. Cole"], False),
        ("Authors, :, Ann Berg, Bo Cole", ["Ann Berg", "Bo Cole"], False),
        ("A. Berg (Univ. (Dept. X, Y) Z), B. Cole", ["A. Berg", "B. Cole"], False),
        ("A. Berg, Jr., B. Cole, and others", ["A. Berg Jr.", "B. Cole"], True),
    ],
)
def test_the_line_of_authors_at_arxiv(line: str, names: list[str], *, cut: bool) -> None:
    assert arxiv_names(line) == (names, cut)


@pytest.mark.parametrize(
    ("printed", "turned"),
    [
        ("Smith JA", "J. A. Smith"),
        ("van der Berg J.-P.", "J.-P. van der Berg"),
        ("J. A. Smith", "J. A. Smith"),
        ("J. P", "J. P"),
        ("Ann Berg III", "Ann Berg III"),
    ],
)
def test_initials_behind_a_surname_go_first(printed: str, turned: str) -> None:
    assert initials_first(printed) == turned


def test_joiners_stay_where_a_script_needs_them() -> None:
    persian = "می\u200cخواهم"
    assert clean_pasted(persian) == persian
    assert clean_pasted("Sim\u200don") == "Simon"


def test_what_html_escapes_and_pdfs_join_is_as_it_was_written() -> None:
    assert clean_pasted("Q&amp;A of &#39;maps&#39; &lt;3&gt;") == "Q&A of 'maps' <3>"
    assert clean_pasted("eﬃcient ﬁnding") == "efficient finding"
    assert clean_pasted("AT&T; R&D a &= b; &nothing;") == "AT&T; R&D a &= b; &nothing;"


def test_what_phones_hide_goes() -> None:
    assert clean_pasted("\u200eCVMay 6, 2022\ufffc") == "CVMay 6, 2022"


@given(st.text())
def test_any_line_comes_out_tidy(line: str) -> None:
    found = clean_pasted(line)
    assert found == " ".join(found.split())
    assert unicodedata.is_normalized("NFC", found)
