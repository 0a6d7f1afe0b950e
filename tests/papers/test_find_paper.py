"""Finding papers, and their addresses."""

import sqlite3

from papercat.papers.find_paper import addresses_of


def test_papers_with_identifiers_have_an_address(db: sqlite3.Connection) -> None:
    ids = [paper for (paper,) in db.execute("SELECT id FROM papers LIMIT 2")]
    assert addresses_of(db, ids) == {}
    db.execute("INSERT INTO identifiers VALUES (?, 'arxiv', '2203.15556')", (ids[0],))
    assert addresses_of(db, ids) == {ids[0]: "https://arxiv.org/abs/2203.15556"}
