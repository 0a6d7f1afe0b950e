"""Loading: what each record became, all of a file or nothing of it, the index in step."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import SEEDS

from papercat.catalogue.writing import loading, transaction, writing
from papercat.errors import InputRefused
from papercat.importing import prepared
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Guess, Origin, Owner, Paper, Post, Record, Refusal, Tally
from papercat.papers.record import from_record
from papercat.papers.records import read_all

IN_STEP = "INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)"
PAPER = Paper(
    title="A Title of Words",
    line=1,
    authors=(Author("Jane Doe"), Author("John Roe")),
    published="2022-05-06",
    categories=("cs.CV",),
)


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with writing(Path(":memory:")) as db:
        yield db


def load(db: sqlite3.Connection, *records: Record, name: str = "one") -> Tally:
    with loading(db):
        return load_document(db, f"/{name}.txt", f"hash of {name}", "listing", records)


def load_apart(db: sqlite3.Connection, *records: Record) -> Tally:
    """Load with a process of its own for what needs no catalogue."""
    with loading(db):
        return load_document(db, "/one.txt", "hash of one", "listing", records, apart=True)


def counts(tally: Tally) -> tuple[int, int, int, int, int]:
    return tally.seen, tally.added, tally.updated, tally.unchanged, len(tally.refused)


def dump(db: sqlite3.Connection) -> list[str]:
    """Everything in the catalogue but when it was made and read."""
    db.execute("UPDATE sources SET read_at = ''")
    return [line for line in db.iterdump() if "_sqlite_migrations" not in line]


def check_in_step(db: sqlite3.Connection) -> None:
    for index in ("papers_fts", "posts_fts"):
        db.execute(IN_STEP.format(index))
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_record_is_counted_once(store: sqlite3.Connection) -> None:
    load(store, PAPER)
    more = replace(PAPER, abstract="Now with an abstract.")
    tally = load(store, more, replace(PAPER, title="Another"), Refusal(9, "why"), name="two")
    assert counts(tally) == (3, 1, 1, 0, 1)


def test_loading_twice_changes_nothing(store: sqlite3.Connection) -> None:
    records = (PAPER, Post("A Post"))
    load(store, *records)
    before = dump(store)
    assert counts(load(store, *records)) == (2, 0, 0, 2, 0)
    assert dump(store) == before


def test_a_paper_twice_in_one_file_is_one_paper(store: sqlite3.Connection) -> None:
    tally = load(store, PAPER, replace(PAPER, line=4))
    assert tally.added == 1
    (paper,) = read_all(store)
    assert [origin.line for origin in paper.origins] == [1, 4]


def test_what_one_source_leaves_empty_and_another_out_changes_nothing_again(
    store: sqlite3.Connection,
) -> None:
    rows = [{"title": "T"}, {"title": "T", "abstract": "", "venue": "", "ids": {"arxiv": "1"}}]
    for row in rows:
        load(store, from_record(row, 1), name=str(row))
    for row in rows:
        assert load(store, from_record(row, 1), name=str(row)).unchanged == 1


def test_a_blank_identifier_makes_no_two_papers_one(store: sqlite3.Connection) -> None:
    others = [
        replace(PAPER, title=title, line=line, ids=(("doi", doi),))
        for line, (title, doi) in enumerate([("One", ""), ("Two", " "), ("Three", "doi:")], 1)
    ]
    assert counts(load(store, *others)) == (3, 3, 0, 0, 0)
    assert [paper.ids for paper in read_all(store)] == [(), (), ()]


def test_two_files_that_have_a_paper_are_two_sources_of_it(store: sqlite3.Connection) -> None:
    load(store, PAPER)
    tally = load(store, replace(PAPER, line=7), name="two")
    assert counts(tally) == (1, 0, 1, 0, 0)
    (paper,) = read_all(store)
    assert [(origin.file, origin.line) for origin in paper.origins] == [
        ("/one.txt", 1),
        ("/two.txt", 7),
    ]


def test_the_newest_paper_comes_first_also_when_a_date_is_learnt_later(
    store: sqlite3.Connection,
) -> None:
    load(store, replace(PAPER, title="Undated", published=None), PAPER)
    titles = [paper.title for paper in read_all(store)]
    assert titles == ["A Title of Words", "Undated"]
    load(store, replace(PAPER, title="Undated", published="2023"), name="two")
    assert [paper.title for paper in read_all(store)] == ["Undated", "A Title of Words"]
    check_in_step(store)


def test_a_paper_is_found_by_its_old_title_when_its_date_has_moved_it(
    store: sqlite3.Connection,
) -> None:
    old = replace(PAPER, title="Old Title", published=None, ids=(("arxiv", "1"),))
    renamed = replace(old, title="New Title", published="2021", line=4)
    again = replace(PAPER, title="Old Title", published=None, line=7)
    assert counts(load(store, old, renamed, again)) == (3, 1, 2, 0, 0)
    assert counts(load(store, renamed, again, old, name="two"))[1] == 0


def test_keys_are_told_apart_by_letters(store: sqlite3.Connection) -> None:
    load(store, *(replace(PAPER, title=f"A Title {word}") for word in ("one", "two", "three")))
    keys = {paper.key for paper in read_all(store)}
    assert keys == {"doe2022title", "doe2022titleb", "doe2022titlec"}


def test_an_exception_in_the_middle_leaves_nothing(store: sqlite3.Connection) -> None:
    def records() -> Iterator[Record]:
        yield PAPER
        raise RuntimeError("the reader broke")

    before = dump(store)
    with pytest.raises(RuntimeError):
        load(store, *records())
    with pytest.raises(RuntimeError), transaction(store):
        load_document(store, "/x.txt", "x", "listing", records())
    assert dump(store) == before
    check_in_step(store)
    assert counts(load(store, PAPER)) == (1, 1, 0, 0, 0)


KILLED = """
import sys
from pathlib import Path
from papercat.commands import import_
from papercat.cli import run
load = import_.load_document
def slow(db, path, *rest, **options):
    tally = load(db, path, *rest, **options)
    if path.endswith("simon-osindero.txt"):
        print("in the middle", flush=True)
        sys.stdin.read()
    return tally
import_.load_document = slow
run(sys.argv[1:])
"""


def killed_in_the_middle(path: Path, *documents: Path) -> None:
    """Kill a process that has loaded, but not yet committed, the listing of Simon Osindero."""
    command = [sys.executable, "-c", KILLED, "import", *map(str, documents), "--db", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"in the middle\n"
        os.kill(process.pid, signal.SIGKILL)


def test_a_kill_leaves_whole_files_only(tmp_path: Path) -> None:
    path = tmp_path / "papers.db"
    killed_in_the_middle(path, SEEDS / "adam-santoro.txt", SEEDS / "simon-osindero.txt")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert db.execute("SELECT count(*) FROM papers").fetchone() == (34,)
        assert db.execute("SELECT count(*) FROM sources").fetchone() == (1,)
        check_in_step(db)


def test_what_a_kill_left_undone_can_be_done_again(tmp_path: Path) -> None:
    path = tmp_path / "papers.db"
    killed_in_the_middle(path, SEEDS / "simon-osindero.txt")
    with writing(path) as db:
        assert counts(load(db, PAPER)) == (1, 1, 0, 0, 0)
        check_in_step(db)


words = st.text(alphabet="abcAB é", min_size=1, max_size=8).filter(str.strip)
papers = st.builds(
    Paper,
    title=words,
    line=st.just(1),
    abstract=st.none() | words,
    authors=st.lists(st.builds(Author, words), max_size=3).map(tuple),
    authors_truncated=st.booleans(),
    published=st.sampled_from([None, "2021", "2021-03", "2021-03-04", "2022"]),
    categories=st.lists(st.sampled_from(["cs.LG", "cs.CV"]), unique=True).map(tuple),
    ids=st.sampled_from([(), (("arxiv", "1"),), (("arxiv", "2"), ("doi", "10.1/x"))]),
    venue=st.none() | st.just("ICLR"),
)


def on_lines_of_their_own(records: list[Paper]) -> list[Paper]:
    return [replace(paper, line=3 * number + 1) for number, paper in enumerate(records)]


@given(files=st.lists(st.lists(papers, max_size=4), min_size=1, max_size=3))
def test_whatever_is_loaded_counts_add_up_and_the_index_stays_in_step(
    files: list[list[Paper]],
) -> None:
    with writing(Path(":memory:")) as store:
        for number, records in enumerate(files):
            tally = load(store, *on_lines_of_their_own(records), name=str(number))
            seen, added, updated, unchanged, refused = counts(tally)
            assert seen == len(records) == added + updated + unchanged + refused
        check_in_step(store)
        before = dump(store)
        for number, records in enumerate(files):
            tally = load(store, *on_lines_of_their_own(records), name=str(number))
            assert (tally.added, tally.updated) == (0, 0)
        assert dump(store) == before


@given(records=st.lists(papers | st.builds(Refusal, st.just(3), words), max_size=12))
def test_work_in_advance_makes_no_difference(records: list[Record]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared, "AT_ONCE", 4)
        dumps, tallies = list[list[str]](), list[Tally]()
        for loading in (load, load_apart):
            with writing(Path(":memory:")) as store:
                tallies.append(loading(store, *records))
                check_in_step(store)
                dumps.append(dump(store))
    assert tallies[0] == tallies[1]
    assert dumps[0] == dumps[1]


def test_an_exception_leaves_nothing_of_a_large_file_either(store: sqlite3.Connection) -> None:
    def records() -> Iterator[Record]:
        yield PAPER
        raise InputRefused("/one.txt: not text")

    before = dump(store)
    with pytest.raises(InputRefused, match="not text"), transaction(store):
        load_document(store, "/one.txt", "hash", "listing", records(), apart=True)
    assert dump(store) == before


def test_an_owner_is_inferred_only_where_the_page_says_so(store: sqlite3.Connection) -> None:
    owned = replace(
        PAPER,
        authors=(Author("Jane Doe"), Author("Ann Owner", "inferred")),
        authors_truncated=True,
        guesses=(Guess("authors", "whose page it is", "Ann Owner"),),
    )
    owner = Owner("Ann Owner", given=False, named=3, entries=9, margin=0.4, reason="3 of 9")
    tally = load(store, owner, owned)
    assert tally.owner == owner
    (paper,) = read_all(store)
    assert [(author.name, author.source) for author in paper.authors] == [
        ("Jane Doe", "listed"),
        ("Ann Owner", "inferred"),
    ]
    again = load(store, replace(PAPER, authors_truncated=True, authors=owned.authors[:1]))
    assert again.updated == 1
    (paper,) = read_all(store)
    assert [author.name for author in paper.authors] == ["Jane Doe"]
    assert paper.guesses == ()


def test_an_exported_record_brings_its_own_sources(store: sqlite3.Connection) -> None:
    origin = Origin("/elsewhere.txt", 12, "hash", "listing", "as printed")
    load(store, replace(PAPER, origins=(origin,)))
    (paper,) = read_all(store)
    assert paper.origins == (origin,)


def test_an_identifier_of_another_paper_is_told_of_and_changes_nothing_again(
    store: sqlite3.Connection,
) -> None:
    one = replace(PAPER, ids=(("arxiv", "1"), ("doi", "10.1/one")))
    other = replace(PAPER, title="Another Title", ids=(("arxiv", "2"), ("doi", "10.1/two")))
    load(store, one, other)
    mixed = replace(PAPER, line=7, ids=(("arxiv", "1"), ("doi", "10.1/two")))
    first = load(store, mixed, name="mixed")
    assert [(note.line, note.text) for note in first.notes] == [
        (7, "doi:10.1/two not taken: it is another paper's")
    ]
    assert counts(load(store, mixed, name="mixed")) == (1, 0, 0, 1, 0)
