"""What stands below many heads again is a site's, but for sentences, titles and authors."""

from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.repeated_lines import without_repeated

TITLES = [f"Counting Sheep on Field {n}Ada Moor, Ben Okafor et al." for n in range(9)]


def page_with(line: str, count: int, entries: int = 6) -> list[list[str]]:
    """Entries' lines below their heads, `count` of which have a line between title and text."""
    return [
        [TITLES[n], *[line] * (n < count), f"We count the sheep of field {n}."]
        for n in range(entries)
    ]


def left(bodies: list[list[str]]) -> list[list[str]]:
    page = [line for body in bodies for line in body]
    places, at = [], 0
    for body in bodies:
        places.append(range(at, at + len(body)))
        at += len(body)
    return [[page[at] for at in body] for body in without_repeated(places, page)]


def test_what_stands_in_a_third_of_the_entries_and_in_three_goes() -> None:
    assert left(page_with("Image Classification", 3)) == page_with("", 0)
    assert left(page_with("Image Classification", 2)) == page_with("Image Classification", 2)
    bodies = page_with("Image Classification", 2, entries=3)
    assert left(bodies) == bodies
    assert left(page_with("Paper | Code", 3, entries=9)) == page_with("", 0, entries=9)


def test_sentences_titles_and_authors_stay() -> None:
    for line in ("We count sheep.", "the", TITLES[8], "Ada Moor, Ben Okafor"):
        assert left(page_with(line, 6)) == page_with(line, 6)


def test_a_page_pasted_twice_repeats_nothing() -> None:
    twice = page_with("", 0, entries=2) * 3
    assert left(twice) == twice


def test_an_entry_keeps_the_only_line_it_has() -> None:
    bodies = [["Image Classification"], *page_with("Image Classification", 6)]
    assert left(bodies)[0] == ["Image Classification"]


@given(st.lists(st.lists(st.sampled_from([*TITLES[:3], "Like", "PDF", "So."]), min_size=1)))
def test_no_entry_loses_all_and_nothing_moves(bodies: list[list[str]]) -> None:
    for before, after in zip(bodies, left(bodies), strict=True):
        rest = iter(before)
        assert after
        assert all(line in rest for line in after)
