"""Whose page: pages of real papers, mixed ones and true ones, cut as the site cuts them."""

from __future__ import annotations

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from papercat.people.page_owner import Entry, infer_owner, likely_owner, same_on_page

SHARED = Path(__file__).resolve().parents[3] / "shared"
ACL = SHARED / "authors" / "acl-papers.jsonl.xz"
DEV = SHARED / "listings" / "dev.gold.jsonl"
MANY = 30_000
"""papers are enough for a test"""
PAGE = 50

needs_papers = pytest.mark.skipif(not ACL.exists(), reason="the papers are not beside us")


def entry(*names: str, hidden: int = 0, published: str | None = None) -> Entry:
    return Entry(names[:3], hidden > 0 or len(names) > 3, published)


@cache
def rows() -> list[dict[str, Any]]:
    with lzma.open(ACL, "rt", encoding="utf-8") as lines:
        return list(map(json.loads, islice(lines, MANY)))


@cache
def papers() -> list[tuple[str, ...]]:
    return [tuple(author["name"] for author in row["authors"]) for row in rows()]


def page_of(numbers: Iterable[int]) -> list[Entry]:
    """Papers as a site lists them, the newest first."""
    found = [entry(*papers()[at], published=rows()[at].get("published")) for at in numbers]
    return sorted(found, key=lambda paper: paper.published or "", reverse=True)


@cache
def by_author() -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(papers()):
        for name in set(names):
            found[name].append(number)
    return found


def chance() -> random.Random:
    return random.Random(5)


@needs_papers
@pytest.mark.parametrize("size", [5, 8, 20, 50])
def test_a_mixed_page_is_nobodys(size: int) -> None:
    rng = chance()
    pages = (page_of(rng.sample(range(len(papers())), size)) for _ in range(500))
    assert [owner for page in pages if (owner := infer_owner(page))] == []


@pytest.mark.skipif(not DEV.exists(), reason="the large listing is not beside us")
def test_pages_of_a_large_listing_are_nobodys() -> None:
    lines = map(json.loads, DEV.read_text("utf-8").splitlines())
    names = [Entry(tuple(row["authors"]), row["truncated"], row["date"]) for row in lines]
    pages = [names[at : at + PAGE] for at in range(0, len(names), PAGE)]
    assert [owner for page in pages if (owner := infer_owner(page))] == []


def own_papers(name: str, count: int) -> list[int]:
    return by_author()[name][-count:]


def writers_of(count: int) -> list[str]:
    return [name for name, numbers in by_author().items() if len(numbers) >= count]


@needs_papers
@pytest.mark.parametrize(("fewest", "share"), [(10, 0.2), (20, 0.4), (30, 0.85)])
def test_most_true_pages_are_told(fewest: int, share: float) -> None:
    people = writers_of(fewest)
    owners = [(name, infer_owner(page_of(own_papers(name, PAGE)))) for name in people]
    told = [(name, owner) for name, owner in owners if owner]
    assert len(told) / len(people) > share
    assert all(same_on_page(owner.name, name) for name, owner in told)


@needs_papers
def test_a_strangers_entry_on_a_short_page_leaves_it_nobodys() -> None:
    rng = chance()
    pages = []
    for name in writers_of(9):
        anybody = rng.sample(range(len(papers())), 3)
        strangers = [number for number in anybody if name not in papers()[number]]
        pages.append(page_of([*own_papers(name, rng.randint(8, 18)), *strangers[:1]]))
    wrong = sum(bool(infer_owner(page)) for page in pages)
    assert wrong == 0
    assert sum(bool(likely_owner(page)) for page in pages) > wrong


@needs_papers
@pytest.mark.parametrize("size", [20, 50])
def test_a_page_with_several_strangers_is_nobodys(size: int) -> None:
    rng = chance()
    pages = [
        page_of(own_papers(name, size - 5) + rng.sample(range(len(papers())), 5))
        for name in writers_of(15)
    ]
    assert sum(bool(infer_owner(page)) for page in pages) / len(pages) < 0.01


@needs_papers
@pytest.mark.parametrize("size", [10, 20, 40])
def test_two_peoples_pages_are_nobodys(size: int) -> None:
    rng = chance()
    people = rng.sample(writers_of(size // 2), 60)
    pages = [
        page_of(own_papers(one, size // 2) + own_papers(other, size // 2))
        for one, other in zip(people[::2], people[1::2], strict=True)
        if not {*by_author()[one]} & {*by_author()[other]}
    ]
    assert [owner for page in pages if (owner := infer_owner(page))] == []


@needs_papers
@pytest.mark.parametrize("size", [8, 20, 50])
def test_a_page_of_a_circle_of_co_authors_is_nobodys(size: int) -> None:
    rng = chance()
    wrong = count = 0
    for name in rng.sample(writers_of(8), 500):
        circle = {friend for number in by_author()[name] for friend in papers()[number]} - {name}
        numbers = {number for friend in circle for number in by_author()[friend]}
        others = sorted(numbers - set(by_author()[name]))
        if len(others) >= size:
            page = page_of(rng.sample(others, size))
            wrong, count = wrong + bool(infer_owner(page)), count + 1
    assert wrong / count < 0.01


def test_too_few_entries_tell_nothing() -> None:
    assert infer_owner([entry("Ada Moor")] * 4) is None


def test_the_name_on_all_complete_entries_owns_the_page() -> None:
    page = [entry("Ada Moor", "Ben Okafor"), entry("Chi Nakamura", "Ada Moor"), entry("Ada Moor")]
    page += [entry("Ben Okafor", "Eva Lind", "Chi Nakamura", hidden=2)] * 3
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
    grown = [entry("Gil Soto 3", "Gil Soto 5", "Finn Roy", hidden=1), *page, entry("Ada Moor")]
    before, after = infer_owner(page), infer_owner(grown)
    assert before
    assert after
    assert before.name == after.name


@needs_papers
def test_one_page_below_another_is_nobodys() -> None:
    rng = chance()
    people = writers_of(20)
    pages = [
        [*page_of(own_papers(one, PAGE)), *page_of(own_papers(other, rng.randint(8, PAGE)))]
        for one, other in (rng.sample(people, 2) for _ in range(600))
    ]
    assert sum(bool(infer_owner(page)) for page in pages) <= 3
