"""Which words of a title and an abstract stand out."""

from __future__ import annotations

from pathlib import Path

from papercat.catalogue.connection import transaction, writing
from papercat.importing.load_document import load_document
from papercat.papers.model import Paper
from papercat.search.highlight import marked_texts
from papercat.search.query_reader import parse
from papercat.search.search_papers import Order, Search
from papercat.shown import Marked

ABSTRACT = "Before. " * 40 + "We attend to networks." + " After." * 40


def marked(path: Path, query: str) -> tuple[Marked, Marked]:
    with writing(path) as db:
        with transaction(db):
            paper = Paper("Attention: a network", 1, abstract=ABSTRACT)
            load_document(db, "a.txt", "1", "listing", [paper])
        search = Search(db, parse(query))
        (found,) = search.ids(Order())
        return marked_texts(db, parse(query), [found])[found]


def words(text: Marked) -> list[str]:
    return [text.text[start:end] for start, end in text.spans]


def test_every_form_of_a_word_is_marked(tmp_path: Path) -> None:
    title, abstract = marked(tmp_path / "c.db", "networks")
    assert (title.text, words(title)) == ("Attention: a network", ["network"])
    assert words(abstract) == ["networks"]


def test_a_piece_of_the_abstract_is_around_the_words(tmp_path: Path) -> None:
    _, abstract = marked(tmp_path / "c.db", "attend")
    assert "We attend to networks." in abstract.text
    assert abstract.text.startswith("…")
    assert len(abstract.text) < len(ABSTRACT) / 2


def test_a_phrase_is_marked_as_one_and_a_field_where_it_looks(tmp_path: Path) -> None:
    title, abstract = marked(tmp_path / "c.db", '"attend to" title:attention')
    assert words(title) == ["Attention"]
    assert words(abstract) == ["attend to"]
