"""Doubts about pairs of papers: found among many, without comparing all with all."""

import sqlite3
from collections import Counter

import pytest
from paper_store import forget, load

from papercat.catalogue.connection import transaction
from papercat.deriving import lookalikes
from papercat.deriving.repair import derive_everything
from papercat.papers.model import Author, Paper

AUTHORS = (Author("Ada Moor"), Author("Ben Okafor"))


def test_papers_by_the_same_authors_with_nearly_one_title_are_doubted(
    store: sqlite3.Connection,
) -> None:
    others = [Paper(f"Chapter {word} on Sheep", authors=AUTHORS) for word in ("one", "two", "six")]
    load(store, Paper("The Causal Graphs of Sheep in Winter", authors=AUTHORS), *others)
    load(store, Paper("The Casual Graphs of Sheep in Winter", authors=AUTHORS), path="b.jsonl")
    (doubt,) = lookalikes.list_paper_doubts(store)
    assert sorted(title[:10] for title in doubt.titles) == ["The Casual", "The Causal"]


def test_authors_of_very_many_papers_take_linear_time(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: Counter[str] = Counter()
    likeness = lookalikes.likeness

    def counted(one: Paper, other: Paper) -> tuple[float, str] | None:
        compared["pairs"] += 1
        return likeness(one, other)

    monkeypatch.setattr(lookalikes, "likeness", counted)
    many = [Paper(f"Sheep Number {number}", authors=AUTHORS) for number in range(400)]
    load(store, *many, Paper("The Causal Graphs of Sheep in Winter", authors=AUTHORS))
    load(store, Paper("The Casual Graphs of Sheep in Winter", authors=AUTHORS), path="b.jsonl")
    assert compared["pairs"] <= 2 * 50 * 402  # two imports
    assert len(lookalikes.list_paper_doubts(store)) == 1


def test_the_order_of_imports_changes_no_doubt(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookalikes, "_NEIGHBOURS", 1)
    first, between, last = [
        Paper(f"The {word} Graphs of Sheep in Winter", authors=AUTHORS)
        for word in ("Casual", "Casuel", "Causal")
    ]
    load(store, first, last, path="a.jsonl")
    assert len(lookalikes.list_paper_doubts(store)) == 1
    load(store, between, path="b.jsonl")
    doubts = lookalikes.list_paper_doubts(store)
    with transaction(store):
        derive_everything(store)
    assert doubts == lookalikes.list_paper_doubts(store)
    assert len(doubts) == 2
    forget(store, "b.jsonl")
    assert len(lookalikes.list_paper_doubts(store)) == 1
