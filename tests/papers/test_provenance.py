"""Which source said what of a paper, and where it says otherwise than the catalogue shows."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from papercat.papers.provenance import inferred_from, said_otherwise

from papercat.catalogue.writing import transaction, writing
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Guess, Origin, Paper
from papercat.papers.records import read_all

PAPER = Paper("A Title of Words", 1, authors=(Author("Jane Doe"),), published="2022")


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with writing(Path(":memory:")) as db:
        yield db


def load(db: sqlite3.Connection, name: str, *papers: Paper) -> int:
    """Load papers as one file and give the id of the newest paper."""
    with transaction(db):
        load_document(db, f"/{name}", f"hash of {name}", "listing", papers)
    found: int = db.execute("SELECT max(id) FROM papers").fetchone()[0]
    return found


def others(db: sqlite3.Connection, paper: int) -> dict[tuple[str, int, str], str | None]:
    return {(said.file, said.line, said.field): said.value for said in said_otherwise(db, paper)}


def test_sources_that_agree_say_nothing_otherwise(store: sqlite3.Connection) -> None:
    load(store, "one", PAPER)
    assert others(store, load(store, "two", PAPER)) == {}


def test_what_a_later_source_says_otherwise_is_kept(store: sqlite3.Connection) -> None:
    load(store, "one", PAPER)
    paper = load(store, "two", replace(PAPER, title="A title of words!", line=7))
    assert others(store, paper) == {("/two", 7, "title"): "A title of words!"}


def test_what_an_earlier_source_said_is_kept_when_something_better_comes(
    store: sqlite3.Connection,
) -> None:
    load(store, "one", PAPER)
    paper = load(store, "two", replace(PAPER, published="2022-05-06"))
    assert others(store, paper) == {("/one", 1, "published"): "2022"}


def test_one_file_may_say_two_things_on_two_lines(store: sqlite3.Connection) -> None:
    twice = (PAPER, replace(PAPER, line=4, venue="ICLR"))
    paper = load(store, "one", *twice)
    assert others(store, paper) == {("/one", 1, "venue"): None}
    assert others(store, load(store, "one", *twice)) == {("/one", 1, "venue"): None}


def test_an_identifier_is_of_the_sources_that_say_it(store: sqlite3.Connection) -> None:
    load(store, "page", PAPER)
    load(store, "snapshot", replace(PAPER, ids=(("arxiv", "2205.00001"),)))
    paper = load(store, "library", replace(PAPER, has_code=True))
    silent = {
        ("/page", 1, "arxiv:2205.00001"): None,
        ("/library", 1, "arxiv:2205.00001"): None,
        ("/page", 1, "has_code"): None,
        ("/snapshot", 1, "has_code"): None,
    }
    assert others(store, paper) == silent
    assert others(store, load(store, "page", PAPER)) == silent


def on_the_page_of(name: str, line: int) -> Paper:
    return replace(
        PAPER,
        line=line,
        authors=(*PAPER.authors, Author(name, "inferred")),
        authors_truncated=True,
        guesses=(Guess("authors", "whose page it is", name),),
    )


def test_an_inferred_author_is_of_the_page_it_was_inferred_from(store: sqlite3.Connection) -> None:
    load(store, "ann", on_the_page_of("Ann Owner", 4))
    paper = load(store, "bo", on_the_page_of("Bo Owner", 7))
    assert inferred_from(store, paper) == {"Ann Owner": "/ann:4", "Bo Owner": "/bo:7"}


def test_an_export_has_what_every_source_said(store: sqlite3.Connection) -> None:
    load(store, "ann", on_the_page_of("Ann Owner", 4))
    cut = replace(PAPER, authors_truncated=True)
    load(store, "snapshot", replace(cut, title="A title of words!", ids=(("doi", "10.1/x"),)))
    paper = load(store, "bo", replace(on_the_page_of("Bo Owner", 7), has_code=True))
    said, inferred = others(store, paper), inferred_from(store, paper)
    assert len(said) > 3
    assert set(inferred) == {"Ann Owner", "Bo Owner"}
    (exported,) = read_all(store)
    with writing(Path(":memory:")) as copy:
        paper = load(copy, "export", exported)
        assert others(copy, paper) == said
        assert inferred_from(copy, paper) == inferred
    # and where it is known already, nothing is taken back
    paper = load(store, "export", exported)
    assert others(store, paper) == said
    assert inferred_from(store, paper) == inferred


def test_an_export_may_have_been_edited(store: sqlite3.Connection) -> None:
    said = (("title", PAPER.title), ("venue", "ICLR"))
    page = Origin("/page", 4, "hash of page", "listing", said=said)
    guess = Guess("published", "no year is written", "May 6")
    edited = replace(
        PAPER,
        guesses=(guess, replace(guess, reason="said again")),
        origins=(page, replace(page, printed="LGMay 6\nA Title of WordsJane Doe")),
    )
    paper = load(store, "export", edited)
    assert others(store, paper) == {("/page", 4, "venue"): "ICLR"}
    (found,) = read_all(store)
    assert len(found.origins) == 1
    assert found.guesses == (guess,)
