"""Whose page: pages of real papers, mixed ones and true ones, cut as the site cuts them."""

from __future__ import annotations

import json
import lzma
import random
from collections import defaultdict
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from papercat.infer.owner import Names, infer_owner, same_on_page

SHARED = Path(__file__).resolve().parents[3] / "shared"
ACL = SHARED / "authors" / "acl-papers.jsonl.xz"
DEV = SHARED / "listings" / "dev.gold.jsonl"
MANY = 30_000
"""papers are enough for a test"""
PAGE = 50

needs_papers = pytest.mark.skipif(not ACL.exists(), reason="the papers are not beside us")


def entry(*names: str, hidden: int = 0) -> Names:
    return Names(names[:3], hidden > 0 or len(names) > 3)


@cache
def papers() -> list[tuple[str, ...]]:
    with lzma.open(ACL, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, islice(lines, MANY))
        return [tuple(author["name"] for author in row["authors"]) for row in rows]


@cache
def by_author() -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(papers()):
        for name in set(names):
            found[name].append(number)
    return found


def chance() -> random.Random:
    return random.Random(5)  # noqa: S311  it should repeat


@needs_papers
@pytest.mark.parametrize("size", [5, 8, 20, 50])
def test_a_mixed_page_is_nobodys(size: int) -> None:
    rng = chance()
    pages = ([entry(*names) for names in rng.sample(papers(), size)] for _ in range(500))
    assert [owner for page in pages if (owner := infer_owner(page))] == []


@pytest.mark.skipif(not DEV.exists(), reason="the large listing is not beside us")
def test_pages_of_a_large_listing_are_nobodys() -> None:
    rows = map(json.loads, DEV.read_text("utf-8").splitlines())
    names = [Names(tuple(row["authors"]), row["truncated"]) for row in rows]
    pages = [names[at : at + PAGE] for at in range(0, len(names), PAGE)]
    assert [owner for page in pages if (owner := infer_owner(page))] == []


@needs_papers
def test_most_true_pages_are_told() -> None:
    people = [name for name, numbers in by_author().items() if len(numbers) >= 15]
    right = wrong = 0
    for name in people:
        page = [entry(*papers()[number]) for number in by_author()[name][-PAGE:]]
        owner = infer_owner(page)
        right += bool(owner and same_on_page(owner.name, name))
        wrong += bool(owner and not same_on_page(owner.name, name))
    assert right / len(people) > 0.85
    assert wrong / len(people) < 0.02


def test_too_few_entries_tell_nothing() -> None:
    assert infer_owner([entry("Ada Moor")] * 4) is None


def test_the_name_on_all_complete_entries_owns_the_page() -> None:
    page = [entry("Ada Moor", "Ben Okafor"), entry("Chi Nakamura", "Ada Moor"), entry("Ada Moor")]
    page += [entry("Dan Petrov", "Eva Lind", "Finn Roy", hidden=2)] * 3
    page += [entry("Ada Moor", f"Gil Soto {at}", f"Ida Berg {at}", hidden=1) for at in range(2)]
    owner = infer_owner(page)
    assert owner
    assert (owner.name, owner.named, owner.entries) == ("Ada Moor", 5, 8)
    assert owner.margin == pytest.approx(0.667, abs=0.001)


def test_one_complete_entry_without_the_name_rules_a_person_out() -> None:
    page = [entry("Ada Moor", f"Gil Soto {at}") for at in range(20)]
    assert infer_owner(page)
    assert infer_owner([*page, entry("Ben Okafor")]) is None


def test_constant_companions_are_not_told_apart() -> None:
    page = [entry("Ada Moor", "Ben Okafor")] * 5 + [entry("Ada Moor", "X Y", "Z W", hidden=1)] * 4
    assert infer_owner(page) is None


def test_a_page_that_grows_keeps_its_owner() -> None:
    page = [entry("Ada Moor", f"Gil Soto {at}") for at in range(8)]
    grown = [entry("Ben Okafor", "Eva Lind", "Finn Roy", hidden=1), *page, entry("Ada Moor")]
    before, after = infer_owner(page), infer_owner(grown)
    assert before
    assert after
    assert before.name == after.name
