"""People whose names are nearly what was typed."""

import sqlite3

import pytest

from papercat.people.find_person import near_people


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jordan Hofmann", "Jordan Hoffmann"),
        ("hofmann", "Jordan Hoffmann"),
        ("Jordon Hoffmann", "Jordan Hoffmann"),
        ("Jordn Hofmann", "Jordan Hoffmann"),
        ("Lukas Kaiser", "Łukasz Kaiser"),
        ("Viorica Patraucaen", "Viorica Pătrăucean"),
        ("L. Del'Agnello", "L. Dell'Agnello"),
        ("Yi Liv", "Yi Liu"),
        ("J. R. Xi", "J. R. Xu"),
        ("Jack Rea", "Jack W. Rae"),
        ("Pal Erdos", None),
        ("Nobody Whatsoever", None),
        ("", None),
    ],
)
def test_people_of_nearly_that_name(
    misspelt: sqlite3.Connection, typed: str, meant: str | None
) -> None:
    names = near_people(misspelt, typed)
    assert (names[0] if names else None) == meant


def test_people_with_more_papers_come_first(misspelt: sqlite3.Connection) -> None:
    assert near_people(misspelt, "yi lio")[:2] == ["Yi Liu", "Yi Lin"]
