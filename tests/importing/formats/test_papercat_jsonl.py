"""papercat's own JSON lines: a line that is no paper is refused, the rest still read."""

import json
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats import arxiv_snapshot as arxiv
from papercat.importing.formats import papercat_jsonl as jsonl
from papercat.importing.formats import read_records
from papercat.papers.model import Hints, Note, Paper, Record, Refusal

HINTS = Hints(date(2026, 6, 1))


def read(*lines: str) -> list[Record]:
    return list(read_records(jsonl, lines, HINTS))


def test_a_title_is_enough() -> None:
    assert read('{"title": "Words"}') == [Paper("Words", line=1)]


def test_identifiers_are_read_in_their_normal_form_without_blank_ones() -> None:
    line = '{"title": "T", "ids": {"arXiv": "arXiv:2205.00001v2", "doi": ["doi:", " "]}}'
    (paper,) = read(line)
    assert isinstance(paper, Paper)
    assert paper.ids == (("arxiv", "2205.00001"),)


def test_blank_lines_count_but_hold_nothing() -> None:
    assert read("", '{"title": "Words"}', " ") == [Paper("Words", line=2)]


def test_a_key_nobody_knows_is_left_out_and_said_to_be_once() -> None:
    assert read('{"title": "Words", "mood": "fine"}', '{"title": "More", "mood": "sad"}') == [
        Paper("Words", line=1),
        Note(1, "no key 'mood' is known; left out, here and below"),
        Paper("More", line=2),
    ]


def test_lines_of_another_shape_are_not_told_of_key_by_key() -> None:
    found = read(*(json.dumps({"title": "Words", f"key{at}": at}) for at in range(100)))
    assert sum(isinstance(record, Note) for record in found) == 20


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": ', "not a JSON object"),
        ("[1]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("[" * 100_000, "not JSON: it is nested too deeply"),
        ('{"title": NaN}', "not a JSON object"),
        ("1" * 5000, "not a JSON object"),
        ("{}", "it has no title"),
        ('{"title": " "}', "it has no title"),
        ('{"title": 7}', "its title is not text"),
        ('{"title": "a\\u0000b"}', "it has a NUL character in it"),
        ('{"title": "\\ud800"}', "it has half of a surrogate pair, which is no character"),
        ('{"title": "T", "authors": "Jane"}', "its authors is not a list"),
        ('{"title": "T", "authors": [7]}', "an author is neither a name nor an object"),
        ('{"title": "T", "authors": [{"name": "A", "basis": "heard"}]}', "an author's basis"),
        ('{"title": "T", "published": "May 2022"}', "its published is 'May 2022', not"),
        ('{"title": "T", "published": "2022-02-30"}', "its published is '2022-02-30'"),
        ('{"title": "T", "authors": [{"name": "A", "basis": []}]}', "its basis is not text"),
        ('{"title": "T", "has_code": 1}', "its has_code is neither true nor false"),
        ('{"title": "T", "ids": ["arxiv"]}', "its ids is not an object"),
        ('{"title": "T", "ids": {"arxiv": 2203}}', "2203 is not text"),
        ('{"title": "T", "confidence": "high"}', "its confidence is not a number"),
        ('{"title": "T", "confidence": 7}', "its confidence is not between 0 and 1"),
        ('{"title": "T", "confidence": 1e999}', "its confidence is not between 0 and 1"),
        (f'{{"title": "T", "confidence": 1{"0" * 400}}}', "its confidence is not between 0 and 1"),
        ('{"title": "T", "key": "doe\\u001b[31m"}', "its key 'doe\\x1b[31m' is not one word"),
        ('{"title": "T", "key": "doe 2022"}', "its key 'doe 2022' is not one word"),
        ('{"title": "T", "categories": ["cs LG"]}', "'cs LG' of its categories is not one word"),
        ('{"title": "T", "sources": [{"file": "f", "line": 0}]}', "a source's line is 0"),
        ('{"title": "T", "sources": [{"file": "f", "line": true}]}', "a source's line is True"),
        ('{"title": "T", "sources": [{"file": "f", "line": 1e30}]}', "a source's line is 1e+30"),
    ],
)
def test_half_a_record_is_not_guessed_at(line: str, reason: str) -> None:
    refused = read(line)[0]
    assert isinstance(refused, Refusal)
    assert refused.reason.startswith(reason)
    assert read(line, '{"title": "The rest"}')[-1] == Paper("The rest", line=2)


def test_the_escape_of_a_whole_character_is_no_half() -> None:
    (paper,) = read('{"title": "\\ud835\\udcb3"}')
    assert paper == Paper("𝒳", line=1)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
keys = ["title", "authors", "published", "categories", "ids", "sources", "doubts", "inferences"]
objects = st.fixed_dictionaries({"title": st.just("T") | json_values}) | st.dictionaries(
    st.sampled_from(keys), json_values
)


@given(record=objects)
@pytest.mark.parametrize("reader", [jsonl, arxiv])
def test_no_json_breaks_a_reader(reader: ModuleType, record: object) -> None:
    (found,) = reader.read([json.dumps(record)], HINTS)
    assert isinstance(found, Paper | Refusal)


@given(line=st.text(min_size=1).filter(str.strip))
def test_no_text_breaks_the_reader(line: str) -> None:
    found = read(line)[0]
    assert isinstance(found, Refusal)
    jsonl.score(line)
