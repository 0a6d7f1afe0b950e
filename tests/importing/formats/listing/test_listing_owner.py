"""A page's owner as an author of the entries that hide the name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from papercat.importing.formats.listing.reader import read
from papercat.papers.model import Hints, Note, Owner, Paper, Record

HINTS = Hints(today=date(2026, 6, 1))
FRIENDS = ["Bo Xu", "Cy Diaz", "Di Fox", "Eva Gil", "Finn Roy", "Gil Soto"]
OWN = [f"{friend}, Ada Moor" for friend in FRIENDS] + ["Ada Moor, Bo Xu et al."] * 20
TIED = "Bo Xu, Chi Nakamura et al."
LOOSE = "Dan Petrov et al."


def lines(authors: Iterable[str]) -> Iterator[str]:
    for at, whom in enumerate(authors):
        yield "LGMay 5, 2022"
        yield f"Counting Sheep at Night Number {at}{whom}"
        yield "We count sheep at night and show that the count depends on the sheep."


def records(*authors: str, hints: Hints = HINTS) -> list[Record]:
    return list(read(lines(authors), hints))


def papers(found: list[Record]) -> list[Paper]:
    return [record for record in found if isinstance(record, Paper)]


def test_the_owner_is_inferred_on_entries_that_hide_the_name() -> None:
    found = records(*OWN, TIED)
    assert isinstance(found[0], Owner)
    assert found[0].name == "Ada Moor"
    *own, tied = papers(found)
    assert not any(paper.inferred for paper in own)
    assert [author.name for author in tied.inferred] == ["Ada Moor"]
    assert tied.guesses[-1].reason == found[0].reason


def test_an_entry_that_shares_no_author_with_the_others_is_doubted() -> None:
    *_, tied, loose = papers(records(*OWN, TIED, LOOSE))
    assert "authors" not in [doubt.field for doubt in tied.doubts]
    assert [author.name for author in loose.inferred] == ["Ada Moor"]
    assert loose.doubts[-1].reason == (
        "may not be Ada Moor's: shares no author with the other entries;"
        " if so, --not-author 'Ada Moor'"
    )


def test_an_owner_that_was_given_is_not_doubted() -> None:
    hints = replace(HINTS, owner="Ada Moor")
    *_, loose = papers(records(*OWN, TIED, LOOSE, hints=hints))
    assert [author.name for author in loose.inferred] == ["Ada Moor"]
    assert "authors" not in [doubt.field for doubt in loose.doubts]


def test_the_initials_of_a_given_owner_are_the_owner() -> None:
    hints = replace(HINTS, owner="Ada Moor")
    (paper,) = papers(records("A. Moor, Bo Xu et al.", hints=hints))
    assert not paper.inferred


def test_a_given_owner_whom_no_entry_names_is_warned_about() -> None:
    note, *_ = records(*OWN, hints=replace(HINTS, owner="Ada Moore"))
    assert isinstance(note, Note)
    assert note.text == (
        "no entry names 'Ada Moore', the nearest name is 'Ada Moor'; --owner auto takes it back"
    )


def test_a_likely_owner_is_asked_about() -> None:
    hers = ["Bo Xu, Ada Moor", "Ada Moor, Cy Diaz et al.", "Di Fox, Ada Moor et al."]
    asked, *rest = records(*hers, "Bo Xu, Gil Roy et al.", "Bo Xu, Eva Gil et al.")
    assert isinstance(asked, Note)
    assert asked.text.startswith("perhaps the page of ")
    assert asked.text.endswith("; if so, import it with --owner 'Ada Moor'")
    assert not any(paper.inferred for paper in papers(rest))
