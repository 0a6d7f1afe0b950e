"""Papers of a conference: those that posts name or list, and those published there."""

from __future__ import annotations

import pytest
from running import in_memory

from papercat.catalogue.connection import transaction
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import keys_of
from papercat.papers.model import (
    Author,
    Conference,
    ListedPaper,
    Mention,
    Paper,
    Post,
    Section,
)
from papercat.search.query_reader import parse
from papercat.search.search_papers import Order, Search

NAME = "International Conference on Learning Representations"
PAPERS = (
    Paper("Networks for Chess", 1, key="named", published="2024"),
    Paper("Roses", 2, key="short", published="2023", venue="Proceedings of ICLR 2024"),
    Paper("Tulips", 3, key="long", published="2024-05", venue=NAME),
    Paper("Daisies", 4, key="earlier", published="2021", venue=NAME),
    Paper("Violets", 6, key="undated", venue="ICLR 2024"),
    Paper("Lilies", 5, key="icml", published="2024", venue="ICML 2024"),
)
LISTED = Paper("Lamps at Night", 7, key="listed", authors=(Author("Ana Roe"),))
POST = Post(
    "Papers at ICLR",
    sections=(Section(None, "We bring Networks for Chess to Vienna."),),
    conference=Conference("ICLR", 2024, name=NAME),
    mentions=(Mention("Networks for Chess", "We bring it.", 0),),
    listed=(ListedPaper(LISTED.title, 7, ("Ana Roe",)),),
)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("conference:iclr2024", "listed long named short undated"),
        ('conference:"ICLR 2024"', "listed long named short undated"),
        ("conference:iclr", "listed long named short undated"),
        ("conference:icml2024", "icml"),
        ("conference:neurips2024", ""),
    ],
)
def test_papers_of_a_conference(query: str, keys: str) -> None:
    with in_memory() as db:
        with transaction(db):
            load_document(db, "listing.txt", "1", "listing", PAPERS)
        with transaction(db):
            load_document(db, "post.md", "2", "post", [POST, LISTED])
        found = keys_of(db, Search(db, parse(query)).ids(Order()))
        assert sorted(found) == keys.split()
