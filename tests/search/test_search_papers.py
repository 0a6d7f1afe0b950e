"""What a search finds, and what comes first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import people_store
import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import in_memory

from papercat.catalogue.connection import transaction, writing
from papercat.errors import QueryError
from papercat.importing.load_document import load_document
from papercat.papers.find_paper import keys_of
from papercat.papers.model import Author, Conference, Doubt, Mention, Paper, Post, Section
from papercat.search.full_text import index_faults
from papercat.search.query_reader import parse
from papercat.search.search_papers import Order, Search

INFERRED = Author("Lena Vogel", "inferred")
BETA = tuple(map(Author, ("Łukasz O'Brien", "王植", "Иван Петров", "कुमार हिन्दी")))

PAPERS = (
    Paper("Attention Networks for Chess", 1, key="chess", published="2019-05-06",
          abstract="We train a multi-agent system.", authors=(Author("Petar Veličković"),),
          categories=("cs.LG", "cs.AI"), has_code=True, ids=(("arxiv", "1905.00001"),)),
    Paper("Attentive Network Pruning", 2, key="pruning", published="2021",
          abstract="Networks are pruned.", authors=(Author("Lena Vogel"), Author("Jan Roe")),
          categories=("stat.ML",), organisations=("deepmind",), venue="Nature Physics 12"),
    Paper("A Memory of Networks", 3, key="memory", published="2020-03-29",
          abstract="It pays attention to graphs. Written in C++.", authors=(INFERRED,),
          authors_truncated=True, categories=("math.CO",),
          doubts=(Doubt("title", 0.6, "two ways to split"),)),
    Paper("On the β-VAE and GPT-4", 4, key="beta", published="2024-02-01",
          authors=BETA, categories=("math-ph",), ids=(("doi", "10.1/x"),)),
    Paper("Vitamin C and k-NN", 5, key="vitamin", authors=(Author("J. Roe"),),
          abstract="A multiagent study of $\\alpha$ with 100% of O'Brien's data."),
    Paper("Naïve Bayes in Łódź", 6, key="bayes", published="2023-12",
          abstract=r'Schr\"odinger and the attention of networks.'),
)  # fmt: skip
POST = Post(
    "Chess at ICLR",
    sections=(Section(None, "We bring Attention Networks for Chess to Vienna."),),
    conference=Conference("ICLR", 2024),
    mentions=(Mention("Attention Networks for Chess", "We bring it.", 0),),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A catalogue of six papers and a post."""
    path: Path = tmp_path_factory.mktemp("search") / "catalogue.db"
    with writing(path) as db:
        with transaction(db):
            load_document(db, "folder/listing.txt", "1", "listing", PAPERS)
        with transaction(db):
            load_document(db, "post.md", "2", "post", [POST])
        yield db


def found(db: sqlite3.Connection, query: str, order: Order | None = None) -> list[str]:
    search = Search(db, parse(query))
    ids = search.ids(order or Order())
    assert search.count() == len(ids)
    return list(keys_of(db, ids))


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        pytest.param("chess", "chess", id="a word"),
        pytest.param("attention chess", "chess", id="all words"),
        pytest.param("ATTENTION Chess", "chess", id="case"),
        pytest.param("velickovic", "chess", id="accents of a name"),
        pytest.param("lukasz", "beta", id="a letter that is no accented other letter"),
        pytest.param("Łukasz", "beta", id="or as it is printed"),
        pytest.param("naive lodz", "bayes", id="accents of a title"),
        pytest.param("naïve", "bayes", id="accents typed"),
        pytest.param("O'Brien", "beta vitamin", id="an apostrophe"),
        pytest.param("gpt-4", "beta", id="a hyphen"),
        pytest.param("multi-agent", "chess vitamin", id="a hyphen or none"),
        pytest.param("β-VAE", "beta", id="a Greek letter"),
        pytest.param("beta-vae", "beta", id="its name"),
        pytest.param("$\\alpha$", "vitamin", id="TeX"),
        pytest.param("schrodinger", "bayes", id="without TeX's accent"),
        pytest.param("Schrödinger", "bayes", id="with another's"),
        pytest.param(r"schr\"odinger", "bayes", id="as TeX has it"),
        pytest.param("C++", "memory", id="C++ is not C"),
        pytest.param("title:C++", "", id="nor in a title"),
        pytest.param("C++ -graphs", "", id="C++ and without"),
        pytest.param("-C++ networks -chess", "bayes pruning", id="without C++"),
        pytest.param("k-NN", "vitamin", id="k-NN"),
        pytest.param('"attention networks"', "chess", id="a phrase, exactly"),
        pytest.param('"network"', "pruning", id="one word, exactly"),
        pytest.param("network", "bayes chess memory pruning", id="a word, in any form"),
        pytest.param("gpt4", "beta", id="a hyphen left out"),
        pytest.param("multiagent", "chess vitamin", id="another hyphen left out"),
        pytest.param("multi-agents", "chess vitamin", id="a hyphen and another form"),
        pytest.param("obrien", "beta vitamin", id="an apostrophe left out"),
        pytest.param("vogel", "memory pruning", id="an inferred author, too"),
        pytest.param('"vogel"', "pruning", id="only stated authors in quotes"),
        pytest.param('"networks attention"', "", id="but in this order"),
        pytest.param("neural OR chess", "chess", id="either"),
        pytest.param("prun*", "pruning", id="a beginning"),
        pytest.param("networks -chess -memory", "bayes pruning", id="without"),
        pytest.param("networks NOT (chess OR memory)", "bayes pruning", id="without either"),
        pytest.param("%", "", id="a sign alone is no word"),
        pytest.param("math", "", id="a category's code is no word of a paper"),
    ],
)
def test_words(db: sqlite3.Connection, query: str, keys: str) -> None:
    assert sorted(found(db, query)) == keys.split()


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("title:attention", "chess"),
        ("abstract:attention", "bayes memory"),
        ("title:(network -chess)", "memory pruning"),
        ("author:vogel", "memory pruning"),
        ("stated:vogel", "pruning"),
        ("-stated:vogel author:vogel", "memory"),
        ("author:roe OR stated:vogel", "pruning vitamin"),
        ('stated:"Lena Vogel"', "pruning"),
        ('author:"Lena Vogel"', "memory pruning"),
        ("author:(lena vogel)", "memory pruning"),
        ("author:(vogel OR velickovic) networks", "chess memory pruning"),
        ("author:lukasz", "beta"),
        ("author:王植", "beta"),
        ("author:王*", "beta"),
        ("author:ПЕТРОВ", "beta"),
        ("author:हिन्दी", "beta"),
        ('author:"j roe"', "pruning vitamin"),
        ("author:roe", "pruning vitamin"),
        ("author:vel*", "chess"),
        ("author:-vogel networks", "bayes chess"),
        ("category:cs.LG", "chess"),
        ("category:lg", "chess"),
        ('category:"machine learning"', "chess pruning"),
        ("category:math", "memory"),
        ("category:math-ph", "beta"),
        ("category:cs.*", "chess"),
        ("category:(LG OR ML) -chess", "pruning"),
        ("-category:cs networks", "bayes memory pruning"),
        ("category:nowhere", ""),
        ("year:2020", "memory"),
        ("year:2019..2020", "chess memory"),
        ("year:2021..", "bayes beta pruning"),
        ("year:..2019", "chess"),
        ("since:2023-12", "bayes beta"),
        ("before:2020", "chess"),
        ("-year:2019 attention", "bayes memory"),
        ("year:(2019 OR 2024)", "beta chess"),
        ("org:deepmind", "pruning"),
        ("org:DeepM*", "pruning"),
        ("has:code", "chess"),
        ("-has:code networks", "bayes memory pruning"),
        ("has:doubts", "memory"),
        ("-has:abstract", "beta"),
        ("has:authors -networks", "beta vitamin"),
        ("-has:date", "vitamin"),
        ("has:org", "pruning"),
        ("has:conference", "chess"),
        ("has:venue", "pruning"),
        ("conference:iclr2024", "chess"),
        ('conference:"ICLR 2024"', "chess"),
        ("conference:iclr", "chess"),
        ("1905.00001", "chess"),
        ("(arXiv:1905.00001v2)", "chess"),
        ("https://arxiv.org/abs/1905.00001v2", "chess"),
        ("10.1/x", ""),
        ("cs.LG", "chess"),
        ("math-PH", "beta"),
        ("cs.lg networks", "chess"),
        ("-cs.LG networks", "bayes memory pruning"),
        ("venue:physics", "pruning"),
        ('venue:"nature physics"', "pruning"),
        ("venue:phys", ""),
        ("venue:phys*", "pruning"),
        ("key:chess", "chess"),
        ("key:b*", "bayes beta"),
        ("source:listing.txt chess", "chess"),
        ("source:folder/listing.txt chess", "chess"),
        ("source:other.txt", ""),
        ("id:1905.00001v2", "chess"),
        ("arxiv:1905*", "chess"),
        ("arxiv:https://arxiv.org/abs/1905.00001v3", "chess"),
        ("id:https://doi.org/10.1/X", "beta"),
        ("arxiv:https://doi.org/10.1/X", ""),
        ("doi:10.1/X", "beta"),
        ("chess OR org:deepmind", "chess pruning"),
        ("-chess", "bayes beta memory pruning vitamin"),
        ("", "bayes beta chess memory pruning vitamin"),
    ],
)
def test_fields(db: sqlite3.Connection, query: str, keys: str) -> None:
    assert sorted(found(db, query)) == keys.split()


def test_the_indexes_are_in_step(db: sqlite3.Connection) -> None:
    assert list(index_faults(db)) == []


def test_a_title_is_indexed_once(db: sqlite3.Connection) -> None:
    db.execute("CREATE VIRTUAL TABLE temp.title_words USING fts5vocab(main, titles_fts, row)")
    assert db.execute("SELECT cnt FROM title_words WHERE term = 'chess'").fetchone() == (1,)


def test_exact_words_come_before_other_forms_and_titles_before_abstracts(
    db: sqlite3.Connection,
) -> None:
    assert set(found(db, "networks")[:2]) == {"chess", "memory"}
    assert found(db, "network")[0] == "pruning"
    assert found(db, "vogel") == ["pruning", "memory"]


def test_of_papers_that_fit_alike_the_newest_comes_first(db: sqlite3.Connection) -> None:
    assert found(db, "chess OR org:deepmind OR key:beta") == ["chess", "beta", "pruning"]
    assert found(db, "category:cs OR category:math") == ["memory", "chess"]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("date", "beta bayes pruning memory chess vitamin"),
        ("title", "memory chess pruning bayes beta vitamin"),
        ("author", "beta vitamin chess pruning bayes memory"),
        ("added", "beta bayes pruning memory chess vitamin"),
    ],
)
def test_orders(db: sqlite3.Connection, by: str, keys: str) -> None:
    assert found(db, "", Order(by)) == keys.split()
    assert sorted(found(db, "", Order(by, reverse=True))) == sorted(keys.split())


def test_what_has_no_author_stays_last_when_the_order_is_reversed(db: sqlite3.Connection) -> None:
    assert found(db, "", Order("author", reverse=True)) == (
        ["pruning", "chess", "vitamin", "beta", "bayes", "memory"]
    )


@pytest.mark.parametrize("by", ["relevance", "date", "title", "author", "added"])
@pytest.mark.parametrize("query", ["networks", "", "networks OR has:code", "author:vogel networks"])
@pytest.mark.parametrize("reverse", [False, True])
def test_pages_follow_one_another(
    db: sqlite3.Connection,
    query: str,
    by: str,
    reverse: bool,
) -> None:
    search = Search(db, parse(query))
    whole = search.ids(Order(by, reverse))
    pages = [search.ids(Order(by, reverse, 1, offset)) for offset in range(len(whole) + 1)]
    assert pages == [[each] for each in whole] + [[]]
    assert len(set(whole)) == search.count()


WORDS = r"""
a chess OR AND NOT | - ^ * " ( ) : .. “ ” title: author: year:2020 year: has:code category:LG
stated:roe x:y é β $\alpha$ C++ '' ; -- % _ \ NEAR( {a} cs.LG org:deepmind conference:iclr key:a
"""
pieces = st.sampled_from([*WORDS.split(), " ", " ", "\x00", "\u2028", "\x1b"])


@given(query=st.one_of(st.lists(pieces, max_size=9).map("".join), st.text(max_size=12)))
def test_whatever_is_typed_finds_or_finds_nothing_or_is_refused(
    db: sqlite3.Connection, query: str
) -> None:
    try:
        search = Search(db, parse(query))
    except QueryError:
        return
    for by in ("relevance", "title"):
        assert len(search.ids(Order(by))) == search.count()


@pytest.fixture(scope="module")
def widgets() -> Iterator[sqlite3.Connection]:
    """A catalogue of so many alike papers that they are ranked in parts."""
    sizes = ("widgets", "widget big", "big widget big", "widget and more of it", "a widget")
    papers = [
        Paper(f"On {size} {i}", i + 1, abstract=f"A widget, {size * (i % 7)}.",
              authors=(Author(f"Lena Vogel{ascii_lowercase[i % 26]}"),))
        for i, size in enumerate(sizes * 130)
    ]  # fmt: skip
    with in_memory() as db:
        with transaction(db):
            load_document(db, "many.txt", "1", "listing", papers)
        yield db


@pytest.mark.parametrize("query", ["widget has:authors", "title:widget has:authors", "widget"])
def test_pages_of_a_result_fit_together(widgets: sqlite3.Connection, query: str) -> None:
    search = Search(widgets, parse(query))
    whole = search.ids(Order(limit=1 << 31))
    pages = [search.ids(Order(limit=7, offset=at)) for at in range(0, len(whole), 7)]
    assert len(whole) == search.count() > 300
    assert [row for page in pages for row in page] == whole


@pytest.mark.parametrize("term", ["has:code", "-a", "cs.LG", "key:a OR", "^a"])
def test_thousands_of_conditions_are_answered(db: sqlite3.Connection, term: str) -> None:
    many = f"{term} " * (10_000 // len(f"{term} "))
    search = Search(db, parse(many.removesuffix("OR ")))
    assert search.count() == Search(db, parse(term.removesuffix(" OR"))).count()


def test_a_name_that_is_on_no_paper_any_more_finds_nobody() -> None:
    with in_memory() as db:
        people_store.load(db, [people_store.paper("One", "Ada Quux", "Bo Quux")])
        people_store.load(db, [people_store.paper("One", "Bo Quux")])
        assert Search(db, parse("author:quux")).count() == 1
        assert Search(db, parse("author:ada")).count() == 0
