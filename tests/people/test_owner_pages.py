"""Owners of real pages: they lie in ../shared, beside the repository."""

from __future__ import annotations

import json
import lzma
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from papercat.people.page_owner import Entry, infer_owner, same_on_page

PAGES = Path(__file__).resolve().parents[3] / "shared" / "listings" / "pages-dev.jsonl.xz"
EVERY = 4
"""One page in four is enough for a test."""

pytestmark = pytest.mark.skipif(not PAGES.exists(), reason="the pages are not beside us")


@cache
def pages() -> list[dict[str, Any]]:
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, 0, None, EVERY)]


def outcomes(*kinds: str, sizes: tuple[int, ...]) -> tuple[float, float]:
    """Return the shares of pages whose owner is named right, and wrong."""
    right = wrong = count = 0
    for row in pages():
        if row["kind"].partition(" ")[2] not in kinds or row["size"] not in sizes:
            continue
        entries = [
            Entry(tuple(each["authors"]), each["truncated"], each["date"])
            for each in row["entries"]
        ]
        owner = infer_owner(entries)
        count += 1
        if owner and any(same_on_page(owner.name, name) for name in row["owner"]):
            right += 1
        elif owner:
            wrong += 1
    return right / count, wrong / count


def test_most_pages_of_one_person_are_named() -> None:
    right, wrong = outcomes("one person", sizes=(10, 20, 50))
    assert right > 0.75
    assert wrong < 0.03


def test_nearly_all_long_pages_of_one_person_are_named() -> None:
    right, wrong = outcomes("one person", sizes=(50,))
    assert right > 0.85
    assert wrong < 0.03


def test_most_pages_with_a_few_strangers_entries_are_named() -> None:
    right, wrong = outcomes("one person and strangers", sizes=(10, 20, 50))
    assert right > 0.65
    assert wrong < 0.03


def test_pages_of_two_people_of_anybody_and_of_a_keyword_are_nobodys() -> None:
    _, wrong = outcomes("two people", "anybody", "keyword", sizes=(6, 10, 20, 30, 50))
    assert wrong < 0.02
