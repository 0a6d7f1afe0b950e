"""What a person settles about papers holds through every later import, and can be undone."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from people_store import check, people

from papercat.errors import UsageError
from papercat.model import Author, Doubt, Guess, Hints, Owner, Paper, Record
from papercat.readers.listing import read
from papercat.store.decisions import take_back
from papercat.store.known_names import known_names
from papercat.store.loading.document import load_document
from papercat.store.paper_decisions import Decided
from papercat.store.papers import find_paper
from papercat.store.read_again import read_again
from papercat.store.records import read_all, read_papers
from papercat.store.rewrite import correct
from papercat.store.writing import transaction, writing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

PAGE = """\
CVMay 6, 2022
On Maps of Fields in 3Dgibson hu, Ada Moor, Ben Okafor et al. · deepmind
We draw maps of fields.
LGMay 5, 2022
Counting Sheep at NightAda Moor, Ben Okafor, Chi Nakamura et al.
We count sheep.
""".splitlines()
MORE = """\
LGMay 9, 2022
Counting GoatsAda Moor, Dan Petrov
We count goats.
""".splitlines()
HERS = Owner("Eva Lund", given=True, named=0, entries=2, margin=1.0, reason="you say so")
RIGHT = {"title": "On Maps of Fields in 3D", "authors": ["gibson hu", "Ada Moor", "Ben Okafor"]}
WRONG = {"title": "On Maps of Fields", "authors": ["in 3Dgibson hu", "Ada Moor", "Ben Okafor"]}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with ExitStack() as opened:
        yield opened.enter_context(writing(tmp_path / "papers.db"))


def records(lines: Sequence[str]) -> list[Record]:
    return list(read(lines, Hints(date(2026, 11, 20), date(2026, 11, 20), "")))


def load(
    db: sqlite3.Connection, found: Sequence[Record], sha: str = "a", form: str = "listing"
) -> None:
    with transaction(db):
        load_document(db, "/page.txt", sha, form, found)


def decide(db: sqlite3.Connection, key: str, **fields: object) -> int:
    with transaction(db):
        return correct(db, find_paper(db, key), fields)[-1]


def only(db: sqlite3.Connection, key: str) -> Paper:
    return next(read_papers(db, [find_paper(db, key)]))


def names(paper: Paper) -> list[str]:
    return [author.name for author in paper.authors if author.source == "listed"]


def misread(found: Sequence[Record]) -> list[Record]:
    """The first paper of a page split in the wrong place, as a model might."""
    first, *rest = (record for record in found if isinstance(record, Paper))
    authors = tuple(map(Author, WRONG["authors"]))
    return [replace(first, title=str(WRONG["title"]), authors=authors, confidence=0.4), *rest]


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


def test_the_catalogue_knows_names_that_are_certain(db: sqlite3.Connection) -> None:
    load(db, records(PAGE))
    assert known_names(db) is None
    load(db, [Paper(title="Barns", line=1, authors=(Author("Jean-Luc O'Neil"),))], "b", "jsonl")
    known = known_names(db)
    assert known
    assert (known.given("jean-luc"), known.surname("o'neil")) == (1, 1)
    assert (known.given("o'neil"), known.surname("jean-luc")) == (0, 0)
    assert known.given("chi") == 0
    assert known.given('"') == known.given("AND") == known.given("*") == 0


def test_what_a_person_settles_teaches_the_names(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    key = next(paper.key for paper in read_all(db) if paper.title == WRONG["title"])
    assert key
    decide(db, key, **RIGHT)
    known = known_names(db)
    assert known
    assert known.given("gibson") > 1
    assert known.surname("hu") > 1


def doubtfully(found: Sequence[Record], confidence: float) -> list[Record]:
    """The papers of a page, the first one's split with so much confidence."""
    first, *rest = (record for record in found if isinstance(record, Paper))
    doubt = Doubt("title", confidence, "the title may end elsewhere")
    return [replace(first, confidence=confidence, doubts=(doubt,)), *rest]


def test_a_line_read_otherwise_is_the_same_paper(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    load(db, doubtfully(records(PAGE), 0.8), "b")
    found = {paper.title: paper for paper in read_all(db)}
    assert found.keys() == {RIGHT["title"], "Counting Sheep at Night"}
    assert names(found[str(RIGHT["title"])]) == RIGHT["authors"]
    assert found[str(RIGHT["title"])].confidence == 0.8
    load(db, misread(records(PAGE)), "c")
    assert {paper.title: paper.confidence for paper in read_all(db)}[str(RIGHT["title"])] == 0.8
    assert not db.execute("SELECT * FROM variants").fetchall()


def test_a_surer_reading_settles_the_doubt(db: sqlite3.Connection) -> None:
    load(db, doubtfully(records(PAGE), 0.4))
    surer = doubtfully(records(PAGE), 0.995)
    assert isinstance(surer[0], Paper)
    load(db, [replace(surer[0], doubts=()), *surer[1:]], "b")
    assert [paper.doubts for paper in read_all(db)] == [(), ()]


def test_a_line_that_moved_to_another_day_stays_one_paper(db: sqlite3.Connection) -> None:
    load(db, misread(records(PAGE)))
    moved = doubtfully(records(PAGE), 0.8)
    assert isinstance(moved[0], Paper)
    load(db, [replace(moved[0], published="2022-05-07"), *moved[1:]], "b")
    assert len(list(read_all(db))) == 2


def test_a_settled_name_makes_other_lines_surer(db: sqlite3.Connection) -> None:
    other = ["CVMay 2, 2022", "Walking Through Old Gardens in 2Dgibson hu", "We walk."]
    load(db, records([*PAGE, *other]))
    doubtful = {p.title: p for p in read_all(db) if p.doubts}
    first = doubtful[str(RIGHT["title"])]
    before = doubtful["Walking Through Old Gardens in 2D"]
    assert first.key
    assert before.key
    assert before.confidence
    decide(db, first.key, **RIGHT)
    with transaction(db):
        assert read_again(db, ["gibson hu"]) == [before.key]
        assert read_again(db, ["gibson hu"]) == []
    after = only(db, before.key)
    assert after.title == before.title
    assert after.confidence
    assert after.confidence > before.confidence


def test_a_page_that_was_cut_off_is_mended_by_the_whole_one(db: sqlite3.Connection) -> None:
    load(db, records([*PAGE[:4], "Counting Sheep at NightAda Moor, Ben Okaf"]))
    assert sum(bool(paper.doubts) for paper in read_all(db) if "Sheep" in paper.title) == 1
    load(db, records(PAGE), "b")
    (paper,) = (paper for paper in read_all(db) if "Sheep" in paper.title)
    assert names(paper) == ["Ada Moor", "Ben Okafor", "Chi Nakamura"]
    assert paper.authors_truncated
    assert paper.doubts == ()


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
