"""A paper as a JSON object: nothing is lost on the way out and back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.papers.model import Author, Certainty, Doubt, Guess, Origin, Paper
from papercat.papers.record import KEYS, BadRecord, from_record, from_text, to_record, to_text

text = st.text(st.characters(exclude_categories=["Cs"]))
words = text.filter(str.strip)
keys = words.filter(lambda key: key.isprintable() and key.split() == [key] and key[0] != "-")
codes = st.lists(st.from_regex(r"[a-z]{2}\.[A-Z]{2}", fullmatch=True), max_size=3, unique=True)
sure = st.floats(0, 1)
stated = st.lists(st.builds(Author, words), max_size=3)
inferred = st.lists(st.builds(Author, words, st.just("inferred")), max_size=2)
guesses = st.builds(Guess, words, text, text, st.sampled_from(Certainty))
doubts = st.builds(Doubt, words, sure, text, st.lists(text, max_size=2).map(tuple))
origins = st.builds(Origin, words, st.integers(1, 10**6), st.none() | words, st.none() | text)
papers = st.builds(
    Paper,
    title=words,
    line=st.just(1),
    abstract=st.none() | words,
    authors=st.tuples(stated, inferred).map(lambda both: (*both[0], *both[1])),
    authors_truncated=st.booleans(),
    published=st.none() | st.sampled_from(["2022", "2022-03", "2022-03-29"]),
    categories=codes.map(tuple),
    has_code=st.booleans(),
    organisations=codes.map(tuple),
    venue=st.none() | words,
    comment=st.none() | words,
    extra=st.dictionaries(words, text, max_size=2).map(lambda found: tuple(found.items())),
    ids=st.dictionaries(words, words, max_size=3).map(lambda ids: tuple(sorted(ids.items()))),
    key=st.none() | keys,
    confidence=st.none() | sure,
    guesses=st.lists(guesses, max_size=2).map(tuple),
    doubts=st.lists(doubts, max_size=2).map(tuple),
    origins=st.lists(origins, max_size=2).map(tuple),
)


@given(papers)
def test_a_paper_comes_back_as_it_was(paper: Paper) -> None:
    line = json.dumps(to_record(paper), ensure_ascii=False)
    assert from_record(json.loads(line), 1) == paper


@given(papers)
def test_every_key_is_there_in_its_order(paper: Paper) -> None:
    assert list(to_record(paper)) == KEYS


@given(papers, st.none() | text)
def test_a_statement_comes_back_as_it_was(paper: Paper, printed: str | None) -> None:
    statement = replace(paper, printed=printed)
    assert from_text(to_text(statement), 1) == statement


def test_what_a_statement_lacks_is_not_stored() -> None:
    assert to_text(Paper("T")) == '{"title":"T"}'


def test_stated_authors_have_a_position_and_inferred_ones_do_not() -> None:
    authors = (Author("A", person=7), Author("B"), Author("C", "inferred"))
    assert to_record(Paper("T", authors=authors))["authors"] == [
        {"id": 7, "name": "A", "position": 1, "basis": "stated"},
        {"name": "B", "position": 2, "basis": "stated"},
        {"name": "C", "position": None, "basis": "inferred"},
    ]


def test_an_inference_says_what_it_rests_on() -> None:
    guess = Guess("published", "no year is printed", "Jan 30", Certainty.CLOCK)
    assert to_record(Paper("T", guesses=(guess,)))["inferences"] == [
        {
            "field": "published",
            "printed": "Jan 30",
            "reason": "no year is printed",
            "basis": "clock",
        }
    ]


def test_a_scheme_with_several_identifiers_has_a_list() -> None:
    ids = (("arxiv", "2203.15556"), ("doi", "10.1/x"), ("doi", "10.2/y"))
    found = to_record(Paper("T", ids=ids))["ids"]
    assert found == {"arxiv": "2203.15556", "doi": ["10.1/x", "10.2/y"]}
    assert from_record({"title": "T", "ids": found}, 1).ids == ids


def test_an_author_may_be_a_plain_string() -> None:
    assert from_record({"title": "T", "authors": ["Jane Doe"]}, 1).authors == (Author("Jane Doe"),)


def test_an_identifier_that_is_null_is_missing() -> None:
    ids = {"doi": None, "arxiv": "2203.15556"}
    assert from_record({"title": "T", "ids": ids}, 1).ids == (("arxiv", "2203.15556"),)


def test_an_empty_text_is_missing() -> None:
    paper = from_record({"title": "T", "abstract": "", "venue": ""}, 1)
    assert (paper.abstract, paper.venue) == (None, None)


def test_a_value_given_twice_is_there_once() -> None:
    row = {"title": "T", "categories": ["cs.LG", "cs.LG"], "organisations": ["x", "x"]}
    paper = from_record(row, 1)
    assert (paper.categories, paper.organisations) == (("cs.LG",), ("x",))


def test_a_blank_author_is_left_out() -> None:
    row = {"title": "T", "authors": ["", {"name": " "}, {"name": "Jane Doe"}]}
    assert from_record(row, 1).authors == (Author("Jane Doe"),)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"title": " "}, "it has no title"),
        ({"title": 7}, "its title is not text"),
        ({"abstract": ["x"]}, "its abstract is not text"),
        ({"authors": "Jane Doe"}, "its authors is not a list"),
        ({"authors": [7]}, "an author is neither a name nor an object"),
        (
            {"authors": [{"name": "A", "basis": "heard"}]},
            "basis is 'heard', not stated or inferred",
        ),
        ({"authors_truncated": "no"}, "its authors_truncated is neither true nor false"),
        ({"categories": ["cs LG"]}, "'cs LG' of its categories is not one word"),
        ({"published": "May 2022"}, "its published is 'May 2022', not 2022, 2022-03 or 2022-03-29"),
        ({"published": "2022-02-30"}, "its published is '2022-02-30'"),
        ({"ids": ["x"]}, "its ids is not an object"),
        ({"ids": {"doi": 7}}, "7 is not text"),
        ({"extra": {"volume": 7}}, "7 is not text"),
        ({"key": "two words"}, "its key 'two words' is not one word"),
        ({"key": "-x"}, "its key '-x' is not one word"),
        ({"confidence": 2}, "its confidence is not between 0 and 1"),
        ({"confidence": True}, "its confidence is not a number"),
        ({"doubts": ["x"]}, "a doubt is not an object"),
        ({"inferences": ["x"]}, "an inference is not an object"),
        ({"inferences": [{"basis": "x"}]}, "basis is 'x', not clock, page or user"),
        ({"sources": ["x"]}, "a source is not an object"),
        ({"sources": [{"line": 0}]}, "a source's line is 0, not a number from 1"),
    ],
)
def test_a_record_is_taken_whole_or_refused(more: dict[str, object], reason: str) -> None:
    with pytest.raises(BadRecord) as refused:
        from_record({"title": "T", **more}, 1)
    assert reason in str(refused.value)


def test_a_record_is_read_back_without_going_through_text() -> None:
    doubt = Doubt("title", 0.5, "cut off", ("A Title", "Another"))
    paper = Paper(title="A Title", line=1, doubts=(doubt,))
    assert from_record(to_record(paper), 1).doubts == (doubt,)
