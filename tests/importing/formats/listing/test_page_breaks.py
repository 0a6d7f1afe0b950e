"""The numbers of a printed page's sheets are found, and what is printed beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.page_breaks import page_breaks

WORDS = ["fields", "hills", "roads", "towns"]
TEXT = [
    line.format(word)
    for word in WORDS
    for line in ("We draw maps of {}", "as {} have been drawn by", "all who know {} well.")
]


def printed(*between: str, sheets: int = 4) -> list[str]:
    """Text, after every three lines of which the lines stand that part sheets."""
    page: list[str] = []
    for sheet in range(1, sheets + 1):
        page += TEXT[3 * sheet - 3 : 3 * sheet]
        page += [line.format(sheet=sheet, sheets=sheets) for line in between]
    return page


def lines_at(places: set[int], page: list[str]) -> list[str]:
    return [page[at] for at in sorted(places)]


@pytest.mark.parametrize(
    "number",
    ["{sheet}", "- {sheet} -", "Page {sheet}", "Page {sheet} of {sheets}", "{sheet}/{sheets}"],
)
@pytest.mark.parametrize("beside", [[], ["https://example.org/ada-moor"], ["Papers", "5/6/22"]])
def test_numbers_and_what_stands_beside_each(number: str, beside: list[str]) -> None:
    page = printed(*beside, number)
    assert set(TEXT).isdisjoint(lines_at(page_breaks(page), page))
    assert len(page_breaks(page)) == 4 * (1 + len(beside))


def test_an_address_may_have_the_number_behind_it() -> None:
    page = printed("https://example.org/moor {sheet}/{sheets}", "5/6/22, 3:04 PM Papers")
    assert len(page_breaks(page)) == 8


@pytest.mark.parametrize(
    "line", ["7", "Page 3 of 9", "{sheet}0", "We count {sheet}", "May {sheet}, 2022", "Load more"]
)
def test_what_is_no_number_of_a_sheet(line: str) -> None:
    assert page_breaks(printed(line)) == set()


def test_an_entry_that_stands_again_and_again_is_none() -> None:
    title = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor, Chi Nakamura et al."
    abstract = (
        "We count sheep. It takes all night, and the method scales to the largest of flocks. " * 2
    )
    page = [
        line
        for sheet in (1, 2, 3)
        for line in (f"Page {sheet} of 3", "CVMay 6, 2022", title, abstract)
    ]
    found = {page[at] for at in page_breaks(page)}
    assert title not in found
    assert abstract not in found


def test_two_numbers_are_too_few() -> None:
    assert page_breaks(printed("{sheet}", sheets=2)) == set()


@given(st.lists(st.sampled_from([*TEXT, "1", "2", "3", "Page 2 of 3", "1/3", ""])))
def test_text_is_never_taken_unless_it_repeats(page: list[str]) -> None:
    places = page_breaks(page)
    assert places <= set(range(len(page)))
    assert all(page[at] not in TEXT or page.count(page[at]) > 2 for at in places)


@pytest.mark.parametrize("sheets", [1, 2])
def test_few_sheets_that_say_of_how_many_they_are(sheets: int) -> None:
    beside = ["https://example.org/ada-moor", "6/5/26, 10:12 AM Papers"]
    page = printed(*beside, "{sheet}/{sheets}", sheets=sheets)
    assert set(TEXT).isdisjoint(lines_at(page_breaks(page), page))
    assert len(page_breaks(page)) == 3 * sheets
    assert page_breaks(printed("{sheet}/9", sheets=sheets)) == set()
    assert page_breaks(printed("{sheet}", sheets=sheets)) == set()
