"""What a person settles about papers holds through every later import, and can be undone."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from listed_papers import (
    HERS,
    MORE,
    PAGE,
    RIGHT,
    WRONG,
    decide,
    load,
    misread,
    names,
    only,
    records,
)
from papercat.importing.settling import take_back
from people_store import check, people

from papercat.catalogue.writing import transaction, writing
from papercat.errors import UsageError
from papercat.papers.find_paper import find_paper
from papercat.papers.model import Author, Guess, Paper
from papercat.papers.paper_decisions import Decided
from papercat.papers.records import read_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with ExitStack() as opened:
        yield opened.enter_context(writing(tmp_path / "papers.db"))


def test_a_split_holds_when_the_page_comes_again(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    key = next(paper.key for paper in read_all(db) if paper.title == WRONG["title"])
    assert key
    decide(db, key, **RIGHT)
    for page, sha in ((PAGE, "a"), (MORE + PAGE, "b"), (PAGE + MORE, "c")):
        load(db, misread(records(page)) if page is PAGE else records(page), sha)
        paper = only(db, key)
        assert (paper.title, names(paper)) == (RIGHT["title"], RIGHT["authors"])
        assert paper.confidence == 1.0
        assert paper.doubts == ()
    assert sum(paper.title == RIGHT["title"] for paper in read_all(db)) == 1


def test_a_split_holds_for_a_row_that_is_made_anew(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    key = next(paper.key for paper in read_all(db) if paper.title == WRONG["title"])
    assert key
    decide(db, key, **RIGHT)
    db.execute("DELETE FROM papers")
    load(db, misread(records(PAGE)))
    assert {paper.title for paper in read_all(db)} == {RIGHT["title"], "Counting Sheep at Night"}


def test_nobody_is_left_of_a_name_that_was_none(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    key = next(paper.key for paper in read_all(db) if paper.title == WRONG["title"])
    assert key
    decide(db, key, **RIGHT)
    people = {name for (name,) in db.execute("SELECT name FROM people")}
    assert people == {"gibson hu", "Ada Moor", "Ben Okafor", "Chi Nakamura"}
    check(db)


def test_undoing_a_split_brings_back_what_was(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    (before,) = (paper for paper in read_all(db) if paper.title == WRONG["title"])
    assert before.key
    decision = decide(db, before.key, **RIGHT)
    with transaction(db):
        take_back(db, decision)
    after = only(db, before.key)
    assert replace(after, authors=()) == replace(before, authors=())
    assert names(after) == names(before)


@pytest.mark.parametrize("fields", [{"title": "Maps"}, {"authors": ["Ada Moor"]}, RIGHT])
def test_undoing_leaves_an_inferred_author_as_it_was(
    db: sqlite3.Connection, fields: dict[str, object]
) -> None:
    first, *rest = (record for record in records(PAGE) if isinstance(record, Paper))
    owned = replace(
        first,
        authors=(*first.authors, Author("Eva Lund", "inferred")),
        guesses=(Guess("authors", "it is her page", "Eva Lund"),),
    )
    load(db, [owned, *rest])
    (before,) = (paper for paper in read_all(db) if paper.guesses)
    assert before.key
    decision = decide(db, before.key, **fields)
    assert only(db, before.key).guesses == before.guesses
    with transaction(db):
        take_back(db, decision)
    after = only(db, before.key)
    assert (names(after), after.guesses) == (names(before), before.guesses)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "Sheep"}, {"title": "Goats"}),
        ({"published": "2001"}, {"published": "2002"}),
        ({"title": "Sheep"}, {"published": "2002"}),
    ],
)
def test_what_a_later_decision_builds_on_is_undone_after_it(
    db: sqlite3.Connection, first: dict[str, object], second: dict[str, object]
) -> None:
    load(db, [Paper("Counting Sheep", 1, authors=(Author("Ada Moor"),), published="2000")])
    (before,) = read_all(db)
    assert before.key
    one, other = decide(db, before.key, **first), decide(db, before.key, **second)
    (both,) = read_all(db)
    with pytest.raises(UsageError, match=f"first: papercat undo {other}"), transaction(db):
        take_back(db, one)
    assert list(read_all(db)) == [both]
    for decision in (other, one):
        with transaction(db):
            take_back(db, decision)
    assert list(read_all(db)) == [before]


def test_of_two_things_settled_either_is_undone(db: sqlite3.Connection) -> None:
    load(db, [Paper("Counting Sheep", 1, authors=(Author("Ada Moor"),), published="2000")])
    (before,) = read_all(db)
    assert before.key
    dated = decide(db, before.key, published="2001")
    decide(db, before.key, categories=["cs.LG"])
    with transaction(db):
        take_back(db, dated)
    after = only(db, before.key)
    assert (after.published, after.categories) == ("2000", ("cs.LG",))


def test_undoing_brings_an_inferred_author_back(db: sqlite3.Connection) -> None:
    load(db, records(PAGE))
    first, *rest = (record for record in records(PAGE) if isinstance(record, Paper))
    eva = Author("Eva Lund", "inferred")
    owned = replace(first, authors=(*first.authors, eva))
    load(db, [HERS, owned, *rest], "b")
    (before,) = (paper for paper in read_all(db) if paper.inferred)
    assert before.key
    decision = decide(db, before.key, authors=["Ada Moor", "Eva Lund"])
    assert only(db, before.key).inferred == ()
    with transaction(db):
        take_back(db, decision)
    after = only(db, before.key)
    assert [author.name for author in after.inferred] == ["Eva Lund"]
    assert [origin.inferred for origin in after.origins] == [(), ("Eva Lund",)]


def test_a_date_and_a_category_hold(db: sqlite3.Connection) -> None:
    load(db, records(PAGE))
    key = next(paper.key for paper in read_all(db) if paper.title == "Counting Sheep at Night")
    assert key
    decide(db, key, published="2021-03", categories=["stat.ML"])
    snapshot = Paper(
        title="Counting Sheep at Night",
        line=1,
        authors=tuple(map(Author, ("Ada Moor", "Ben Okafor", "Chi Nakamura", "Dan Petrov"))),
        published="2021-03-02",
        categories=("cs.AI",),
    )
    load(db, records(PAGE), "b")
    load(db, [snapshot], "c")
    paper = only(db, key)
    assert paper.published == "2021-03"
    assert paper.categories == ("stat.ML",)
    assert names(paper)[-1] == "Dan Petrov"


def test_a_title_of_a_record_that_was_not_split_holds(db: sqlite3.Connection) -> None:
    misprint = Paper(title="Cuonting Sheep", line=1, authors=(Author("Ada Moor"),))
    namesake = Paper(title="Cuonting Sheep", line=2, authors=(Author("Zoe Quist"),))
    load(db, [misprint, namesake])
    key = next(paper.key for paper in read_all(db) if names(paper) == ["Ada Moor"])
    assert key
    decide(db, key, title="Counting Sheep")
    load(db, [misprint, namesake], "b")
    assert sorted(paper.title for paper in read_all(db)) == ["Counting Sheep", "Cuonting Sheep"]
    assert only(db, key).title == "Counting Sheep"


def test_a_line_is_known_again_where_its_paper_came_by_an_export(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    load(db, misread(records(PAGE)))
    key = next(paper.key for paper in read_all(db) if paper.title == WRONG["title"])
    assert key
    decide(db, key, **RIGHT)
    with writing(tmp_path / "copy.db") as copy:
        load(copy, list(read_all(db)), "export", "jsonl")
        load(copy, misread(records(PAGE)))
        titles = sorted(paper.title for paper in read_all(copy))
    assert titles == ["Counting Sheep at Night", RIGHT["title"]]


def test_another_paper_of_that_title_is_left_as_it_is(db: sqlite3.Connection) -> None:
    yearly = [
        Paper(title="Editorial", line=line, authors=(Author("Ada Moor"),), published=published)
        for line, published in enumerate(("2005", "2020"), 1)
    ]
    load(db, yearly)
    decide(db, "moor2005", categories=["cs.DL"])
    decide(db, "moor2005", published="2013", title="Editorial Note")
    before = list(read_all(db))
    load(db, yearly)
    assert list(read_all(db)) == before
    load(db, [replace(yearly[0], published="2013")], "b")
    assert [paper.categories for paper in read_all(db)] == [(), ("cs.DL",)]


def test_corrections_follow_each_other(db: sqlite3.Connection) -> None:
    source = Paper(title="Cuonting Shep", line=1, authors=(Author("Ada Moor"),))
    load(db, [source])
    (key,) = (paper.key for paper in read_all(db))
    assert key
    decide(db, key, title="Counting Shep")
    last = decide(db, key, title="Counting Sheep")
    load(db, [source], "b")
    assert [paper.title for paper in read_all(db)] == ["Counting Sheep"]
    assert Decided(db).made_of(only(db, key))["title"].id == last
    with transaction(db):
        take_back(db, last)
    assert [paper.title for paper in read_all(db)] == ["Counting Shep"]


def test_the_index_follows_a_correction(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    key = next(paper.key for paper in read_all(db) if paper.title == WRONG["title"])
    assert key
    decide(db, key, published="2020-01-01", **RIGHT)
    db.execute("INSERT INTO papers_fts (papers_fts, rank) VALUES ('integrity-check', 1)")
    found = db.execute("SELECT rowid FROM papers_fts WHERE papers_fts MATCH 'authors : gibson'")
    assert [row for (row,) in found] == [find_paper(db, key)]


def test_a_source_that_states_the_title_from_before_is_still_that_paper(
    db: sqlite3.Connection,
) -> None:
    load(db, records(PAGE))
    key = "moor2022counting"
    decision = decide(db, key, title="Counting Sheep by Day")
    authors = ("Ada Moor", "Ben Okafor", "Chi Nakamura", "Eva Lund")
    full = Paper("Counting Sheep at Night", 1, authors=tuple(map(Author, authors)))
    full = replace(full, published="2022-05-05", ids=(("arxiv", "2205.01234"),))
    load(db, [full], "b", "jsonl")
    found = only(db, key)
    assert (found.title, names(found)) == ("Counting Sheep by Day", list(authors))
    assert len(list(read_all(db))) == 2
    with transaction(db):
        take_back(db, decision)
    assert only(db, key).title == "Counting Sheep at Night"
    assert names(only(db, key)) == list(authors)


def test_every_decision_about_a_paper_holds_though_its_title_was_corrected(
    db: sqlite3.Connection,
) -> None:
    load(db, records(PAGE))
    key = "moor2022counting"
    decide(db, key, categories=["cs.RO"])
    decide(db, key, title="Counting Sheep by Day")
    load(db, records([*PAGE, *MORE]), "b")
    found = only(db, key)
    assert (found.title, found.categories) == ("Counting Sheep by Day", ("cs.RO",))


def test_who_is_who_is_worked_out_anew_for_an_author_who_is_corrected_away(
    db: sqlite3.Connection,
) -> None:
    both = Paper("A Study", 1, authors=(Author("A. Kowalczyk"), Author("Andrew Kowalczyk")))
    others = [
        Paper(title, 1, authors=(Author(name), Author("Ada Quux")))
        for title, name in (("Beta", "A. Kowalczyk"), ("Gamma", "Andrew Kowalczyk"))
    ]
    load(db, [both, *others], form="jsonl")
    corrected = replace(both, authors=(Author("Bo Li"),))
    decide(db, "kowalczykstudy", authors=["Bo Li"])
    groups = people(db)
    with writing(Path(":memory:")) as fresh:
        load(fresh, [corrected, *others], form="jsonl")
        assert people(fresh) == groups
