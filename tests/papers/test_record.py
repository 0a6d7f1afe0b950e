"""A paper as a JSON object: nothing is lost on the way out and back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from papercat.papers.model import Author, Doubt, Guess, Origin, Paper
from papercat.papers.record import KEYS, from_record, to_record

text = st.text(st.characters(exclude_categories=["Cs"]))
words = text.filter(str.strip)
keys = words.filter(lambda key: key.isprintable() and key.split() == [key])
codes = st.lists(st.from_regex(r"[a-z]{2}\.[A-Z]{2}", fullmatch=True), max_size=3, unique=True)
sure = st.floats(0, 1)
people = st.none() | st.integers(1, 10**6)
listed = st.lists(st.builds(Author, words, st.just("listed"), people), max_size=3)
inferred = st.lists(st.builds(Author, words, st.just("inferred"), people), max_size=2)
papers = st.builds(
    Paper,
    title=words,
    line=st.just(1),
    abstract=st.none() | words,
    authors=st.tuples(listed, inferred).map(lambda both: (*both[0], *both[1])),
    authors_truncated=st.booleans(),
    published=st.none() | st.sampled_from(["2022", "2022-03", "2022-03-29"]),
    categories=codes.map(tuple),
    has_code=st.booleans(),
    organisations=codes.map(tuple),
    venue=st.none() | words,
    ids=st.dictionaries(words, words, max_size=3).map(lambda ids: tuple(sorted(ids.items()))),
    key=st.none() | keys,
    confidence=st.none() | sure,
    guesses=st.lists(st.builds(Guess, words, text, text), max_size=2).map(tuple),
    doubts=st.lists(
        st.builds(Doubt, words, sure, text, st.lists(text, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    origins=st.lists(
        st.builds(
            Origin,
            words,
            st.integers(1, 10**6),
            words,
            words,
            st.none() | text,
            st.dictionaries(words, st.none() | text, max_size=2).map(
                lambda said: tuple(sorted(said.items()))
            ),
            st.lists(words, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


@given(papers)
def test_a_paper_comes_back_as_it_was(paper: Paper) -> None:
    line = json.dumps(to_record(paper), ensure_ascii=False)
    assert from_record(json.loads(line), 1) == paper


@given(papers)
def test_every_key_is_there_in_its_order(paper: Paper) -> None:
    assert list(to_record(paper)) == KEYS


def test_listed_authors_have_a_position_and_inferred_ones_none() -> None:
    authors = (Author("A"), Author("B"), Author("C", "inferred"))
    out = to_record(Paper("T", 1, authors=authors))["authors"]
    assert isinstance(out, list)
    assert [author["position"] for author in out] == [1, 2, None]


def test_an_author_may_be_a_plain_string() -> None:
    assert from_record({"title": "T", "authors": ["Jane Doe"]}, 1).authors == (Author("Jane Doe"),)


def test_an_identifier_that_is_null_is_missing() -> None:
    ids = {"doi": None, "arxiv": "2203.15556"}
    assert from_record({"title": "T", "ids": ids}, 1).ids == (("arxiv", "2203.15556"),)


def test_an_empty_text_is_missing() -> None:
    paper = from_record({"title": "T", "abstract": "", "venue": ""}, 1)
    assert (paper.abstract, paper.venue) == (None, None)


def test_a_value_given_twice_is_there_once() -> None:
    row = {"title": "T", "categories": ["cs.LG", "cs.LG"], "affiliations": ["x", "x"]}
    paper = from_record(row, 1)
    assert (paper.categories, paper.organisations) == (("cs.LG",), ("x",))
