"""How a page sets its abstracts, told from the page alone."""

from __future__ import annotations

import pytest

from papercat.importing.formats.listing.abstracts.line import read_line
from papercat.importing.formats.listing.abstracts.style import Style, style_of

TITLE = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor"
LONG = " ".join(
    ["We count sheep, which takes all night, and each of them is counted in the end."] * 3
)
FULL = [
    "We count sheep, which takes all night,",
    "and the flock that we have counted by",
    "now is so large that we stopped at a",
    "ten.",
]
UNEVEN = [
    "We count all of the sheep, and for the",
    "goats that are between them.",
    "We propose to count the legs, as it is done for cows.",
]


def style(*blocks: list[str]) -> Style:
    return style_of([[read_line(line) for line in block] for block in blocks])


def numbered(count: int, *lines: str) -> list[list[str]]:
    return [[f"{number} {TITLE}", *lines] for number in range(count)]


def test_the_width_is_what_most_lines_agree_on_even_on_a_page_of_one_entry() -> None:
    found = style([TITLE, *FULL, "Load more"])
    assert (found.setting, found.width) == ("wrapped", len(FULL[0]))
    assert style([TITLE, *FULL[:2]]).width == 0


def test_abstracts_on_one_line_have_no_width_whatever_stands_above_them() -> None:
    found = style(*numbered(5, "Topics: Sheep, Goats, and all of Robotics", LONG))
    assert (found.setting, found.width) == ("one line", 0)


def test_lines_that_agree_on_no_width_are_ragged() -> None:
    lines = [word * 9 for word in ("sheep ", "of the wool ", "by night ", "and ", "goats, ")]
    assert style(*numbered(5, *lines, *UNEVEN)).setting == "ragged"


@pytest.mark.parametrize(
    ("blocks", "below"),
    [
        (numbered(4, LONG), "always"),
        ([*numbered(4, LONG), [TITLE]], "mostly"),
        ([*numbered(1, LONG), [TITLE], [TITLE]], "rarely"),
        (numbered(1, LONG), "always, of few"),
    ],
)
def test_how_often_something_stands_below_a_title(blocks: list[list[str]], below: str) -> None:
    assert style(*blocks).below == below


def test_a_sites_words_below_an_entry_say_that_there_is_furniture() -> None:
    page = numbered(10, *UNEVEN)
    assert style(*[[title, f"{title} {first}", *rest] for title, first, *rest in page]).between == (
        "furnished"
    )
    bare = [[title, f"{number} {LONG}".strip()] for number, (title, *_) in enumerate(page)]
    assert style(*bare).between == "bare"
    assert style(*bare[:-1], [*bare[-1], "Load more"]).between == "bare"
    assert style([*bare[0], "Load more"], *bare[1:]).between == "furnished"
    assert style(*bare[:5]).between == "bare, of few"
    assert style(*bare[:1]).between == "unsure"


def test_what_stands_below_many_titles_is_repeated_but_not_by_pasting_twice() -> None:
    page = numbered(3, "Quokka mode")
    assert style(*page).repeated == {"Quokka mode": 3}
    once = [[f"{number} {TITLE}", f"{number} {LONG}"] for number in range(3)]
    assert style(*once, *once).repeated == {}


@pytest.mark.parametrize(
    ("blocks", "paragraphs"),
    [
        (numbered(9, LONG), "rarely"),
        ([*numbered(8, LONG), [TITLE, LONG, "Goats are counted as well."]], "rarely"),
        (numbered(9, LONG, "Load more"), "rarely"),
        ([*numbered(6, LONG), *numbered(3, LONG, "Goats are counted as well.")], "at times"),
        (numbered(9, LONG, "Goats are counted as well."), "often"),
        (numbered(3, LONG, "Goats are counted as well."), "who knows"),
        (numbered(9, *FULL), "rarely"),
        (numbered(9, *FULL, "Goats are counted as well."), "often"),
    ],
)
def test_how_often_lines_go_on_as_paragraphs(blocks: list[list[str]], paragraphs: str) -> None:
    assert style(*blocks).paragraphs == paragraphs


def test_a_part_with_a_name_is_no_sites_line_though_it_repeats() -> None:
    assert not style(*numbered(9, "METHODS", LONG)).repeated
