"""Whose page a listing is, though it never says so.

Every entry of an author's page either names that person or is cut short by
`et al.` before the name. So a complete entry without the name rules a person
out, and among those who remain frequency speaks.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.infer.people.names import fold_for_comparison
from papercat.model import Owner

_FEWEST_ENTRIES = 5
_FEWEST_COMPLETE = 3
"""from so many complete entries on, being the only name on all of them is enough"""
_SHARE_BY_COMPLETE = 0.15
_SHARE_BY_FREQUENCY = 1 / 3
"""how many of the entries must name the person when few complete ones speak"""
_FEWEST_NAMED = 5
"""on mixed pages of one field nobody is named as often by chance, whatever the page's size"""
_LEAD = 2.0
"""how many times as often as the next name"""
_LEAD_OVER_A_COMPANION = 3.0
"""the same where the next name is on all complete entries too, as a constant co-author's"""


@dataclass(frozen=True, slots=True)
class Names:
    """The names one entry prints, and whether it cut others off."""

    printed: tuple[str, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class _Evidence:
    """For each person, how many entries and how many complete entries print the name."""

    entries: int
    complete: int
    named: Counter[str]
    named_complete: Counter[str]
    printed: dict[str, Counter[str]]

    def shown(self, person: str) -> str:
        """The form of a person's name that the page prints most."""
        return self.printed[person].most_common(1)[0][0]


def _person(name: str) -> str:
    """First and last name: on one page that is one person, with or without initials."""
    parts = fold_for_comparison(name)
    return " ".join((*parts.given[:1], *parts.surnames[-1:]))


def same_on_page(one: str, other: str) -> bool:
    """Whether two names printed on one page are one person's."""
    return _person(one) == _person(other)


def _gather(page: Sequence[Names]) -> _Evidence:
    named: Counter[str] = Counter()
    named_complete: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = {}
    for entry in page:
        people = {_person(name): name for name in entry.printed}
        named.update(people.keys())
        if not entry.truncated:
            named_complete.update(people.keys())
        for person, name in people.items():
            printed.setdefault(person, Counter())[name] += 1
    complete = sum(not entry.truncated for entry in page)
    return _Evidence(len(page), complete, named, named_complete, printed)


def infer_owner(page: Sequence[Names]) -> Owner | None:
    """The person whose page this is, or None where the evidence does not say."""
    seen = _gather(page)
    if seen.entries < _FEWEST_ENTRIES:
        return None
    possible = [p for p in seen.named if seen.named_complete[p] == seen.complete]
    ranked = sorted(possible, key=lambda person: (-seen.named[person], person))
    if not ranked:
        return None
    best = ranked[0]
    if seen.complete >= _FEWEST_COMPLETE:
        return _by_complete_entries(seen, best, ranked[1:])
    return _by_frequency(seen, best)


def _by_complete_entries(seen: _Evidence, best: str, others: list[str]) -> Owner | None:
    count = seen.named[best]
    rival = max((n for p, n in seen.named_complete.items() if p != best), default=0)
    second = seen.named[others[0]] if others else 0
    lead = _LEAD_OVER_A_COMPANION if rival == seen.complete else _LEAD
    if count < max(_FEWEST_NAMED, _SHARE_BY_COMPLETE * seen.entries, lead * second):
        return None
    name = seen.shown(best)
    reason = (
        f"{name} is on all {seen.complete} entries whose authors are complete, the next name"
        f" on {rival}; {count} of {seen.entries} entries name {name}"
    )
    return _inferred(
        seen, best, max(1 - rival / seen.complete, (count - second) / seen.entries), reason
    )


def _by_frequency(seen: _Evidence, best: str) -> Owner | None:
    count = seen.named[best]
    rival = max((n for p, n in seen.named.items() if p != best), default=0)
    if count < max(_FEWEST_NAMED, _SHARE_BY_FREQUENCY * seen.entries, _LEAD * rival):
        return None
    reason = (
        f"{count} of {seen.entries} entries name {seen.shown(best)}, the next name is on {rival}"
    )
    return _inferred(seen, best, (count - rival) / seen.entries, reason)


def _inferred(seen: _Evidence, person: str, margin: float, reason: str) -> Owner:
    return Owner(
        name=seen.shown(person),
        given=False,
        named=seen.named[person],
        entries=seen.entries,
        margin=round(margin, 3),
        reason=reason,
    )
