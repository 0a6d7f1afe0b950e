"""Loading papers into a catalogue and looking at them, for tests of what is derived."""

import sqlite3
from collections.abc import Sequence

from papercat.catalogue.writing import transaction
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Author, Paper, Record, Tally
from papercat.papers.records import read_all, read_papers

SHEEP = Paper(
    "Counting Sheep at Night",
    line=1,
    abstract="We count sheep.",
    authors=(Author("Ada Moor"), Author("Ben Okafor")),
    published="2022-05-04",
    categories=("cs.LG",),
)
GOATS = Paper("On Goats and Their Kin", line=4, authors=(Author("Dora Vale"),), published="2021")


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
    return [author.name for author in found.listed]


def titles(db: sqlite3.Connection) -> Sequence[str]:
    return sorted(each.title for each in read_all(db))
