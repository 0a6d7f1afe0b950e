"""Titles and authors that stand on a line each are glued, where most of a page's do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.separate_authors import glue_authors

ENTRIES = [
    ["On Maps of Fields", "Ada Moor, Ben Okafor, Chi Nakamura et al.", "We draw maps of fields."],
    ["Counting Sheep", "Dora Lee", "We count sheep, one by one."],
    ["Goats: What Are They For?", "Jo van der Berg, J. R. R. Lee · deepmind", "We ask goats."],
]


def glued(entries: list[list[str]]) -> list[str]:
    page = [line for entry in entries for line in entry]
    starts = [sum(map(len, entries[:number])) for number in range(len(entries))]
    bodies = [
        list(range(start, start + len(entry))) for start, entry in zip(starts, entries, strict=True)
    ]
    return glue_authors(page, bodies)


def test_authors_below_titles_are_glued_to_them() -> None:
    expected = [line for title, names, text in ENTRIES for line in (title + names, "", text)]
    assert glued(ENTRIES) == expected


@pytest.mark.parametrize(
    "below",
    [
        "We draw maps of fields.",
        "Code",
        "12 citations",
        "The Method",
        "maps, fields",
        "On Maps, On Fields, On Hills, On Sheep",
    ],
)
def test_nothing_is_glued_where_most_lines_below_are_no_names(below: str) -> None:
    entries = [["On Maps of FieldsAda Moor", below, "We draw maps."] for _ in range(4)]
    page = [line for entry in [*entries, ENTRIES[0]] for line in entry]
    assert glued([*entries, ENTRIES[0]]) == page


@pytest.mark.parametrize(
    "below", ["Nature Communications", "Best Paper Award", "Hugging Face", "Google DeepMind, Mila"]
)
@pytest.mark.parametrize("title", ["On Maps of FieldsAda Moor", "On MapsAda Moor, Ben Okafor"])
def test_a_title_that_has_its_authors_takes_no_more_of_them(title: str, below: str) -> None:
    assert glued([[title, below, "We draw maps of fields."]])[:2] == [title, below]


@pytest.mark.parametrize(
    "lines",
    [
        ["On the Waves of the Sea and of the LakesMatthew Bailey,", "Brian Ladson, Stefan Mancas"],
        ["Counting the Sheep of a Hill at Night by SoundJose", "A. Franco, Ada Moor et al."],
    ],
)
def test_a_wrapped_title_is_no_title_with_authors_below(lines: list[str]) -> None:
    assert glued([lines]) == lines


def test_a_title_that_has_its_authors_keeps_its_place() -> None:
    entry = ["On Maps of FieldsAda Moor et al.", "Ben Okafor", "We draw maps."]
    assert glued([*ENTRIES, entry])[-3:] == entry


@pytest.mark.parametrize("name", ["בנימין כהן", "محمد العربي", "张 伟"])
def test_names_of_scripts_without_capitals_are_names(name: str) -> None:
    entries = [[title, name, text] for title, _, text in ENTRIES]
    assert [line for line in glued(entries)[1::3] if line] == []


LINES = st.lists(st.text(alphabet="Ada Moor, el Li. 12", min_size=1, max_size=30), min_size=1)


@given(st.lists(LINES, max_size=5))
def test_nothing_is_lost_or_moved_to_another_line(entries: list[list[str]]) -> None:
    page = [line for entry in entries for line in entry]
    found = glued(entries)
    assert len(found) == len(page)
    assert "".join(found) == "".join(page)
