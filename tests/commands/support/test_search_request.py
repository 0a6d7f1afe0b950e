"""The words of a command line as one query."""

from __future__ import annotations

import pytest

from papercat.commands.support.search_request import query_of, words_not_options


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ([], ""),
        (["deep", "learning"], "deep learning"),
        (["deep learning"], "deep learning"),
        (["deep learning", "graphs"], '"deep learning" graphs'),
        (["title:deep learning"], 'title:"deep learning"'),
        (["-title:deep learning"], '-title:"deep learning"'),
        (["^deep learning"], '^"deep learning"'),
        (["category:machine learning", "chess"], 'category:"machine learning" chess'),
        (["AlphaStar: a study", "x"], "AlphaStar: a study x"),
        (['title:"deep learning" chess'], 'title:"deep learning" chess'),
        (["title:deep (a OR b)"], "title:deep (a OR b)"),
        (["chess OR go", "year:2020"], "chess OR go year:2020"),
        (["a -b"], "a -b"),
        (["multi-agent systems", "x"], '"multi-agent systems" x'),
    ],
)
def test_arguments_become_one_query(arguments: list[str], query: str) -> None:
    assert query_of(arguments) == query


@pytest.mark.parametrize(
    ("arguments", "prepared"),
    [
        (["chess", "-go"], ["chess", "^go"]),
        (["-neural", "-n", "5"], ["^neural", "-n", "5"]),
        (["-title:x", '-"a b"', "-(a OR b)"], ["^title:x", '^"a b"', "^(a OR b)"]),
        (["-n5", "--limit", "-h", "-1"], ["-n5", "--limit", "-h", "-1"]),
        (["--", "-go"], ["--", "-go"]),
    ],
)
def test_an_excluded_word_is_not_an_option(arguments: list[str], prepared: list[str]) -> None:
    assert words_not_options(arguments) == prepared
