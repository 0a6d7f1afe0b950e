"""A catalogue of words and names that are easily misspelt."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from papercat.catalogue.connection import transaction, writing
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Paper

NAMES = ("Jordan Hoffmann", "Jordan Hartmann", "Yi Liu", "Yi Lin", "Łukasz Kaiser", "J. R. Xu",
         "Viorica Pătrăucean", "L. Dell'Agnello", "Jack W. Rae", "Jack Ray")  # fmt: skip
PAPERS = (
    Paper("Information Retrieval with Causal Graphs", 1, abstract="A transformer retrieves.",
          authors=tuple(map(Author, NAMES))),
    Paper("Casual Retrieval of Graphs", 2, authors=(Author("Yi Liu"),)),
    Paper("Models that form from noise", 3, authors=(Author("Erd\u0151s P\u00e1l"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def misspelt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A catalogue of three papers, to be asked in other spellings."""
    path: Path = tmp_path_factory.mktemp("misspelt") / "catalogue.db"
    with writing(path) as db:
        with transaction(db):
            load_document(db, "listing.txt", "1", "listing", PAPERS)
        yield db
