"""Folding texts for the index, for queries and for suggestions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.catalogue.migrate import migrate
from papercat.text.folding import fold, fold_letters, sort_key


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        pytest.param("Naïve BAYES", "naive bayes", id="case and accents"),
        pytest.param("eﬃcient ﬁsh", "efficient fish", id="ligatures"),
        pytest.param("CO₂ and E=mc²", "co2 and e mc2", id="subscripts"),
        pytest.param("the 𝒩=4 theory", "the n 4 theory", id="mathematical letters"),
        pytest.param("Self\u00adsupervised", "selfsupervised", id="soft hyphen"),
        pytest.param("Zero\u200bwidth", "zerowidth", id="zero-width space"),
        pytest.param("H<sub>2</sub>O <i>in vivo</i>", "h2o in vivo", id="markup"),
        pytest.param("a<b and b>c", "a b and b c", id="signs that are no markup"),
        pytest.param("R&amp;D, Schr&ouml;dinger", "r d schrodinger", id="entities"),
        pytest.param(r"Erd\H{o}s, Schr{\"o}dinger", "erdos schrodinger", id="TeX accents"),
        pytest.param(r"$\alpha$-stable", "alpha stable", id="TeX symbols"),
        pytest.param("Łukasz Strømme, Straße", "lukasz stromme strasse", id="letters"),
        pytest.param("Σίσυφος", "σισυφοσ", id="Greek"),
        pytest.param("ёлки", "елки", id="Russian yo"),
        pytest.param("мой", "мой", id="a Cyrillic letter of its own"),
        pytest.param("وَالكِتَاب", "والكتاب", id="Arabic vowel signs"),
        pytest.param("हिन्दी में", "हिन्दी में", id="Hindi vowel signs are letters"),
        pytest.param("深度学习 and GPT模型", "深 度 学 习 and gpt 模 型", id="Han"),
        pytest.param("대한민국", "대 한 민 국", id="Hangul"),
        pytest.param("ｶﾞガ", "ガ ガ", id="Kana of both widths"),
        pytest.param("snake_case", "snake case", id="underscore"),
        pytest.param("…", "", id="nothing to search"),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_accented_initials_sort_beside_their_letters() -> None:
    words = ["Zebra", "Öresund", "Ångström", "aardvark", "Łukasiewicz", "Nordic"]
    ordered = ["aardvark", "Ångström", "Łukasiewicz", "Nordic", "Öresund", "Zebra"]
    assert sorted(words, key=sort_key) == ordered


IndexedWords = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def indexed_words() -> Iterator[IndexedWords]:
    """Give the words that the index of titles makes of a text."""
    with sqlite3.connect(":memory:", isolation_level=None) as db:
        migrate(db)
        db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, titles_fts, instance)")

        def words_of(text: str) -> list[str]:
            db.execute("INSERT INTO titles_fts (titles_fts) VALUES ('delete-all')")
            db.execute("INSERT INTO titles_fts (rowid, title) VALUES (1, ?)", (text,))
            return [row[0] for row in db.execute("SELECT term FROM words ORDER BY offset")]

        yield words_of


@given(text=st.text())
def test_the_index_splits_a_folded_text_into_the_same_words(
    indexed_words: IndexedWords, text: str
) -> None:
    assert indexed_words(fold_letters(text)) == fold(text).split()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
