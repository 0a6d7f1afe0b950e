"""The words of papers, filed so that misspelt ones lead to them."""

import sqlite3
from pathlib import Path

from papercat.catalogue.connection import transaction, writing
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Paper
from papercat.search.full_text import rebuild_index
from papercat.search.nearest_query import nearest_query
from papercat.search.query_reader import parse
from papercat.text.spelling import spelling_keys


def test_words_are_filed_with_their_papers_and_only_once(misspelt: sqlite3.Connection) -> None:
    filed = "SELECT key, word FROM spellings ORDER BY key, word"
    before = misspelt.execute(filed).fetchall()
    assert {(key, "retrieval") for key in spelling_keys("retrieval")} <= set(before)
    with transaction(misspelt):
        again = Paper("Causal Retrieval", 9, authors=(Author("Yi Lin"),))
        load_document(misspelt, "again.txt", "2", "listing", [again])
    assert misspelt.execute(filed).fetchall() == before


def test_words_with_apostrophes_are_stored_as_typed_without(
    misspelt: sqlite3.Connection,
) -> None:
    variants = misspelt.execute("SELECT typed, indexed FROM word_variants").fetchall()
    assert variants == [("dellagnello", "dell agnello")]


def test_a_later_import_adds_its_words(tmp_path: Path) -> None:
    with writing(tmp_path / "catalogue.db") as db:
        for number, title in enumerate(("Graphs", "Xylophones"), 1):
            with transaction(db):
                load_document(db, f"{number}.txt", str(number), "listing", [Paper(title, 1)])
            assert bool(nearest_query(db, parse("xylofones"))) == (number == 2)


def test_indexing_again_stores_the_words_again(tmp_path: Path) -> None:
    with writing(tmp_path / "catalogue.db") as db:
        with transaction(db):
            load_document(db, "1.txt", "1", "listing", [Paper("Xylophones", 1)])
        db.execute("DELETE FROM spellings")
        assert nearest_query(db, parse("xylofones")) is None
        rebuild_index(db)
        assert nearest_query(db, parse("xylofones")) is not None
