"""The words of papers, filed so that misspelt ones lead to them."""

import sqlite3
from pathlib import Path

from papercat.catalogue.writing import transaction, writing
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Paper
from papercat.search.nearest_query import nearest_query
from papercat.search.query_language import parse
from papercat.search.spelling_keys import spelling_keys


def test_words_are_filed_with_their_papers_and_only_once(misspelt: sqlite3.Connection) -> None:
    filed = "SELECT key, word FROM spellings ORDER BY key, word"
    before = misspelt.execute(filed).fetchall()
    assert {(key, "retrieval") for key in spelling_keys("retrieval")} <= set(before)
    with transaction(misspelt):
        again = Paper("Causal Retrieval", 9, authors=(Author("Yi Lin"),))
        load_document(misspelt, "again.txt", "2", "listing", [again])
    assert misspelt.execute(filed).fetchall() == before


def test_words_in_other_letters_are_filed_as_a_keyboard_types_them(
    misspelt: sqlite3.Connection,
) -> None:
    assert misspelt.execute("SELECT folded, word FROM folds").fetchall() == [("lukasz", "łukasz")]


def test_a_later_import_adds_its_words(tmp_path: Path) -> None:
    with writing(tmp_path / "catalogue.db") as db:
        for number, title in enumerate(("Graphs", "Xylophones"), 1):
            with transaction(db):
                load_document(db, f"{number}.txt", str(number), "listing", [Paper(title, 1)])
            assert bool(nearest_query(db, parse("xylofones"))) == (number == 2)


def test_an_older_catalogue_gets_its_words_with_the_next_import(tmp_path: Path) -> None:
    with writing(tmp_path / "catalogue.db") as db:
        with transaction(db):
            load_document(db, "1.txt", "1", "listing", [Paper("Xylophones", 1)])
        db.execute("DELETE FROM spellings")
        assert nearest_query(db, parse("xylofones")) is None
        with transaction(db):
            load_document(db, "2.txt", "2", "listing", [Paper("Graphs", 1)])
        assert nearest_query(db, parse("xylofones")) is not None
