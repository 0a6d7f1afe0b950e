"""Loading papers, changing them and looking at them, for tests of what is derived."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from papercat.catalogue.connection import transaction
from papercat.deriving import changes
from papercat.deriving.changes import undo as take_back
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Author, Paper, Record, Tally
from papercat.papers.paper_rows import read_all, read_papers
from papercat.papers.record import to_record

SHEEP = Paper(
    "Counting Sheep at Night",
    line=1,
    abstract="We count sheep.",
    authors=(Author("Ada Moor"), Author("Ben Okafor")),
    published="2022-05-04",
    categories=("cs.LG",),
)
GOATS = Paper("On Goats and Their Kin", line=4, authors=(Author("Dora Vale"),), published="2021")
MOOR, VALE = "moor2022counting", "vale2021goats"
"""the keys of these papers"""


def load(
    db: sqlite3.Connection, *records: Record, path: str = "/page.txt", form: str = "listing"
) -> Tally:
    """Import records as the content of one file."""
    with transaction(db):
        return load_document(db, path, f"hash of {records}", form, records)


def counts(tally: Tally) -> tuple[int, int, int]:
    """Return how many records were added, updated and unchanged."""
    refused = len(tally.refused)
    assert tally.seen == tally.added + tally.updated + tally.unchanged + refused
    return tally.added, tally.updated, tally.unchanged


def paper(db: sqlite3.Connection, key: str) -> Paper:
    """Return the paper of a key."""
    (found,) = read_papers(db, [find_paper(db, key)])
    return found


def keys(db: sqlite3.Connection) -> list[str]:
    """Return the keys of all papers in alphabetical order."""
    return sorted(str(each.key) for each in read_all(db))


def stated_names(found: Paper) -> list[str]:
    return [author.name for author in found.stated]


def titles(db: sqlite3.Connection) -> Sequence[str]:
    return sorted(each.title for each in read_all(db))


def change(db: sqlite3.Connection, function: Callable[..., list[int]], *arguments: object) -> int:
    """Make a change in a transaction of its own; return the number of its decision."""
    with transaction(db):
        (decision,) = function(db, *arguments)
    return decision


def correct(db: sqlite3.Connection, key: str, **fields: object) -> int:
    return change(db, changes.correct_paper, find_paper(db, key), fields)


def remove(db: sqlite3.Connection, key: str) -> int:
    return change(db, changes.remove_papers, [find_paper(db, key)])


def merge(db: sqlite3.Connection, kept: str, other: str) -> int:
    return change(db, changes.merge_papers, find_paper(db, kept), find_paper(db, other))


def keep_apart(db: sqlite3.Connection, one: str, other: str) -> int:
    return change(db, changes.keep_papers_apart, find_paper(db, one), find_paper(db, other))


def split(db: sqlite3.Connection, key: str, place: str) -> int:
    number = find_paper(db, key)
    return change(db, changes.split_paper, number, changes.statement_at(db, number, place))


def undo(db: sqlite3.Connection, decision: int) -> tuple[str, str]:
    with transaction(db):
        return take_back(db, decision)


def forget(db: sqlite3.Connection, path: str) -> None:
    with transaction(db):
        changes.forget_sources(db, [changes.find_source(db, path).id])


def everything(db: sqlite3.Connection) -> list[Any]:
    return [find_paper(db, key) for key in keys(db)] + [to_record(each) for each in read_all(db)]
