"""The page about searching says what the code does."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from papercat.search.query_fields import FIELDS
from papercat.search.query_language import parse

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_page_about_searching_is_up_to_date() -> None:
    generated = runpy.run_path(str(DOCS / "generate.py"))["page"]()
    assert (DOCS / "search.md").read_text("utf-8") == generated, "write it anew with: make docs"


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_on_the_page_with_an_example_that_can_be_read(field: str) -> None:
    syntax = FIELDS[field]
    assert f"`{syntax.name}:`" in (DOCS / "search.md").read_text("utf-8")
    parse(syntax.example)
