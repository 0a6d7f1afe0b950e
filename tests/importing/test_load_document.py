"""Loading a document: what each entry became, all of the file or nothing of it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_store import GOATS, MOOR, SHEEP, VALE, counts, keys, load, paper, stated_names
from running import ENTRY, SEEDS, Papercat, in_memory

from papercat.catalogue.connection import transaction, writing
from papercat.deriving.changes import remove_papers
from papercat.deriving.repair import find_faults
from papercat.importing.load_document import load_document
from papercat.papers.model import (
    Author,
    Guess,
    Note,
    Origin,
    Owner,
    Paper,
    Post,
    Record,
    Refusal,
    Skipped,
)
from papercat.papers.paper_rows import read_all
from papercat.papers.record import from_record


def dump(db: sqlite3.Connection) -> list[str]:
    """Return everything in the catalogue except times of import and the shape of indexes."""
    db.execute("UPDATE sources SET imported_at = ''")
    return [line for line in db.iterdump() if "_fts_" not in line]


def check(db: sqlite3.Connection) -> None:
    assert list(find_faults(db, lambda _: None)) == []


# Counts


def test_every_record_is_counted_once(store: sqlite3.Connection) -> None:
    load(store, SHEEP)
    more = replace(SHEEP, abstract="We count again.")
    tally = load(store, more, GOATS, Refusal(9, "it has no title"))
    assert (tally.seen, *counts(tally), len(tally.refused)) == (3, 1, 1, 0, 1)


def test_remarks_are_kept_but_not_counted(store: sqlite3.Connection) -> None:
    skipped, note = Skipped(3, "Next page"), Note(4, "no year")
    tally = load(store, skipped, note, SHEEP)
    assert (tally.seen, tally.skipped, tally.notes) == (1, [skipped], [note])


def test_an_entry_of_a_known_paper_updates_it(store: sqlite3.Connection) -> None:
    load(store, SHEEP, path="/one.txt")
    more = replace(SHEEP, line=7, venue="ICLR")
    assert counts(load(store, more, path="/two.txt")) == (0, 1, 0)
    assert [(o.file, o.line) for o in paper(store, MOOR).origins] == [
        ("/one.txt", 1),
        ("/two.txt", 7),
    ]


def test_an_entry_that_says_nothing_new_is_unchanged(store: sqlite3.Connection) -> None:
    load(store, SHEEP, path="/one.txt")
    assert counts(load(store, SHEEP, path="/two.txt")) == (0, 0, 1)
    assert len(paper(store, MOOR).origins) == 2


def test_a_paper_twice_in_one_file_is_one_paper(store: sqlite3.Connection) -> None:
    assert counts(load(store, SHEEP, replace(SHEEP, line=4))) == (1, 0, 1)
    assert [origin.line for origin in paper(store, MOOR).origins] == [1, 4]


def test_entries_of_a_removed_paper_are_unchanged(store: sqlite3.Connection) -> None:
    load(store, SHEEP)
    with transaction(store):
        remove_papers(store, [1])
    tally = load(store, replace(SHEEP, venue="ICLR"), GOATS, path="/other.txt")
    assert counts(tally) == (1, 0, 1)
    assert tally.removed == 1


# Again


def test_importing_again_changes_nothing(store: sqlite3.Connection) -> None:
    records = (SHEEP, GOATS, Post("A Post"))
    load(store, *records)
    before = dump(store)
    assert counts(load(store, *records)) == (0, 0, 3)
    assert dump(store) == before


def test_moved_lines_change_nothing_but_the_lines(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    before = keys(store)
    moved = (replace(GOATS, line=1), replace(SHEEP, line=9))
    assert counts(load(store, *moved)) == (0, 0, 2)
    assert keys(store) == before
    assert [origin.line for origin in paper(store, MOOR).origins] == [9]


def test_an_entry_that_changed_updates_its_paper(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    assert counts(load(store, replace(SHEEP, published="2023"), GOATS)) == (0, 1, 1)
    assert paper(store, MOOR).published == "2023"


def test_an_entry_that_is_gone_is_dropped(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    tally = load(store, GOATS)
    assert (counts(tally), tally.dropped) == ((0, 0, 1), 1)
    assert keys(store) == [VALE]
    check(store)


def test_an_entry_that_is_gone_stays_if_another_source_has_it(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS)
    load(store, replace(SHEEP, abstract=None), path="/other.txt")
    load(store, GOATS)
    assert keys(store) == [MOOR, VALE]
    assert paper(store, MOOR).abstract is None


def test_one_of_two_equal_entries_is_dropped(store: sqlite3.Connection) -> None:
    load(store, SHEEP, replace(SHEEP, line=4))
    tally = load(store, SHEEP)
    assert (counts(tally), tally.dropped) == ((0, 0, 1), 1)
    assert [origin.line for origin in paper(store, MOOR).origins] == [1]


def test_an_author_list_that_grew_is_taken(store: sqlite3.Connection) -> None:
    short = replace(SHEEP, authors=SHEEP.authors[:1], authors_truncated=True)
    load(store, short)
    load(store, SHEEP)
    assert stated_names(paper(store, MOOR)) == ["Ada Moor", "Ben Okafor"]
    assert not paper(store, MOOR).authors_truncated


def test_what_another_file_says_too_stays(store: sqlite3.Connection) -> None:
    load(store, SHEEP, path="/one.txt")
    load(store, SHEEP, path="/two.txt")
    mended = replace(SHEEP, abstract="We count by day.", categories=("cs.CV",))
    load(store, mended, path="/one.txt")
    assert paper(store, MOOR).categories == ("cs.LG", "cs.CV")


def test_an_address_is_about_one_paper_also_if_its_title_changed(store: sqlite3.Connection) -> None:
    address = "https://api.crossref.org/works/10.1/x"
    load(store, SHEEP, path=address, form="crossref")
    tally = load(store, replace(SHEEP, title="Counting Ewes"), path=address, form="crossref")
    assert (counts(tally), tally.dropped) == ((0, 1, 0), 0)
    assert paper(store, MOOR).title == "Counting Ewes"


def test_two_versions_from_standard_input_are_two_sources(store: sqlite3.Connection) -> None:
    load(store, SHEEP, path="-")
    load(store, replace(SHEEP, venue="ICLR"), path="-")
    assert counts(load(store, SHEEP, path="-")) == (0, 0, 1)
    assert store.execute("SELECT count(*) FROM sources").fetchone() == (2,)
    assert paper(store, MOOR).venue == "ICLR"


# Whose page it is


HERS = Owner("Eva Lund", given=False, margin=0.4, reason="3 of 9")
OWNED = replace(
    SHEEP,
    authors=(*SHEEP.authors, Author("Eva Lund", "inferred")),
    authors_truncated=True,
    guesses=(Guess("authors", "it is her page", "Eva Lund"),),
)


def test_the_owner_of_a_page_is_an_inferred_author(store: sqlite3.Connection) -> None:
    assert load(store, HERS, OWNED).owner == HERS
    found = [(author.name, author.basis) for author in paper(store, MOOR).authors]
    assert found[-1] == ("Eva Lund", "inferred")


def test_a_page_that_is_nobodys_any_more_has_no_inferred_authors(
    store: sqlite3.Connection,
) -> None:
    load(store, HERS, OWNED)
    assert counts(load(store, replace(SHEEP, authors_truncated=True))) == (0, 1, 0)
    found = paper(store, MOOR)
    assert (found.authors[-1].name, found.guesses) == ("Ben Okafor", ())
    assert store.execute("SELECT owner FROM sources").fetchone() == (None,)


# Details of records


def test_an_exported_record_brings_its_own_sources(store: sqlite3.Connection) -> None:
    origin = Origin("/elsewhere.txt", 12, "listing", "as printed")
    load(store, replace(SHEEP, origins=(origin,)))
    assert paper(store, MOOR).origins == (origin,)


def test_a_key_that_a_record_brings_is_kept_if_it_is_free(store: sqlite3.Connection) -> None:
    load(store, replace(SHEEP, key="mine"), replace(GOATS, key="mine"))
    assert keys(store) == ["mine", "mineb"]


def test_keys_are_told_apart_by_letters(store: sqlite3.Connection) -> None:
    load(store, *(replace(SHEEP, title=f"Counting {word}") for word in ("One", "Two", "Three")))
    assert len(keys(store)) == 3
    load(store, *(replace(GOATS, title=f"On Goats {n}") for n in range(3)), path="/goats")
    assert [key for key in keys(store) if key.startswith("vale")] == [
        "vale2021goats",
        "vale2021goatsb",
        "vale2021goatsc",
    ]


def test_an_empty_value_is_the_same_as_a_missing_one(store: sqlite3.Connection) -> None:
    load(store, from_record({"title": "T", "abstract": "", "venue": ""}, 1))
    assert counts(load(store, from_record({"title": "T"}, 1))) == (0, 0, 1)


def test_newer_papers_come_first(store: sqlite3.Connection) -> None:
    load(store, GOATS, SHEEP, replace(SHEEP, title="Undated", published=None))
    dates = [each.published for each in read_all(store)]
    assert dates == ["2022-05-04", "2021", None]


# All or nothing


def test_an_error_in_the_middle_leaves_nothing(store: sqlite3.Connection) -> None:
    def records() -> Iterator[Record]:
        yield SHEEP
        raise RuntimeError("the reader broke")

    before = dump(store)
    with pytest.raises(RuntimeError), transaction(store):
        load_document(store, "/x.txt", "x", "listing", records())
    assert dump(store) == before
    assert counts(load(store, SHEEP)) == (1, 0, 0)


KILLED = """
import sys
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


def test_a_kill_leaves_whole_files_only(tmp_path: Path) -> None:
    path = tmp_path / "papers.db"
    documents = [str(SEEDS / "adam-santoro.txt"), str(SEEDS / "simon-osindero.txt")]
    command = [sys.executable, "-c", KILLED, "import", *documents, "--db", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"in the middle\n"
        os.kill(process.pid, signal.SIGKILL)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert db.execute("SELECT count(*) FROM papers").fetchone() == (34,)
        assert db.execute("SELECT count(*) FROM sources").fetchone() == (1,)
    with writing(path) as db:
        assert counts(load(db, SHEEP)) == (1, 0, 0)
        check(db)


# From the command line


def imported(papercat: Papercat, *paths: str | Path) -> list[str]:
    """Import files; return what the last line of the table says of the last one."""
    ran = papercat("import", *paths)
    assert ran.code == 0
    return ran.rows[-1]


def test_one_file_named_twice_is_one_source(papercat: Papercat, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(ENTRY)
    (tmp_path / "link.txt").symlink_to(page)
    imported(papercat, page, tmp_path / "." / "page.txt", tmp_path / "link.txt")
    assert len(papercat("sources").rows) == 1
    assert len(papercat("search", "--keys").rows) == 1


def test_a_copy_of_a_file_is_another_source(papercat: Papercat, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(ENTRY)
    imported(papercat, tmp_path / "one.txt", tmp_path / "two.txt")
    assert len(papercat("sources").rows) == 2
    assert len(papercat("search", "--keys").rows) == 1


def test_standard_input_twice_is_one_source(papercat: Papercat) -> None:
    for _ in range(2):
        assert papercat("import", "-", stdin=ENTRY.encode()).code == 0
    assert len(papercat("sources").rows) == 1


# Properties


words = st.text(alphabet="abcAB é", min_size=1, max_size=8).filter(str.strip)
papers = st.builds(
    Paper,
    title=words,
    abstract=st.none() | words,
    authors=st.lists(st.builds(Author, words), max_size=3).map(tuple),
    authors_truncated=st.booleans(),
    published=st.sampled_from([None, "2021", "2021-03", "2021-03-04", "2022"]),
    categories=st.lists(st.sampled_from(["cs.LG", "cs.CV"]), unique=True).map(tuple),
    ids=st.sampled_from([(), (("arxiv", "1"),), (("arxiv", "2"), ("doi", "10.1/x"))]),
    venue=st.none() | st.just("ICLR"),
)
files = st.lists(st.lists(papers | st.builds(Refusal, st.just(3), words), max_size=4), max_size=3)


def on_lines_of_their_own(records: list[Record]) -> list[Record]:
    numbered: list[Record] = []
    for number, record in enumerate(records):
        line = 3 * number + 1
        numbered.append(replace(record, line=line) if isinstance(record, Paper) else record)
    return numbered


@settings(max_examples=settings().max_examples // 2)  # each loads several files three times
@given(contents=files, seed=st.integers())
def test_counts_add_up_and_importing_again_changes_nothing(
    contents: list[list[Record]], seed: int
) -> None:
    with in_memory() as store:
        for number, records in enumerate(contents):
            counts(load(store, *on_lines_of_their_own(records), path=f"/{number}"))
        check(store)
        before = dump(store)
        for number, records in enumerate(contents):
            tally = load(store, *on_lines_of_their_own(records), path=f"/{number}")
            assert (tally.added, tally.updated, tally.dropped) == (0, 0, 0)
        assert dump(store) == before
        for number, records in enumerate(contents):
            random.Random(seed).shuffle(records)
            load(store, *on_lines_of_their_own(records), path=f"/{number}")

        check(store)
