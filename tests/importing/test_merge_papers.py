"""Merging any papers of the seeds, and taking that back: nothing is lost, nothing stays behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papercat.importing.find_faults import find_faults
from papercat.importing.merge_papers import merge_papers
from papercat.importing.settling import take_back

from papercat.catalogue.writing import transaction
from papercat.papers.find_paper import find_paper
from papercat.papers.record import to_record
from papercat.papers.records import read_all

if TYPE_CHECKING:
    import sqlite3

MERGES = st.lists(st.tuples(st.integers(0, 82), st.integers(0, 82)), min_size=1, max_size=4)
LINES = "SELECT s.hash, p.key FROM split_lines AS s JOIN papers AS p ON p.id = s.paper_id"
MENTIONED = "SELECT m.id, p.key FROM mentions AS m JOIN papers AS p ON p.id = m.paper_id"
COUNTS = "SELECT kind, key, count FROM tallies WHERE count"
PEOPLE = "SELECT name, sort_name FROM people"


def everything(db: sqlite3.Connection) -> list[set[str]]:
    """Papers, lines, mentions, counts and people, without the numbers that people have."""
    papers = []
    for paper in read_all(db):
        record = to_record(paper)
        authors = [(one.name, one.source) for one in paper.authors]
        papers.append(str({**record, "authors": authors}))
    rows = [set(map(str, db.execute(query))) for query in (LINES, MENTIONED, COUNTS, PEOPLE)]
    return [set(papers), *rows]


@given(pairs=MERGES)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_merged_is_as_it_was_once_that_is_taken_back(
    db: sqlite3.Connection, pairs: list[tuple[int, int]]
) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    keys = sorted(str(paper.key) for paper in read_all(db))
    states, decisions = [everything(db)], []
    for kept, gone in pairs:
        one, other = find_paper(db, keys[kept]), find_paper(db, keys[gone])
        if one != other:
            with transaction(db):
                decisions.append(merge_papers(db, one, other))
            states.append(everything(db))
    assert not list(find_faults(db))
    for decision, before in zip(reversed(decisions), reversed(states[:-1]), strict=True):
        with transaction(db):
            take_back(db, decision)
        assert everything(db) == before
    assert not list(find_faults(db))
