"""Name the owner of a page, ask about a likely one, and keep silent otherwise."""

import json
import lzma
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.people.page_owner import (
    SURE,
    Entry,
    infer_owner,
    is_later,
    joined_owners,
    likely_owner,
    loose_entries,
    nearest_name,
    same_on_page,
    stretches_in_order,
)

PAGES = Path(__file__).resolve().parents[3] / "shared" / "listings" / "pages-dev.jsonl.xz"
EVERY = 4
"""One page in four is enough for a test."""
needs_pages = pytest.mark.skipif(not PAGES.exists(), reason="the pages are not beside us")


def page(*entries: str) -> list[Entry]:
    """Return entries written as `A B, C D` or `A B et al.`, newest first."""
    found = []
    for age, text in enumerate(entries):
        names = text.removesuffix(" et al.").split(", ")
        found.append(Entry(tuple(names), text.endswith(" et al."), f"{2025 - age // 12}"))
    return found


def owner_of(*entries: str) -> str | None:
    owner = infer_owner(page(*entries))
    return owner.name if owner else None


HER_PAGE = (
    "Bo Chen, Ann Lee",
    "Cy Diaz, Di Fox, Ann Lee",
    "Eva Gil, Ann Lee",
    "Bo Chen, Cy Diaz, Finn Roy et al.",
    "Eva Gil, Ann Lee, Gil Soto et al.",
    "Di Fox, Hal Ito, Cy Diaz et al.",
)


def test_the_person_on_every_complete_entry_owns_the_page() -> None:
    owner = infer_owner(page(*HER_PAGE))
    assert owner
    assert (owner.name, owner.given) == ("Ann Lee", False)


def test_the_reason_says_how_likely_the_owner_is_and_who_is_next() -> None:
    owner = infer_owner(page(*HER_PAGE))
    assert owner
    assert owner.margin >= SURE
    likely, named, following = owner.reason.split("; ")
    assert likely == f"{owner.margin:.0%} likely"
    assert named == "4 of 6 entries name Ann Lee, 3 of 3 with all authors"
    assert following.startswith("next ")


def test_initials_on_a_complete_entry_count_for_the_full_name() -> None:
    initials = [text.replace("Ann Lee", "A. Lee") for text in HER_PAGE[:2]]
    assert owner_of(*initials, *HER_PAGE[2:]) == "Ann Lee"


def test_the_order_of_the_entries_does_not_matter() -> None:
    assert owner_of(*reversed(HER_PAGE)) == "Ann Lee"


def test_one_strangers_entry_does_not_silence_a_clear_page() -> None:
    own = [f"Bo Chen {at}, Ann Lee" for at in "abcdefghijkl"]
    assert owner_of(*own, "Ivo Juhl, Kai Lund") == "Ann Lee"


def test_two_constant_companions_are_not_told_apart() -> None:
    entries = page(*["Ann Lee, Bo Chen", "Bo Chen, Ann Lee"] * 5)
    assert infer_owner(entries) is None
    likely = likely_owner(entries)
    assert likely
    assert likely.margin <= 0.5


def test_two_peoples_pages_are_nobodys() -> None:
    hers = [f"Bo Chen {at}, Ann Lee" for at in "abcdef"]
    his = [f"Ivo Juhl {at}, Kai Lund" for at in "abcdef"]
    assert owner_of(*hers, *his) is None


def test_two_pages_in_one_file_have_two_owners() -> None:
    hers = page(*HER_PAGE)
    his = page(*[f"Ivo Juhl {at}, Kai Lund" for at in "abcdef"])
    older = [replace(entry, published="2020") for entry in hers]
    assert joined_owners([*older, *his]) == ["Ann Lee", "Kai Lund"]
    assert joined_owners([*older, *hers]) == []  # one person's, copied in two parts
    assert joined_owners(hers) == []


def test_circles_that_only_the_owner_joins_count_for_the_owner() -> None:
    circles = [("Bo Chen", "Cy Diaz"), ("Eva Gil", "Finn Roy"), ("Hal Ito", "Ivo Juhl")]
    entries = []
    for one, other in circles:
        entries += [f"{one}, {other}, Ann Lee", f"{one}, {other}, Gil Soto et al."]
    assert owner_of(*entries, "Bo Chen, Ann Lee") == "Ann Lee"


def test_a_page_of_strangers_is_nobodys() -> None:
    assert owner_of(*[f"Ann{at} Lee{at}, Bo{at} Chen{at}" for at in "abcdefghij"]) is None


@pytest.mark.parametrize("entries", [[], ["Ann Lee"] * 4])
def test_a_page_of_a_few_entries_tells_nothing(entries: list[str]) -> None:
    assert likely_owner(page(*entries)) is None


def test_a_loose_entry_shares_no_author_with_the_owners_in_any_chain() -> None:
    entries = page("Ann Lee, Bo Chen", "Bo Chen, Cy Diaz", "Cy Diaz, Di Fox", "Ivo Juhl")
    assert loose_entries(entries, "Ann Lee") == {entries[-1]}
    assert loose_entries(entries, "A. Lee") == {entries[-1]}


def test_the_forms_of_one_name() -> None:
    assert same_on_page("Jack W. Rae", "Jack Rae")
    assert same_on_page("J. Rae", "Jack Rae")
    assert same_on_page("Ch. Borst", "Christoph Borst")
    assert same_on_page("Viorica Patraucean", "Viorica Pătrăucean")
    assert same_on_page("Chang-Ning Huang", "Changning Huang")
    assert not same_on_page("Jack Rae", "Jane Rae")
    assert not same_on_page("Yu Zhang", "Yue Zhang")


def test_the_nearest_name_on_the_page() -> None:
    entries = page("Ann Lee, Adam Santoro", "Bo Chen")
    assert nearest_name(entries, "adam santorro") == "Adam Santoro"
    assert nearest_name(entries, "Zzz Qqq") is None


names = st.sampled_from(["Ann Lee", "A. Lee", "Bo Chen", "Cy Diaz", "Di Fox", "É", "李", ""])
dates = st.sampled_from([None, "2022", "2022-03", "2022-03-29"])
entries_of_any_kind = st.builds(
    Entry, st.lists(names, max_size=3, unique=True).map(tuple), st.booleans(), dates
)


@given(st.lists(entries_of_any_kind, max_size=12))
def test_an_owner_is_named_on_the_page_in_whatever_order(entries: Sequence[Entry]) -> None:
    owner = likely_owner(entries)
    if owner is None:
        return
    assert 0 <= owner.margin <= 1
    assert any(owner.name in entry.printed for entry in entries)
    backwards = likely_owner(entries[::-1])
    assert backwards
    assert backwards.margin == owner.margin


def test_a_long_chain_of_coauthors_is_walked_once() -> None:
    chain = [Entry((f"A{at} B{at}", f"A{at + 1} B{at + 1}"), truncated=True) for at in range(3000)]
    entries = [*page(*["A0 B0 et al."] * 900), *chain, *page("Cy Diaz et al.")]
    assert loose_entries(entries, "A0 B0") == {entries[-1]}


DATES = st.sampled_from([None, "2022", "2022-05", "2022-05-06", "2022-06", "2021", "2023-01"])


def test_a_date_is_later_only_as_far_as_both_are_known() -> None:
    assert is_later("2023", "2022-05-06")
    assert is_later("2022-05-07", "2022-05-06")
    assert not is_later("2022-05", "2022")
    assert not is_later("2022", "2022-05")
    assert not is_later("2022-05", "2022-05")


def test_a_stretch_ends_where_the_dates_rise() -> None:
    assert stretches_in_order([]) == []
    assert stretches_in_order(["2022", "2022", "2021"]) == [range(3)]
    assert stretches_in_order(["2020", "2022", "2021"]) == [range(1), range(1, 3)]


def test_an_unknown_date_continues_a_stretch() -> None:
    assert stretches_in_order([None, None]) == [range(2)]
    assert stretches_in_order(["2022", None, "2021"]) == [range(3)]
    assert stretches_in_order(["2021", None, "2022"]) == [range(2), range(2, 3)]


@given(st.lists(DATES))
def test_no_known_date_of_a_stretch_is_later_than_the_one_above(dates: list[str | None]) -> None:
    places: list[int] = []
    for stretch in stretches_in_order(dates):
        known = [date for date in dates[stretch.start : stretch.stop] if date]
        assert not any(map(is_later, known[1:], known))
        places += stretch
    assert places == list(range(len(dates)))


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


@needs_pages
def test_most_pages_of_one_person_are_named() -> None:
    right, wrong = outcomes("one person", sizes=(10, 20, 50))
    assert right > 0.75
    assert wrong < 0.03


@needs_pages
def test_nearly_all_long_pages_of_one_person_are_named() -> None:
    right, wrong = outcomes("one person", sizes=(50,))
    assert right > 0.85
    assert wrong < 0.03


@needs_pages
def test_most_pages_with_a_few_strangers_entries_are_named() -> None:
    right, wrong = outcomes("one person and strangers", sizes=(10, 20, 50))
    assert right > 0.65
    assert wrong < 0.03


@needs_pages
def test_pages_of_two_people_of_anybody_and_of_a_keyword_are_nobodys() -> None:
    _, wrong = outcomes("two people", "anybody", "keyword", sizes=(6, 10, 20, 30, 50))
    assert wrong < 0.02
