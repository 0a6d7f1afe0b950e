"""A file that says otherwise than it did: its last word counts, unless another says as before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from papercat.catalogue.writing import transaction, writing
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Guess, Paper
from papercat.papers.records import read_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

PAPER = Paper(
    "Counting Sheep",
    1,
    abstract="We count sheep at night.",
    authors=(Author("Ada Moor"),),
    published="2022-05-04",
    categories=("cs.LG",),
)
MENDED = replace(
    PAPER, abstract="We count sheep by day.", published="2021-05-04", categories=("cs.CV",)
)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with writing(Path(":memory:")) as store:
        yield store


def load(db: sqlite3.Connection, path: str, sha: str, paper: Paper) -> tuple[int, int, int]:
    with transaction(db):
        tally = load_document(db, path, sha, "listing", [paper])
    return tally.added, tally.updated, tally.unchanged


def said(db: sqlite3.Connection) -> tuple[str | None, str | None, tuple[str, ...]]:
    (paper,) = read_all(db)
    return paper.abstract, paper.published, paper.categories


def says(paper: Paper) -> tuple[str | None, str | None, tuple[str, ...]]:
    return paper.abstract, paper.published, paper.categories


def test_what_was_mended_by_hand_is_taken(db: sqlite3.Connection) -> None:
    load(db, "/page.txt", "a", PAPER)
    assert load(db, "/page.txt", "b", MENDED) == (0, 1, 0)
    assert said(db) == says(MENDED)
    assert load(db, "/page.txt", "b", MENDED) == (0, 0, 1)


def test_what_another_file_says_too_stays(db: sqlite3.Connection) -> None:
    load(db, "/page.txt", "a", PAPER)
    load(db, "/other.txt", "c", PAPER)
    load(db, "/page.txt", "b", MENDED)
    assert said(db) == (PAPER.abstract, PAPER.published, ("cs.LG", "cs.CV"))


def test_what_came_from_a_pipe_is_no_file_that_changed(db: sqlite3.Connection) -> None:
    load(db, "-", "a", PAPER)
    load(db, "-", "b", MENDED)
    assert said(db)[:2] == (PAPER.abstract, PAPER.published)


@pytest.mark.parametrize("abstract", [None, "We count sheep…", "We count sheep"])
def test_an_abstract_that_is_gone_or_cut_short_is_not_lost(
    db: sqlite3.Connection, abstract: str | None
) -> None:
    load(db, "/page.txt", "a", PAPER)
    load(db, "/page.txt", "b", replace(PAPER, abstract=abstract))
    assert said(db) == says(PAPER)


SPLIT_PAPER = replace(
    PAPER,
    authors=(Author("Ada Moor"), Author("Ben Okafor")),
    printed="LGMay 4, 2022\nCounting SheepAda Moor, Ben Okafor",
    confidence=0.9999,
)


def test_authors_that_were_mended_by_hand_are_taken(db: sqlite3.Connection) -> None:
    mended = replace(
        SPLIT_PAPER,
        authors=(Author("Ada Moore"), Author("Ben Okafor")),
        printed="LGMay 4, 2022\nCounting SheepAda Moore, Ben Okafor",
    )
    load(db, "/page.txt", "a", SPLIT_PAPER)
    assert load(db, "/page.txt", "b", mended) == (0, 1, 0)
    (paper,) = read_all(db)
    assert [author.name for author in paper.listed] == ["Ada Moore", "Ben Okafor"]
    assert load(db, "/page.txt", "b", mended) == (0, 0, 1)


def test_a_code_of_several_archives_is_said_as_well(db: sqlite3.Connection) -> None:
    guess = Guess("categories", "may be any of cs.CV, math.CV", "CV")
    load(db, "/page.txt", "a", PAPER)
    load(db, "/page.txt", "b", replace(PAPER, categories=("cs.CV",), guesses=(guess,)))
    assert said(db)[2] == ("cs.CV",)
    load(db, "/page.txt", "c", PAPER)
    assert said(db)[2] == ("cs.LG",)
