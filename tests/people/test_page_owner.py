"""Whose page a listing is: complete entries rule people out, frequency and company speak."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from papercat.people.page_owner import Entry, infer_owner, likely_owner, loose_entries, same_on_page


def page(*entries: str) -> list[Entry]:
    """Entries, written such as `A B, C D` and `A B et al.`, the newest first."""
    dates = (str(year) for year in range(2025, 0, -1))
    return [
        Entry(tuple(filter(None, entry.removesuffix(" et al.").split(", "))), "et al." in entry, at)
        for entry, at in zip(entries, dates, strict=False)
    ]


def owner_of(*entries: str) -> str | None:
    return owner_of_entries(page(*entries))


def owner_of_entries(entries: Sequence[Entry]) -> str | None:
    owner = infer_owner(entries)
    return owner.name if owner else None


def test_the_only_name_on_every_complete_entry() -> None:
    complete = ("Ann Lee, Bo Chen", "Cy Diaz, Ann Lee", "Ann Lee")
    cut = ("Ann Lee et al.", "Ann Lee, Di Fox et al.", "Bo Chen, Di Fox et al.")
    owner = infer_owner(page(*complete, *cut))
    assert owner is not None
    assert (owner.name, owner.named, owner.entries, owner.given) == ("Ann Lee", 5, 6, False)
    assert owner.reason == (
        "Ann Lee is on all 3 entries whose authors are complete, the next name on 1;"
        " 5 of 6 entries name Ann Lee; the other one shares authors with those"
    )


def test_the_most_frequent_name_where_nothing_is_complete_and_the_page_is_long() -> None:
    named = [*["Ann Lee et al."] * 25, *["Ann Lee, Bo Chen et al."] * 4]
    assert owner_of(*named) is None
    assert owner_of(*named, "Bo Chen et al.") == "Ann Lee"


def test_nobody_while_another_may_be_the_owner_too() -> None:
    named = [*["Ann Lee et al."] * 40, "Ann Lee, Bo Chen"]
    assert owner_of(*named) is None
    assert owner_of(*named, "Ann Lee, Cy Diaz") == "Ann Lee"


def test_an_entry_of_a_short_page_shares_two_authors_with_those_that_name_the_person() -> None:
    named = [*["Ann Lee"] * 8, "Ann Lee, Bo Chen", "Ann Lee, Cy Diaz"]
    assert owner_of(*named, "Bo Chen, Cy Diaz et al.") == "Ann Lee"
    assert owner_of(*named, "Bo Chen, Cy Diaz et al.", "Bo Chen, Di Fox et al.") is None
    likely = likely_owner(page(*named, "Di Fox et al."))
    assert likely is not None
    assert likely.name == "Ann Lee"


def test_ten_entries_of_a_long_page_may_be_tied_to_nothing_the_others_directly_or_not() -> None:
    named = [*["Ann Lee"] * 18, "Ann Lee, Bo Chen"]
    tied = ["Cy Diaz, Di Fox et al.", "Bo Chen, Cy Diaz et al."]
    loose = [f"A{at} B{at}, C{at} D{at} et al." for at in range(11)]
    assert owner_of(*loose[:4], *named, *tied, *loose[4:8]) is None
    assert owner_of(*loose[:4], *named, *tied, *loose[4:9]) == "Ann Lee"
    assert owner_of(*loose[:5], *named, *tied, *loose[5:10]) == "Ann Lee"
    assert owner_of(*loose[:5], *named[1:], *tied, *loose[5:10], "Ann Lee", loose[10]) is None


def test_those_entries_may_stand_five_below_each_other_and_no_more() -> None:
    named = ["Ann Lee"] * 30
    loose = [f"A{at} B{at} et al." for at in range(6)]
    assert owner_of(*named, *loose[:5]) == "Ann Lee"
    assert owner_of(*named, *loose) is None
    assert owner_of(*loose[:3], *named, *loose[3:]) == "Ann Lee"


def test_entries_tied_to_nothing_need_a_page_in_order_and_their_place_in_it() -> None:
    named, stranger = page(*["Ann Lee"] * 40), page("Bo Chen et al.")[0]
    mixed = [named[at * 17 % 40] for at in range(40)]
    assert owner_of_entries(mixed) == "Ann Lee"
    assert owner_of_entries([*mixed, stranger]) is None
    assert owner_of_entries([*named[:20], replace(stranger, published="2006"), *named[20:]])
    assert owner_of_entries([*named[:20], replace(stranger, published="2007"), *named[20:]]) is None
    assert owner_of_entries([*named[:20], replace(stranger, published=None), *named[20:]])
    assert (
        owner_of_entries([replace(entry, published=None) for entry in [*named, stranger]]) is None
    )


def test_picked_entries_may_stand_above_those_in_order() -> None:
    named = page(*["Ann Lee"] * 20)
    picked = [named[at * 7 % 20] for at in range(20)]
    assert owner_of_entries([*picked[:9], *page("Bo Chen et al."), *picked[9:], *named])


def test_which_entries_of_a_long_page_are_tied_to_nothing() -> None:
    entries = page(*["Ann Lee"] * 28, "Ann Lee, Bo Chen", "Bo Chen et al.", "Cy Diaz et al.")
    assert loose_entries(entries, "Ann Lee") == {entries[-1]}


def test_nobody_where_two_peoples_pages_are_pasted_below_each_other() -> None:
    one = ["Ann Lee et al."] * 40
    assert owner_of(*one, *["Bo Chen et al."] * 4) is None
    assert owner_of(*one, *["Bo Chen et al."] * 17) is None
    assert owner_of(*["Ann Lee"] * 32, *["Bo Chen et al."] * 17) is None
    assert owner_of(*["Ann Lee"] * 32, *["Bo Chen"] * 17) is None


def test_somebody_else_may_be_named_on_two_in_five_of_the_entries_tied_to_nothing() -> None:
    hers, his = ["Ann Lee et al."] * 16, ["Bo Chen et al."]
    rest = [f"A{at} B{at} et al." for at in range(6)]
    between = [*hers, *rest[:3], *hers]
    assert owner_of(*his * 2, *rest[3:], *between, *his * 2) == "Ann Lee"
    assert owner_of(*his * 2, *rest[3:5], *between, *his * 3) is None
    assert owner_of(*hers, *hers, *his * 3) == "Ann Lee"


def test_likely_is_only_who_leads() -> None:
    assert likely_owner(page(*["Ann Lee et al."] * 9, "Bo Chen, Cy Diaz")) is None
    assert likely_owner(page(*["Ann Lee et al."] * 9, *["Bo Chen et al."] * 6)) is None


def test_nobody_where_two_names_are_about_as_frequent() -> None:
    assert owner_of(*["Ann Lee et al."] * 4, *["Bo Chen et al."] * 3) is None


def test_nobody_on_a_page_of_a_few_entries() -> None:
    assert owner_of(*["Ann Lee"] * 4) is None
    assert owner_of() is None


def test_nobody_where_a_complete_entry_lacks_the_name() -> None:
    assert owner_of(*["Ann Lee et al."] * 5, "Bo Chen", "Cy Diaz", "Di Fox") is None


def test_nobody_where_two_people_are_on_every_entry() -> None:
    assert owner_of(*["Ann Lee, Bo Chen"] * 6) is None


def test_spellings_of_one_page_are_one_person() -> None:
    assert same_on_page("Jack W. Rae", "Jack Rae")
    assert same_on_page("Viorica Patraucean", "Viorica Pătrăucean")
    assert not same_on_page("Jack Rae", "Jane Rae")
    forms = ["Jack W. Rae", "Jack W Rae", "Jack Rae", "Jack W. Rae", "Jack W. Rae"]
    assert owner_of(*forms) == "Jack W. Rae"


names = st.sampled_from(["Ann Lee", "Bo Chen", "Cy Diaz", "Di Fox", "É", "李"])
entries = st.builds(Entry, st.lists(names, max_size=3, unique=True).map(tuple), st.booleans())


@given(st.lists(entries, max_size=12))
def test_an_owner_is_on_every_complete_entry_and_the_order_does_not_matter(
    listing: list[Entry],
) -> None:
    owner = infer_owner(listing)
    backwards = infer_owner(listing[::-1])
    assert (owner and owner.name) == (backwards and backwards.name)
    if owner:
        assert all(owner.name in entry.printed for entry in listing if not entry.truncated)
        assert owner.named == sum(owner.name in entry.printed for entry in listing)
        assert 0 <= owner.margin <= 1


def test_a_long_chain_of_co_authors_is_walked_once() -> None:
    chain = [Entry((f"A{at} B", f"A{at + 1} B"), truncated=True) for at in range(20_000)]
    entries = [*page(*["A0 B et al."] * 9_000), *chain, *page("Cy Diaz et al.")]
    assert loose_entries(entries, "A0 B") == {entries[-1]}
