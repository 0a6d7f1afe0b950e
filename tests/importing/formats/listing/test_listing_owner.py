"""A page's owner as an author of its entries: what the reason says of each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from papercat.importing.formats.listing.reader import read
from papercat.papers.model import Hints, Paper

HINTS = Hints(today=date(2026, 6, 1))
WHOM = [*["Ada Moor"] * 28, "Ada Moor, Ben Okafor", "Ben Okafor, Chi Nakamura", "Dan Petrov"]


def lines() -> Iterator[str]:
    for at, whom in enumerate(WHOM):
        yield "LGMay 5, 2022"
        yield f"Counting Sheep at Night Number {at}{whom} et al."
        yield "We count sheep at night and show that the count depends on the sheep."


def reasons(hints: Hints) -> list[str]:
    papers = (record for record in read(lines(), hints) if isinstance(record, Paper))
    return [guess.reason for paper in papers for guess in paper.guesses]


def test_the_reason_names_entries_that_share_no_author_with_the_others() -> None:
    tied, loose = reasons(HINTS)
    assert tied == (
        "29 of 31 entries name Ada Moor, the next name is on 2; 1 of the other 2 share authors"
        " with those"
    )
    assert loose == f"{tied}; this entry shares none and may be somebody else's"


def test_a_given_owner_is_not_doubted() -> None:
    assert reasons(replace(HINTS, owner="Ada Moor")) == ["given with --owner"] * 2
