"""Places of a paper."""

from papercat.commands.support.places import newest, place, places_said
from papercat.papers.model import Origin

BEFORE = Origin("/page.txt", 1, "a")
NOW = Origin("/page.txt", 4, "c")
ELSEWHERE = Origin("/other.txt", 7, "d")
ORIGINS = (BEFORE, Origin("/page.txt", 2, "b"), ELSEWHERE, NOW)


def test_a_place_is_a_file_and_a_line() -> None:
    assert place(NOW) == "/page.txt:4"


def test_the_newest_places_are_in_the_latest_content_of_a_file() -> None:
    assert newest(ORIGINS) == [ELSEWHERE, NOW]
    assert newest(()) == []


def test_earlier_contents_of_a_file_are_counted_once() -> None:
    assert list(places_said(ORIGINS)) == [
        "/other.txt:7",
        "/page.txt:4 (and in 2 earlier states of the file)",
    ]
    twice = (*ORIGINS, Origin("/page.txt", 9, "c"))
    assert list(places_said(twice))[2] == "/page.txt:9"
