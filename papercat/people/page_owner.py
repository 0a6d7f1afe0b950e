"""Inference of the owner of a listing.

A listing does not say whose page it is, and `et al.` hides its owner on most entries.
A small model weighs what the entries tell about each person they name, and gives each
a probability. The rest is the probability that the page is none of theirs.
`training/train_page_owner.py` learns the weights from pages of known owners.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from math import exp
from pathlib import Path

from papercat.papers.model import Owner
from papercat.people.page_evidence import Entry, Page, same_on_page
from papercat.text.names import fold_for_search

__all__ = [
    "LOOSE",
    "SURE",
    "WORTH_ASKING",
    "Entry",
    "infer_owner",
    "is_later",
    "joined_owners",
    "likely_owner",
    "loose_entries",
    "nearest_name",
    "same_on_page",
    "stretches_in_order",
]

_MODEL = json.loads(Path(__file__).with_name("page_owner_weights.json").read_text("utf-8"))
SURE: float = _MODEL["sure"]
"""Name the owner from this probability on."""
WORTH_ASKING: float = _MODEL["worth asking"]
"""Name the likely owner and ask from this probability on."""
LOOSE: float = _MODEL["loose"]
"""Probability that an entry is the owner's if it shares no author with the others."""
_FEWEST = 5
"""Entries of the smallest page on which an owner is looked for."""


def owner_probabilities(page: Page, weights: Mapping[str, float]) -> dict[str, float]:
    """Return how likely each candidate owns the page, the likeliest first."""
    odds = {}
    for person in page.candidates():
        measures = page.measure(person)
        odds[person] = exp(sum(weights[name] * value for name, value in measures.items()))
    total = 1 + sum(odds.values())
    ranked = sorted(odds, key=lambda person: -odds[person])
    return {person: odds[person] / total for person in ranked}


def likely_owner(entries: Sequence[Entry]) -> Owner | None:
    """Return the likeliest owner of a page, even if not likely enough to be named.

    A page of a few entries tells nothing.
    """
    if len(entries) < _FEWEST:
        return None
    page = Page(entries)
    ranked = list(owner_probabilities(page, _MODEL["weights"]).items())
    if not ranked:
        return None
    person, probability = ranked[0]
    name = page.shown(person)
    named = sum(person in on for on in page.people)
    complete = [on for entry, on in zip(entries, page.people, strict=True) if not entry.truncated]
    reason = f"{probability:.0%} likely; {named} of {len(entries)} entries name {name}"
    if complete:
        on_complete = sum(person in on for on in complete)
        reason += f", {on_complete} of {len(complete)} with all authors"
    if len(ranked) > 1:
        reason += f"; next {page.shown(ranked[1][0])}, {ranked[1][1]:.0%}"
    return Owner(
        name=name,
        given=False,
        named=named,
        entries=len(entries),
        margin=round(probability, 3),
        reason=reason,
    )


def joined_owners(entries: Sequence[Entry]) -> list[str]:
    """Return both owners if a file looks like two people's pages, one below the other.

    A page ends with a stretch of entries that are newest first.
    """
    for stretch in stretches_in_order([entry.published for entry in entries])[:-1]:
        if len(stretch) < _FEWEST:
            continue
        upper, lower = infer_owner(entries[: stretch.stop]), infer_owner(entries[stretch.stop :])
        if upper and lower and not same_on_page(upper.name, lower.name):
            return [upper.name, lower.name]
    return []


def is_later(date: str, other: str) -> bool:
    """Return True if a date such as `2022-05` is surely after another."""
    shared = min(len(date), len(other))
    return date[:shared] > other[:shared]


def stretches_in_order(dates: Sequence[str | None]) -> list[range]:
    """Return the stretches of places whose known dates never grow, from the top.

    >>> stretches_in_order(["2022", "2021", None, "2023"])
    [range(0, 3), range(3, 4)]
    """
    stretches: list[range] = []
    start, last = 0, None
    for at, date in enumerate(dates):
        if date and last and is_later(date, last):
            stretches.append(range(start, at))
            start = at
        last = date or last
    if dates:
        stretches.append(range(start, len(dates)))
    return stretches


def infer_owner(entries: Sequence[Entry]) -> Owner | None:
    """Return the owner of a page; None if the best candidate is not likely enough."""
    owner = likely_owner(entries)
    return owner if owner and owner.margin >= SURE else None


def loose_entries(entries: Sequence[Entry], owner: str) -> frozenset[Entry]:
    """Return the entries without any chain of shared authors to the owner's."""
    page = Page(entries)
    for person, forms in page.forms.items():
        if any(same_on_page(owner, form) for form in forms):
            return frozenset(entries[at] for at in page.loose(person))
    return frozenset(entries)


def nearest_name(entries: Iterable[Entry], name: str) -> str | None:
    """Return the printed name that is spelled most like this one."""
    folded = {fold_for_search(form): form for entry in entries for form in entry.printed}
    nearest = get_close_matches(fold_for_search(name), folded, n=1, cutoff=0.5)
    return folded[nearest[0]] if nearest else None
