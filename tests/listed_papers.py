"""A small page of a listing, loaded, corrected and asked, for tests of what is settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from papercat.importing.rewrite import correct

from papercat.catalogue.writing import transaction
from papercat.importing.formats.listing.reader import read
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Author, Hints, Owner, Paper, Record
from papercat.papers.records import read_papers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

PAGE = """\
CVMay 6, 2022
On Maps of Fields in 3Dgibson hu, Ada Moor, Ben Okafor et al. · deepmind
We draw maps of fields.
LGMay 5, 2022
Counting Sheep at NightAda Moor, Ben Okafor, Chi Nakamura et al.
We count sheep.
""".splitlines()
MORE = """\
LGMay 9, 2022
Counting GoatsAda Moor, Dan Petrov
We count goats.
""".splitlines()
HERS = Owner("Eva Lund", given=True, named=0, entries=2, margin=1.0, reason="you say so")
RIGHT = {"title": "On Maps of Fields in 3D", "authors": ["gibson hu", "Ada Moor", "Ben Okafor"]}
WRONG = {"title": "On Maps of Fields", "authors": ["in 3Dgibson hu", "Ada Moor", "Ben Okafor"]}


def records(lines: Sequence[str]) -> list[Record]:
    return list(read(lines, Hints(date(2026, 11, 20), date(2026, 11, 20), "")))


def load(
    db: sqlite3.Connection, found: Sequence[Record], sha: str = "a", form: str = "listing"
) -> None:
    with transaction(db):
        load_document(db, "/page.txt", sha, form, found)


def decide(db: sqlite3.Connection, key: str, **fields: object) -> int:
    with transaction(db):
        return correct(db, find_paper(db, key), fields)[-1]


def only(db: sqlite3.Connection, key: str) -> Paper:
    return next(read_papers(db, [find_paper(db, key)]))


def names(paper: Paper) -> list[str]:
    return [author.name for author in paper.authors if author.source == "listed"]


def misread(found: Sequence[Record]) -> list[Record]:
    """The first paper of a page split in the wrong place, as a model might."""
    first, *rest = (record for record in found if isinstance(record, Paper))
    authors = tuple(map(Author, WRONG["authors"]))
    return [replace(first, title=str(WRONG["title"]), authors=authors, confidence=0.4), *rest]
