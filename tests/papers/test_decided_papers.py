"""What decisions of the user make of a paper."""

from typing import Any

import pytest
from told_papers import ADA, BEN, EVA, PAGE_OF_EVA, SHEEP, correct, owned, sheep, split, statements

from papercat.papers.derive import NOT_AUTHORS, corrected, derive
from papercat.papers.model import Author, Doubt, Guess
from papercat.papers.paper_decisions import FILE, NOTE, STATUS, TAG, Decision

CORRECTIONS: list[tuple[dict[str, Any], str, object]] = [
    ({"title": "Counting Goats"}, "title", "Counting Goats"),
    ({"authors": ["Ben Okafor", "Ada Moor"]}, "authors", (BEN, ADA)),
    ({"published": "2021"}, "published", "2021"),
    ({"categories": ["cs.RO"]}, "categories", ("cs.RO",)),
    ({"organisations": []}, "organisations", ()),
    ({"venue": None}, "venue", None),
    ({"ids": {"doi": "10.2/y", "arxiv": None}}, "ids", (("doi", "10.2/y"),)),
]


@pytest.mark.parametrize(("correction", "name", "value"), CORRECTIONS)
def test_a_correction_beats_every_statement(
    correction: dict[str, Any], name: str, value: object
) -> None:
    told = sheep(
        published="2022-05-06",
        categories=("cs.LG",),
        organisations=("mit",),
        venue="ICLR",
        ids=(("arxiv", "2203.15556"), ("doi", "10.1/x")),
    )
    assert getattr(derive(statements(told, told), [correct(**correction)]), name) == value


def test_a_later_correction_beats_an_earlier_one() -> None:
    corrections = [correct(title="Sheep", published="2020"), correct(title="Goats")]
    found = derive(statements(SHEEP), corrections)
    assert (found.title, found.published) == ("Goats", "2020")


def test_a_corrected_field_is_neither_doubted_nor_inferred() -> None:
    guess = Guess("published", "no year is printed", "Jan 30")
    doubt = Doubt("published", 0.5, "two pages differ")
    doubtful = sheep(published="2026-01-30", guesses=(guess,), doubts=(doubt,))
    found = corrected(doubtful, {"published": "2025-01-30"})
    assert (found.guesses, found.doubts) == ((), ())
    other = corrected(doubtful, {"venue": "ICLR"})
    assert (other.guesses, other.doubts) == ((guess,), (doubt,))


def test_a_corrected_title_settles_the_split() -> None:
    doubtful = split(0.4, doubts=(Doubt("authors", 0.4, "two readings"),))
    found = corrected(doubtful, {"title": "Counting Sheep"})
    assert (found.confidence, found.doubts) == (1.0, ())
    assert corrected(doubtful, {"venue": "ICLR"}).confidence == 0.4


def test_an_inferred_author_that_a_correction_names_is_stated() -> None:
    found = corrected(owned(), {"authors": ["Ada Moor", "Eva Lund"]})
    assert found.authors == (ADA, Author("Eva Lund"))
    assert found.guesses == ()


def test_an_inferred_author_stays_beside_corrected_authors() -> None:
    found = corrected(owned(), {"authors": ["Ben Okafor"]})
    assert (found.authors, found.guesses) == ((BEN, EVA), (PAGE_OF_EVA,))


def test_an_inferred_author_can_be_refused() -> None:
    found = corrected(owned(), {NOT_AUTHORS: ["Eva Lund"]})
    assert (found.authors, found.guesses) == ((ADA,), ())


# Marks


def decided(*marks: tuple[str, dict[str, Any]]) -> Any:
    """Return the paper that decisions make, which are given by kind and value."""
    decisions = [Decision(number, kind, value) for number, (kind, value) in enumerate(marks, 1)]
    return derive(statements(SHEEP), decisions)


def test_tags_are_added_and_removed_in_the_order_of_the_decisions() -> None:
    first = (TAG, {"add": ["rl", "todo"], "remove": []})
    second = (TAG, {"add": ["read", "rl"], "remove": ["todo"]})
    assert decided(first, second).tags == ("rl", "read")


def test_the_last_status_holds() -> None:
    assert decided((STATUS, {"status": "read"}), (STATUS, {"status": None})).status is None


def test_the_pdf_filed_last_is_the_last_one() -> None:
    paths = ("/a.pdf", "/b.pdf", "/a.pdf")
    found = decided(*[(FILE, {"path": path}) for path in paths])
    assert found.files == ("/b.pdf", "/a.pdf")


def test_notes_are_replaced_or_added_to() -> None:
    notes = [(NOTE, {"text": "One."}), (NOTE, {"add": "Two."})]
    assert decided(*notes).notes == "One.\n\nTwo."
    assert decided(*notes, (NOTE, {"text": ""})).notes is None
    assert decided((NOTE, {"add": "Two."})).notes == "Two."
