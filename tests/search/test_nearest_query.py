"""A query that finds nothing, with its misspelt words put right."""

import sqlite3

import pytest

from papercat.search.nearest_query import nearest_query
from papercat.search.query_reader import parse
from papercat.search.query_terms import to_text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("retreival", "retrieval"),
        ("informaton retrieval", "information retrieval"),
        ("causal grpahs", "causal graphs"),
        ("casual information", "causal information"),
        ("infromation retreival", "information retrieval"),
        ("title:retreival", "title:retrieval"),
        ("-models retreival", "-models retrieval"),
        ("author:hofmann", "author:hoffmann"),
        ("hofmann graphs", "hoffmann graphs"),
        ('"causl graphs"', '"causal graphs"'),
        ("year:2020 retreival", None),
        ("xylophone", None),
        ("an", None),
        ("", None),
        ("category:xyz", None),
    ],
)
def test_the_nearest_query_that_finds_something(
    misspelt: sqlite3.Connection, typed: str, meant: str | None
) -> None:
    found = nearest_query(misspelt, parse(typed))
    assert (found and to_text(found)) == meant
