"""Decisions about papers: which statements they refer to, and which of them hold."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from paper_store import GOATS, SHEEP, load

from papercat.papers.model import Paper, Statement
from papercat.papers.paper_decisions import (
    CORRECT,
    DIFFERENT,
    REMOVE,
    SAME,
    Decision,
    PaperDecisions,
    Reference,
    Resolver,
    decide,
    decided_pairs,
    decisions_by_paper,
    kept_key,
    reference_to,
)
from papercat.papers.statements import mark_of

MARK = mark_of(SHEEP)


def stored(number: int, paper: Paper = SHEEP, path: str = "/page.txt", line: int = 1) -> Statement:
    """Return a statement as the catalogue stores it."""
    paper = replace(paper, line=line)
    return Statement(number, 1, path, "listing", paper, mark=mark_of(paper))


def at(path: str = "/page.txt", line: int = 1, paper: Paper = SHEEP) -> Reference:
    return Reference(((mark_of(paper), path, line),), ())


# Which statements a decision refers to


def test_a_reference_finds_its_statement_by_what_it_prints() -> None:
    resolver = Resolver([stored(1), stored(2, GOATS)])
    assert resolver.statements(at(paper=GOATS)) == [2]


def test_of_equal_entries_the_one_of_the_same_source_is_meant() -> None:
    resolver = Resolver([stored(1, path="/a"), stored(2, path="/b"), stored(3, path="/c")])
    assert resolver.statements(at("/b", line=99)) == [2]


def test_of_equal_entries_of_one_source_the_nearest_line_is_meant() -> None:
    resolver = Resolver([stored(1, line=1), stored(2, line=10), stored(3, line=20)])
    assert resolver.statements(at(line=12)) == [2]


def test_of_equally_near_lines_the_earlier_statement_is_meant() -> None:
    resolver = Resolver([stored(1, line=1), stored(2, line=3)])
    assert resolver.statements(at(line=2)) == [1]


def test_a_forgotten_source_is_no_obstacle() -> None:
    assert Resolver([stored(1, path="/other")]).statements(at("/gone")) == [1]


def test_a_paper_with_other_words_is_found_by_its_identifiers() -> None:
    arxiv = ("arxiv", "2205.00001")
    renamed = replace(SHEEP, title="Counting Ewes", ids=(arxiv,))
    reference = Reference(((MARK, "/page.txt", 1),), (arxiv,))
    assert Resolver([stored(1, renamed), stored(2, GOATS)]).statements(reference) == [1]


def test_what_is_printed_comes_before_identifiers() -> None:
    arxiv = ("arxiv", "2205.00001")
    reference = Reference(((MARK, "/page.txt", 1),), (arxiv,))
    resolver = Resolver([stored(1, replace(GOATS, ids=(arxiv,))), stored(2)])
    assert resolver.statements(reference) == [2]


def test_a_reference_to_several_statements_finds_each_once_in_order() -> None:
    places = ((mark_of(GOATS), "/b", 1), (MARK, "/a", 1), (MARK, "/gone", 1))
    resolver = Resolver([stored(1, path="/a"), stored(2, GOATS, "/b")])
    assert resolver.statements(Reference(places, ())) == [2, 1]


def test_what_is_not_there_is_not_found() -> None:
    assert Resolver([stored(1, GOATS)]).statements(at()) == []


def test_a_decision_is_about_the_paper_that_has_its_first_statement() -> None:
    resolver = Resolver([stored(1, path="/a"), stored(2, GOATS)])
    decision = Decision(1, CORRECT, {"set": {}}, (at("/a"),))
    assert decisions_by_paper([decision], resolver, {1: 1, 2: 2}) == {1: [decision]}


def test_the_decisions_about_a_paper_of_several_statements_are_in_order() -> None:
    resolver = Resolver([stored(1, path="/a"), stored(2, GOATS, "/b")])
    corrected = Decision(1, CORRECT, {"set": {}}, (at("/b", paper=GOATS),))
    removed = Decision(2, REMOVE, {}, (at("/a"), at("/b", paper=GOATS)))
    found = decisions_by_paper([corrected, removed], resolver, {1: 1, 2: 1})
    assert found == {1: [corrected, removed]}


# Pairs


A, B, C = at("/a"), at("/b", paper=GOATS), at("/c", paper=Paper("Counting Cows"))
RESOLVER = Resolver(
    [stored(1, path="/a"), stored(2, GOATS, "/b"), stored(3, Paper("Counting Cows"), "/c")]
)


def pairs(*decisions: tuple[str, Reference, Reference]) -> tuple[list[Any], set[Any]]:
    """Return which statements decisions, made in this order, join and keep apart."""
    made = []
    for number, (kind, one, other) in enumerate(decisions, 1):
        made.append(Decision(number, kind, {"key": "k"}, (one, other)))
    return decided_pairs(made, RESOLVER)


def test_a_merge_joins_and_a_split_keeps_apart() -> None:
    assert pairs((SAME, A, B)) == ([(1, 2)], set())
    assert pairs((DIFFERENT, B, A)) == ([], {(1, 2)})


def test_of_two_decisions_about_a_pair_the_later_one_holds() -> None:
    assert pairs((SAME, A, B), (DIFFERENT, A, B)) == ([], {(1, 2)})
    assert pairs((DIFFERENT, A, B), (SAME, B, A)) == ([(1, 2)], set())


def test_decisions_about_different_pairs_all_hold() -> None:
    assert pairs((SAME, A, B), (DIFFERENT, A, C)) == ([(1, 2)], {(1, 3)})


def test_a_decision_about_a_paper_that_is_not_there_waits() -> None:
    gone = at(paper=Paper("Counting Wolves"))
    assert pairs((SAME, A, gone), (DIFFERENT, gone, B)) == ([], set())


# The key of a merged paper


def merged(number: int, key: str) -> Decision:
    return Decision(number, SAME, {"key": key}, (A, B))


def test_the_last_merge_chooses_the_key() -> None:
    decisions = [merged(1, "moor"), merged(2, "vale")]
    assert kept_key(decisions, ["moor", "vale"]) == "vale"


def test_a_key_that_no_statement_has_is_not_chosen() -> None:
    assert kept_key([merged(1, "vale"), merged(2, "gone")], ["moor", "vale"]) == "vale"
    assert kept_key([merged(1, "gone")], ["moor"]) is None


# The log


@pytest.fixture
def papers(store: sqlite3.Connection) -> sqlite3.Connection:
    load(store, replace(SHEEP, ids=(("arxiv", "2205.00001"),)), GOATS)
    return store


def test_a_decision_refers_to_entries_not_to_rows(papers: sqlite3.Connection) -> None:
    assert reference_to(papers, 1) == {
        "places": [(MARK, "/page.txt", 1)],
        "ids": [("arxiv", "2205.00001")],
    }


def test_a_decision_is_found_by_what_it_refers_to(papers: sqlite3.Connection) -> None:
    corrected = decide(papers, CORRECT, [1], set={"title": "Ewes"})
    removed = decide(papers, REMOVE, [2])
    decisions = PaperDecisions(papers)
    arxiv = replace(GOATS, title="Ewes", ids=(("arxiv", "2205.00001"),))
    assert [each.id for each in decisions.about([stored(1)])] == [corrected]
    assert [each.id for each in decisions.about([stored(1, arxiv)])] == [corrected]
    both = decisions.about([stored(2, GOATS), stored(1)])
    assert [each.id for each in both] == [corrected, removed]
    assert decisions.about([stored(3, replace(SHEEP, title="Cows"))]) == []


def test_a_decision_that_is_undone_is_not_in_force(papers: sqlite3.Connection) -> None:
    assert not PaperDecisions(papers)
    decide(papers, REMOVE, [1])
    assert PaperDecisions(papers)
    papers.execute("UPDATE decisions SET undone_at = '2026-01-31'")
    assert not PaperDecisions(papers)


def test_the_log_says_which_paper_was_meant(papers: sqlite3.Connection) -> None:
    decide(papers, CORRECT, [1], set={"title": "Ewes"})
    subject, text = papers.execute("SELECT subject, value FROM decisions").fetchone()
    value: Mapping[str, Any] = json.loads(text)
    assert subject == value["key"] == "moor2022counting"
    assert value["set"] == {"title": "Ewes"}
