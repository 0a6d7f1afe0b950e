"""Posts in the catalogue: joined to papers in any order, and forgotten with their source."""

import sqlite3
from collections.abc import Iterator
from itertools import permutations

import pytest
from running import in_memory

from papercat.catalogue.connection import transaction
from papercat.conferences.load_posts import PARTS, drop_posts
from papercat.deriving.changes import correct_paper
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import find_paper
from papercat.papers.model import (
    Author,
    Conference,
    Highlight,
    ListedPaper,
    Mention,
    Paper,
    Post,
    Record,
    Section,
)

POST = Post(
    "A Week in Vienna",
    sections=(Section(None, "We show Genie."),),
    mentions=(Mention("Genie", "We show Genie.", 0),),
)
GENIE = Paper("Genie: Worlds from Videos", 1, published="2024", key="genie")
OTHER = Paper("Genie: A Lamp", 1, published="2023", key="lamp", ids=(("arxiv", "2"),))
NAMED = "SELECT p.key FROM mentions AS m LEFT JOIN papers AS p ON p.id = m.paper_id"


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with in_memory() as db:
        yield db


def load(db: sqlite3.Connection, *records: Record) -> None:
    for number, record in enumerate(records):
        with transaction(db):
            load_document(db, f"/{number}", f"hash of {number}", "any", [record])


def named(db: sqlite3.Connection) -> list[str | None]:
    return [key for (key,) in db.execute(NAMED)]


@pytest.mark.parametrize("order", list(permutations([POST, GENIE])))
def test_the_only_paper_of_that_name_is_it(
    store: sqlite3.Connection, order: tuple[Record, ...]
) -> None:
    load(store, *order)
    assert named(store) == ["genie"]


@pytest.mark.parametrize("order", list(permutations([POST, GENIE, OTHER])))
def test_of_two_papers_of_that_name_neither_is(
    store: sqlite3.Connection, order: tuple[Record, ...]
) -> None:
    load(store, *order)
    assert named(store) == [None]


def test_a_corrected_title_is_looked_at_again(store: sqlite3.Connection) -> None:
    load(store, POST, GENIE, OTHER)
    with transaction(store):
        correct_paper(store, find_paper(store, "lamp"), {"title": "A Lamp"})
    assert named(store) == ["genie"]


SENTENCE = "In an oral we show that robust agents learn causal world models."
LISTED = Paper("Soup Networks at Scale", 7, authors=(Author("Ana Roe"), Author("Li Wei")))
LISTING = Post(
    "Our papers at ICLR 2024",
    published="2024-05-01",
    sections=(Section(None, SENTENCE),),
    conference=Conference("ICLR", 2024, city="Vienna"),
    other_conferences=(Conference("ICML", 2024),),
    highlights=(Highlight(SENTENCE, 0, "oral"),),
    listed=(ListedPaper(LISTED.title, 7, ("Ana Roe", "Li Wei"), "poster"),),
)
SOURCE_OF_POST = "SELECT source_id FROM post_sources"


def one_document(db: sqlite3.Connection, *records: Record) -> None:
    with transaction(db):
        load_document(db, "/post", "hash", "post", records)


def test_a_listed_paper_is_a_paper_stated_by_the_post(store: sqlite3.Connection) -> None:
    one_document(store, LISTING, LISTED)
    joined = """
        SELECT p.title, p.authors, l.presentation
        FROM post_papers AS l JOIN papers AS p ON p.id = l.paper_id
    """
    assert store.execute(joined).fetchall() == [(LISTED.title, "Ana Roe, Li Wei", "poster")]
    in_view = "SELECT count(*) FROM conference_papers"
    assert store.execute(in_view).fetchone() == (2,)  # ICLR and ICML


def test_a_highlight_is_joined_to_the_paper_with_nearly_its_words(
    store: sqlite3.Connection,
) -> None:
    load(store, LISTING, Paper("Robust Agents Learn Causal World Models", 1, key="robust"))
    (key, confidence) = store.execute(
        "SELECT p.key, h.confidence FROM highlights AS h JOIN papers AS p ON p.id = h.paper_id"
    ).fetchone()
    assert key == "robust"
    assert confidence > 0.9


def test_a_highlight_is_not_joined_to_a_paper_about_other_things(
    store: sqlite3.Connection,
) -> None:
    load(store, LISTING, Paper("Agents Learn Soup Recipes from Robust World Cooks", 1))
    assert store.execute("SELECT paper_id FROM highlights").fetchall() == [(None,)]


def test_a_post_is_forgotten_with_its_source_and_so_is_its_conference(
    store: sqlite3.Connection,
) -> None:
    one_document(store, LISTING, LISTED)
    (source,) = store.execute(SOURCE_OF_POST).fetchone()
    with transaction(store):
        drop_posts(store, source)
    for table in ("posts", "conferences", "mentions", "highlights", "post_papers"):
        rows = store.execute("SELECT * FROM {}".format(table))  # noqa: S608, UP032  of the above
        assert rows.fetchall() == []


def test_a_conference_is_what_the_posts_still_say(store: sqlite3.Connection) -> None:
    other = Conference("ICLR", 2024, city="Rome", edition=12)
    rome = Post("Another at ICLR 2024", conference=other)
    load(store, LISTING, rome)
    facts = "SELECT city, edition FROM conferences WHERE key = 'iclr2024'"
    assert store.execute(facts).fetchone() == ("Vienna", 12)
    with transaction(store):
        drop_posts(store, 1)
    assert store.execute(facts).fetchone() == ("Rome", 12)


def stored(store: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """Return the rows of all tables that hold posts."""
    tables = ("posts", "conferences", *PARTS)
    queries = [f"SELECT * FROM {table}" for table in tables]  # noqa: S608  of the above
    return [store.execute(query).fetchall() for query in queries]


def test_loading_a_post_again_changes_nothing(store: sqlite3.Connection) -> None:
    one_document(store, LISTING, LISTED)
    before = stored(store)
    one_document(store, LISTING, LISTED)
    assert stored(store) == before
