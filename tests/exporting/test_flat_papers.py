"""The flat rows of an export match the records."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from running import in_memory

from papercat.catalogue.connection import transaction
from papercat.exporting.flat_papers import flat_papers
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Doubt, Paper
from papercat.papers.paper_rows import ALL_IDS, read_all
from papercat.papers.record import looked_for
from papercat.shown import Cell

PAPER = Paper(
    title="A Title of Words",
    line=7,
    authors=(Author("Jane Doe"), Author("Ron Daniel, Jr."), Author("Ann Lee", "inferred")),
    authors_truncated=True,
    categories=("cs.CV", "cs.LG"),
    organisations=("deepmind", "acme"),
    ids=(("doi", "10.1/x"), ("arxiv", "2001.00001")),
    doubts=(Doubt("title", 0.6, "it may end elsewhere"), Doubt("authors", 0.5, "who knows")),
    confidence=0.6,
    comment="12 pages",
    tags=("rivers", "toread"),
    status="reading",
    notes="Look at *figure* 3.",
    extra=(("volume", "7"), ("url", "https://example.org/w")),
)


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with in_memory() as db:
        yield db


def all_ids(db: sqlite3.Connection) -> list[int]:
    """The ids of all papers, the newest first."""
    return [paper_id for (paper_id,) in db.execute(ALL_IDS)]


def joined(paper: Paper) -> tuple[Cell, ...]:
    """A record as a flat row."""
    return (
        paper.key,
        paper.title,
        "; ".join(author.name for author in paper.authors if author.basis == "stated") or None,
        "; ".join(author.name for author in paper.authors if author.basis == "inferred") or None,
        paper.authors_truncated,
        paper.published,
        "; ".join(paper.categories),
        paper.has_code,
        "; ".join(paper.organisations) or None,
        paper.venue,
        "; ".join(f"{scheme}:{value}" for scheme, value in paper.ids) or None,
        paper.confidence,
        "; ".join(f"{doubt.field}: {doubt.reason}" for doubt in paper.doubts) or None,
        "; ".join(f"{origin.file}:{origin.line}" for origin in paper.origins) or None,
        paper.abstract,
        *looked_for(
            paper.published,
            "; ".join(paper.categories),
            "; ".join(f"{scheme}:{value}" for scheme, value in paper.ids),
            dict(paper.extra).get("url"),
        ),
        "; ".join(paper.tags) or None,
        "; ".join(paper.files) or None,
        json.dumps(dict(paper.extra), ensure_ascii=False) if paper.extra else None,
        paper.comment,
        paper.status,
        paper.notes,
    )


def test_a_flat_row_is_the_record_joined(store: sqlite3.Connection) -> None:
    plain = replace(PAPER, title="Another", authors=(Author("Jane Doe"),), ids=(), doubts=())
    nobody = replace(PAPER, title="A third", authors=(), published="2020-01-02", has_code=True)
    with transaction(store):
        for name in ("two.jsonl", "one.jsonl"):
            papers = [PAPER, plain, replace(nobody, ids=(), line=9)]
            load_document(store, name, name, "jsonl", papers)
    records = list(read_all(store))
    assert len(records) == 3
    assert list(flat_papers(store, all_ids(store))) == [joined(paper) for paper in records]


def test_the_seeds(db: sqlite3.Connection) -> None:
    assert list(flat_papers(db, all_ids(db))) == [joined(paper) for paper in read_all(db)]


def test_rows_stand_in_the_order_asked_for(db: sqlite3.Connection) -> None:
    ids = all_ids(db)
    mixed = [*ids[1::2], *reversed(ids[::2])]
    by_id = dict(zip(ids, flat_papers(db, ids), strict=True))
    assert list(flat_papers(db, mixed)) == [by_id[each] for each in mixed]
