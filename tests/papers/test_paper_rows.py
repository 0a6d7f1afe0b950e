"""Papers as the catalogue's rows hold them."""

import sqlite3
from dataclasses import replace

from paper_store import SHEEP, load

from papercat.papers.model import Origin
from papercat.papers.paper_rows import read_papers

PRINTED = "LG\nCounting Sheep at NightAda Moor, Ben Okafor"


def test_a_paper_tells_where_its_statements_stand(store: sqlite3.Connection) -> None:
    load(store, replace(SHEEP, printed=PRINTED, confidence=0.9))
    load(store, replace(SHEEP, line=7), path="/other.bib", form="bibtex")
    (paper,) = read_papers(store, [1])
    assert paper.origins == (
        Origin("/page.txt", 1, "listing", PRINTED),
        Origin("/other.bib", 7, "bibtex", None),
    )


def test_an_exported_record_stands_where_its_statements_stood(store: sqlite3.Connection) -> None:
    exported = replace(SHEEP, origins=(Origin("/page.txt", 4, "listing", PRINTED),))
    load(store, exported, path="/export.jsonl", form="jsonl")
    (paper,) = read_papers(store, [1])
    assert paper.origins == exported.origins


def test_papers_come_in_the_order_asked_for(store: sqlite3.Connection) -> None:
    load(store, SHEEP, replace(SHEEP, title="Counting Goats", line=4))
    assert [each.title for each in read_papers(store, [2, 7, 1])] == [
        "Counting Goats",
        "Counting Sheep at Night",
    ]
