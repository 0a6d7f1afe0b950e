"""Titles among the lines below a head: on one line, wrapped, or with their authors apart."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.importing.formats.listing.line_labels import label_titles, title_strength
from papercat.importing.formats.listing.page_lines import Label, PageLine, read_lines

TITLES = [
    "Counting Sheep with Sparse Attention in the Dark: A Study of All NightsAda Moor, Ben Okafor",
    "Hearing in the Light with Two EarsDora Lee, Eve Chen, Finn Diaz et al. · deepmind, google",
    "Goats and What They Are For When There Is No SheepGina Hu, Hans van der Berg, Ines Costa",
    "On CowsJo Park",
]
ABSTRACT = (
    "We count what there is on a hill at night, one by one, and say how many there are; the method"
    " scales to the largest of hills, and it is quicker than any that was known to us before."
)
APART = [
    ["On Maps of Fields", "Ada Moor, Ben Okafor, Chi Nakamura et al.", "We draw maps of fields."],
    ["Counting Sheep", "Dora Lee", "We count sheep, one by one."],
    ["Goats: What Are They For?", "Jo van der Berg, J. R. R. Lee · deepmind", "We ask goats."],
]


def labelled(entries: list[list[str]]) -> list[list[PageLine]]:
    """Label the lines of entries that are given without their heads."""
    blocks = [read_lines(lines) for lines in entries]
    label_titles(blocks)
    return blocks


def titles(entries: list[list[str]], label: Label = Label.TITLE) -> list[str]:
    """Return the title of each entry, or the lines with another label."""
    return [
        " ".join(line.text for line in block if line.label is label) for block in labelled(entries)
    ]


@settings(deadline=None)
@given(width=st.integers(50, 130), some=st.lists(st.sampled_from(TITLES), min_size=3, max_size=9))
def test_wrapped_titles_are_labelled_to_their_last_line(width: int, some: list[str]) -> None:
    entries = [[*textwrap.wrap(title, width), *textwrap.wrap(ABSTRACT, width)] for title in some]
    assert titles(entries) == some


def test_titles_that_are_not_wrapped_stand_on_one_line() -> None:
    entries = [[title, *textwrap.wrap(ABSTRACT, 60)] for title in TITLES]
    assert titles(entries) == TITLES


@pytest.mark.parametrize("line", ["Load more", "♡ 12", "Google DeepMind", "We use cookies."])
def test_site_lines_above_a_title_are_left_out(line: str) -> None:
    assert titles([[line, TITLES[1], ABSTRACT]]) == [TITLES[1]]


def test_a_title_may_speak_to_the_reader() -> None:
    title = "Show Your Work with Confidence: Bands for Tuning CurvesNicholas Lourie, Ada Moor"
    assert titles([[title, ABSTRACT]]) == [title]


def test_authors_on_the_line_below_the_title() -> None:
    assert titles(APART) == [title for title, _, _ in APART]
    assert titles(APART, Label.AUTHORS) == [authors for _, authors, _ in APART]


@pytest.mark.parametrize("name", ["בנימין כהן", "محمد العربي", "张 伟"])
def test_authors_apart_in_scripts_without_capitals(name: str) -> None:
    entries = [[title, name, text] for title, _, text in APART]
    assert titles(entries, Label.AUTHORS) == [name] * len(APART)


@pytest.mark.parametrize(
    "below",
    ["We draw maps.", "12 citations", "The Method", "maps, fields", "Nature Communications"],
)
def test_other_lines_below_titles_are_not_authors(below: str) -> None:
    entries = [[TITLES[0], below, ABSTRACT] for _ in range(4)]
    assert titles(entries, Label.AUTHORS) == [""] * 4


def test_strength() -> None:
    assert title_strength(TITLES[1]) > 1.9
    assert 0.9 < title_strength(TITLES[0]) < 1
    assert title_strength("Google DeepMind") < 0.5
    assert title_strength(ABSTRACT) == 0


@given(st.lists(st.lists(st.sampled_from([*TITLES, ABSTRACT, "Ada Moor"]), max_size=6)))
def test_every_entry_with_text_has_a_title(entries: list[list[str]]) -> None:
    for block in labelled(entries):
        assert not block or Label.TITLE in {line.label for line in block}
