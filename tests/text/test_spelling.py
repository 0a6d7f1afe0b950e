"""What somebody with one letter wrong most likely meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.text.spelling import (
    Spelling,
    lookup_keys,
    nearest_names,
    nearest_words,
    spelling_keys,
)


def test_a_word_is_filed_under_its_front_and_its_back() -> None:
    assert spelling_keys("retrieval") == ("9<retr", "9>eval")
    assert spelling_keys("graphs") == ("6<gra", "6>hs")
    assert spelling_keys("an") == spelling_keys("x" * 41) == ()


@pytest.mark.parametrize(
    "typed", ["retreival", "retrieva", "retrievall", "retrjeval", "etrieval", "xretrieval"]
)
def test_a_misspelt_word_shares_a_key(typed: str) -> None:
    assert lookup_keys(typed).intersection(spelling_keys("retrieval"))


words = st.text("abcé1", min_size=3, max_size=12)


@given(words, st.integers(0, 11), st.sampled_from("abz"))
def test_every_slip_of_one_letter_shares_a_key(word: str, at: int, letter: str) -> None:
    at %= len(word)
    before, after = word[:at], word[at + 1 :]
    swapped = before + after[:1] + word[at] + after[1:]
    for typed in (before + letter + after, before + letter + word[at:], before + after, swapped):
        assert lookup_keys(typed).intersection(spelling_keys(word))


@given(st.text(max_size=60))
def test_keys_are_few_and_short(word: str) -> None:
    assert len(spelling_keys(word)) <= 2
    assert len(lookup_keys(word)) <= 6
    assert all(len(key) <= 24 for key in lookup_keys(word).union(spelling_keys(word)))


@pytest.mark.parametrize(
    ("typed", "candidates", "best"),
    [
        pytest.param("learnig", "leaning 3, learning 9", "learning", id="a letter left out"),
        pytest.param("casual", "causal 2, casual 9", "causal", id="never the word itself"),
        pytest.param("modl", "mode 5, model 2", "model", id="left out before replaced"),
        pytest.param("form", "from 2, fork 5", "from", id="swapped before replaced"),
        pytest.param("grath", "wrath 5, graph 4", "graph", id="the first letter is seldom wrong"),
        pytest.param("netwrk", "network 8, networks 90", "network", id="the nearest first"),
        pytest.param("gans", "gangs 90 0, gains 2 1", "gains", id="what finds something first"),
    ],
)
def test_the_likeliest_word_comes_first(typed: str, candidates: str, best: str) -> None:
    rows = [row.split() for row in candidates.split(", ")]
    spellings = [Spelling(word, *map(int, counts)) for word, *counts in rows]
    assert nearest_words(typed, spellings)[0].text == best


def test_what_is_too_far_is_not_offered() -> None:
    far = [Spelling("tokens", 3), Spelling("transformations", 3)]
    assert nearest_words("toxins", far) == []
    assert nearest_words("trnsformatons", far) == [far[1]]


def test_no_more_than_asked_for_and_always_in_the_same_order() -> None:
    spellings = [Spelling(text, 1) for text in ("bat", "cat", "mat")]
    found = nearest_words("xat", spellings, limit=2)
    assert [spelling.text for spelling in found] == ["bat", "cat"]
    assert found == nearest_words("xat", reversed(spellings), limit=2)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("jordan hofmann", "jordan hoffmann"),
        ("hofmann jordan", "jordan hoffmann"),
        ("jordon hoffmann", "jordan hoffmann"),
        ("j hofmann", "jordan hoffmann"),
        ("jack rea", "jack w rae"),
        ("hofman", "marie hofmann"),
        ("yi liv", "yi liu"),
        ("stephen smitj", "stephen smith"),
        ("wen wen wanwg", "wen wen wang"),
    ],
)
def test_the_likeliest_person_comes_first(typed: str, best: str) -> None:
    people = {
        "jordan hoffmann": 9,
        "jordan hartmann": 30,
        "marie hofmann": 2,
        "jack w rae": 40,
        "jack m ray": 2,
        "yi liu": 9,
        "yi lin": 3,
        "yang liu": 80,
        "s smith": 20,
        "stephen smith": 2,
        "wen xu wang": 7,
        "wen wen wang": 1,
    }
    spellings = [Spelling(name, papers) for name, papers in people.items()]
    assert nearest_names(typed, spellings)[0].text == best


def test_a_name_is_not_its_own_correction() -> None:
    assert nearest_names("yi liu", [Spelling("yi liu", 3), Spelling("yi li", 2)]) == [
        Spelling("yi li", 2)
    ]
