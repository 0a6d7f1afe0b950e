"""Whose page a listing is, though it never says so.

Every entry of an author's page either names that person or is cut short by
`et al.` before the name. So a complete entry without the name rules a person
out, and among those who remain frequency speaks.

An entry cut short may also be a stranger's: nothing in it tells. What tells is its
company. The person's own entries share authors with one another, a stranger's share
none. So every entry must be tied to the person, by the name or through shared authors;
a page of many tied entries may hold some that are not, as every long page does.
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
"""how many times as often as the next name, whoever that is"""
_LEAD_OVER_A_COMPANION = 3.0
"""the same where the next name is on all complete entries too, as a constant co-author's"""
_MANY_TIED = 20
"""tied entries on which a page's way with names shows; below, a single loose entry tells"""
_SHARE_TIED = 0.6


@dataclass(frozen=True, slots=True)
class Names:
    """The names one entry prints, and whether it cut others off."""

    printed: tuple[str, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Who is on which entry, and how often each person is named."""

    people: list[frozenset[str]]
    """the people printed on each entry"""
    complete: int
    named: Counter[str]
    named_complete: Counter[str]
    printed: dict[str, Counter[str]]

    @property
    def entries(self) -> int:
        """How many entries the page has."""
        return len(self.people)

    def shown(self, person: str) -> str:
        """The form of a person's name that the page prints most."""
        return self.printed[person].most_common(1)[0][0]

    def tied(self, person: str) -> int:
        """How many entries name a person, or share an author with such an entry, and so on."""
        loose = self.people
        circle = frozenset({person})
        while True:
            found = [people for people in loose if people & circle]
            if not found:
                return self.entries - len(loose)
            loose = [people for people in loose if not people & circle]
            circle = circle.union(*found)


def _person(name: str) -> str:
    """First and last name: on one page that is one person, with or without initials."""
    parts = fold_for_comparison(name)
    return " ".join((*parts.given[:1], *parts.surnames[-1:]))


def same_on_page(one: str, other: str) -> bool:
    """Whether two names printed on one page are one person's."""
    return _person(one) == _person(other)


def _gather(page: Sequence[Names]) -> _Evidence:
    seen = _Evidence([], sum(not entry.truncated for entry in page), Counter(), Counter(), {})
    for entry in page:
        people = {_person(name): name for name in entry.printed}
        seen.people.append(frozenset(people))
        seen.named.update(people.keys())
        if not entry.truncated:
            seen.named_complete.update(people.keys())
        for person, name in people.items():
            seen.printed.setdefault(person, Counter())[name] += 1
    return seen


def infer_owner(page: Sequence[Names]) -> Owner | None:
    """The person whose page this is, or None where the evidence does not say."""
    seen = _gather(page)
    found = _leading(seen)
    return found if found and _holds_together(seen, _person(found.name)) else None


def likely_owner(page: Sequence[Names]) -> Owner | None:
    """The person whose page this may be, with strangers' entries or without; to be asked about."""
    return _leading(_gather(page))


def _leading(seen: _Evidence) -> Owner | None:
    """The person whom no complete entry rules out and who is named far more than others."""
    if seen.entries < _FEWEST_ENTRIES:
        return None
    possible = [p for p in seen.named if seen.named_complete[p] == seen.complete]
    ranked = sorted(possible, key=lambda person: (-seen.named[person], person))
    if not ranked or seen.named[ranked[0]] < _FEWEST_NAMED:
        return None
    if seen.complete >= _FEWEST_COMPLETE:
        return _by_complete_entries(seen, ranked[0], ranked[1:])
    return _by_frequency(seen, ranked[0])


def _holds_together(seen: _Evidence, person: str) -> bool:
    """Whether the page may well be one person's: its entries are tied, or enough of them."""
    tied = seen.tied(person)
    return tied == seen.entries or tied >= max(_MANY_TIED, _SHARE_TIED * seen.entries)


def _by_complete_entries(seen: _Evidence, best: str, others: list[str]) -> Owner | None:
    count = seen.named[best]
    rival = max((n for p, n in seen.named_complete.items() if p != best), default=0)
    second = seen.named[others[0]] if others else 0
    if count < max(_SHARE_BY_COMPLETE * seen.entries, _LEAD_OVER_A_COMPANION * second):
        return None
    name = seen.shown(best)
    reason = (
        f"{name} is on all {seen.complete} entries whose authors are complete, the next name"
        f" on {rival}; {count} of {seen.entries} entries name {name}"
    )
    margin = max(1 - rival / seen.complete, (count - second) / seen.entries)
    return _inferred(seen, best, margin, reason)


def _by_frequency(seen: _Evidence, best: str) -> Owner | None:
    count = seen.named[best]
    rival = max((n for p, n in seen.named.items() if p != best), default=0)
    if count < max(_SHARE_BY_FREQUENCY * seen.entries, _LEAD * rival, rival + _FEWEST_NAMED):
        return None
    reason = (
        f"{count} of {seen.entries} entries name {seen.shown(best)}, the next name is on {rival}"
    )
    return _inferred(seen, best, (count - rival) / seen.entries, reason)


def _inferred(seen: _Evidence, person: str, margin: float, reason: str) -> Owner:
    count = seen.named[person]
    others = seen.entries - count
    linked = f"; {seen.tied(person) - count} of the other {others} share authors with those"
    return Owner(
        name=seen.shown(person),
        given=False,
        named=count,
        entries=seen.entries,
        margin=round(margin, 3),
        reason=reason + linked * bool(others),
    )
