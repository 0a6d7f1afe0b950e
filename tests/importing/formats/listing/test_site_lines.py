"""Words of a web site, on lines of their own and around abstracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.site_lines import (
    SiteKind,
    is_menu,
    is_organisation,
    masked,
    site_kind,
    trim_abstract,
)

TEXT = "We draw maps of fields, and more."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Abstract", SiteKind.MENU),
        ("Summary:", SiteKind.MENU),
        ("UC Berkeley", SiteKind.CHIP),
        ("University of Oxford · Max Planck Institute for Informatics", SiteKind.CHIP),
        ("Tags: transformers, vision", SiteKind.CHIP),
        ("Accepted at ICML 2025", SiteKind.CHIP),
        ("Updated 3 days ago", SiteKind.MENU),
        ("https://arxiv.org/abs/2203.15556", SiteKind.CHIP),
        ("Showing 1–50 of 312", SiteKind.MENU),
        ("Sort by: newest", SiteKind.MENU),
        ("♡ 12", SiteKind.MENU),
        ("This site is not affiliated with arXiv.", SiteKind.NOTICE),
        ("© 2026 Paper Browser, Inc.", SiteKind.NOTICE),
        ("TL;DR: Sheep are counted.", SiteKind.SUMMARY),
        ("Is this you? Claim your profile.", SiteKind.APPEAL),
    ],
)
def test_kinds(line: str, kind: SiteKind) -> None:
    assert site_kind(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "Visual Instruction TuningMicrosoft Research",
        "We work at Google Research.",
        "as shown at Stanford University, where the",
        "Abstract Argumentation in Practice",
        "Accepted wisdom holds that sheep are white",
        "We select the search results of all users.",
        "the results (see [Moor 2022])",
        "in your-size-fits-all models",
    ],
)
def test_titles_and_text_have_no_kind(line: str) -> None:
    assert site_kind(line) is None


@pytest.mark.parametrize("line", ["ETH Zürich", "Université de Montréal, Mila", "DeepMind & MIT"])
def test_organisations_have_accents_and_stand_in_lists(line: str) -> None:
    assert is_organisation(line)


@pytest.mark.parametrize("line", ["Ada Moor", "Google et", "mit"])
def test_other_names_are_not_organisations(line: str) -> None:
    assert not is_organisation(line)


def test_masks_are_equal_where_numbers_months_and_titles_differ() -> None:
    one, other = "Counting Sheep at Night on a Hill", "Hearing in the Light with Two Ears"
    assert masked(f"Figure 1 for {one}", one) == masked(f"Figure 12 for {other}", other)
    assert masked("12 citations in May", one) == masked("1,234 citations in June", other)
    assert masked("Image Classification", one) != masked("Image Retrieval", one)


@given(st.text(max_size=200))
def test_a_menu_has_a_kind(line: str) -> None:
    assert not is_menu(line) or site_kind(line)


@given(st.text(max_size=80), st.text(max_size=80))
def test_masking_twice_changes_nothing(line: str, title: str) -> None:
    once = masked(line, title)
    assert masked(once, "") == once


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{TEXT} △ Less", ["△ Less"]),
        (f"{TEXT}▽ More", ["▽ More"]),
        (f"{TEXT} Show less", ["Show less"]),
        (f"{TEXT}Load more", ["Load more"]),
        (f"Abstract: {TEXT}", ["Abstract:"]),
        (f"ABSTRACT {TEXT}", ["ABSTRACT"]),
        (f"Abstract—{TEXT} △ Less", ["Abstract—", "△ Less"]),
    ],
)
def test_labels_and_buttons(line: str, words: list[str]) -> None:
    assert trim_abstract(line) == (TEXT, words)


@pytest.mark.parametrize("button", ["Show more", "more", "[more]", "Read more", "see more"])
@pytest.mark.parametrize("cut", ["…", " …", "...", "… "])
def test_an_ellipsis_before_a_button_stays(button: str, cut: str) -> None:
    text, words = trim_abstract(f"We draw maps of{cut}{button}")
    assert text == f"We draw maps of{cut.rstrip()}"
    assert words == [button]


@pytest.mark.parametrize(
    "line",
    [
        "Abstract interpretation is sound.",
        "Of this we show more.",
        "Is it more or less",
        "The more the △ is less",
        "Abstract",
    ],
)
def test_text_that_resembles_labels_and_buttons_stays(line: str) -> None:
    assert trim_abstract(line) == (line, [])


@given(st.text(st.sampled_from("ab ·.…△LessMor[]:Abstract"), max_size=40))
def test_every_character_of_an_abstract_is_kept_or_returned(line: str) -> None:
    text, words = trim_abstract(" ".join(line.split()))
    everything = text + "".join(words)
    assert sorted(everything.replace(" ", "")) == sorted(line.replace(" ", ""))


@pytest.mark.parametrize("word", ["We", "The", "In", "A"])
def test_a_label_may_touch_the_first_word(word: str) -> None:
    assert trim_abstract(f"Abstract{word} count sheep.") == (
        f"{word} count sheep.",
        ["Abstract"],
    )
    assert trim_abstract("AbstractNet counts sheep.") == ("AbstractNet counts sheep.", [])
