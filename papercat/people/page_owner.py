"""Whose page a listing is, though it never says so.

Every entry of an author's page either names that person or is cut short by
`et al.` before the name. So a complete entry without the name rules a person
out, and who alone remains and is named often may be the owner.

An entry cut short may also be somebody else's: nothing in it tells. What tells is its
company. On a short page every entry must name the person or share two authors with
entries that do; a co-author's own paper mostly shares that co-author alone. Long pages
are seldom knit so closely: most of their entries must name the person or share an
author with one that does, or with one that is so tied; and those that don't neither stand
below each other in a long run nor often name one person, as another's page pasted there would.
A site lists somebody's papers newest first, after a few picked ones: so do the entries tied to
the person, and one that is tied to nothing and breaks that order is not from there.

On a long page a stranger's entry that is cut short and in order can't be told from the owner's
own: on two real pages 10 of 50 and 10 of 34 entries hide the owner and are tied to nothing.
So such an entry passes there, and what is inferred for an entry tied to nothing says so.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from papercat.papers.model import Owner
from papercat.people.date_order import longest_in_order
from papercat.people.names import fold_for_comparison

_FEWEST_NAMED = 5
"""on mixed pages of one field nobody is named as often by chance, whatever the page's size"""
_SHARE_NAMED = 0.15
_LEAD = 2.0
"""how many times as often as the next name that no complete entry rules out"""
_SHARED = 2
"""authors in common with the person's entries that tie an entry of a short page to them"""
_LONG = 30
"""entries on which a page's way with names shows; on fewer, a single one in doubt tells"""
_MOST_LOOSE = 10
"""entries of a long page tied to nothing: as many as on two real pages of 50 and of 34"""
_LONGEST_RUN = 5
"""of those, how many may stand below each other; the two real pages have runs of 2 and 4"""
_FEW_OF_THEM, _SHARE_OF_THEM = 3, 0.4
"""of those, how many may name somebody else; more are another person's page"""
_IN_ORDER = 0.25
"""of a page with such entries, the share that is tied and stands newest first; of the two real
pages 0.36 and 0.65, below entries in no order. By chance hardly five of fifty do"""
_BY_CHANCE = 2
"""of those in no order above, how many may happen to go before the first of the others"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What of an entry tells whose page it is on: the names it prints, and its date as known."""

    printed: tuple[str, ...]
    truncated: bool
    """whether `et al.` cuts others off"""
    published: str | None = None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Who is on which entry, and how often each person is named."""

    people: list[frozenset[str]]
    """the people printed on each entry"""
    dates: list[str | None]
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

    def possible(self) -> list[str]:
        """Whom no complete entry rules out, the most often named first."""
        found = (p for p in self.named if self.named_complete[p] == self.complete)
        return sorted(found, key=lambda person: (-self.named[person], person))

    def shared(self, person: str) -> list[int]:
        """How many authors each entry without a person shares with the entries that have them."""
        circle = frozenset[str]().union(*(people for people in self.people if person in people))
        return [len(people & circle) for people in self.people if person not in people]

    def loose(self, person: str) -> list[int]:
        """Where the entries stand that nobody ties to a person, nor any other entry."""
        entries_of: defaultdict[str, list[int]] = defaultdict(list)
        for at, people in enumerate(self.people):
            for one in people:
                entries_of[one].append(at)
        tied, circle, waiting = set[int](), {person}, [person]
        while waiting:
            for at in entries_of[waiting.pop()]:
                if at not in tied:
                    tied.add(at)
                    waiting += self.people[at] - circle
                    circle |= self.people[at]
        return [at for at in range(self.entries) if at not in tied]

    def in_order(self, loose: Collection[int]) -> bool:
        """Whether enough other entries stand newest first, with loose ones between or without."""
        tied = [at for at in range(self.entries) if at not in loose and self.dates[at]]
        without = longest_in_order([self.dates[at] for at in tied])
        among = longest_in_order(self.dates)
        kept = sum(at in among for at in tied)
        return kept >= _IN_ORDER * self.entries and len(without) - kept <= _BY_CHANCE


def _person(name: str) -> str:
    """First and last name: on one page that is one person, with or without initials."""
    parts = fold_for_comparison(name)
    return " ".join((*parts.given[:1], *parts.surnames[-1:]))


def same_on_page(one: str, other: str) -> bool:
    """Whether two names printed on one page are one person's."""
    return _person(one) == _person(other)


def _gather(page: Sequence[Entry]) -> _Evidence:
    complete = sum(not entry.truncated for entry in page)
    dates = [entry.published for entry in page]
    seen = _Evidence([], dates, complete, Counter(), Counter(), {})
    for entry in page:
        people = {_person(name): name for name in entry.printed}
        seen.people.append(frozenset(people))
        seen.named.update(people.keys())
        if not entry.truncated:
            seen.named_complete.update(people.keys())
        for person, name in people.items():
            seen.printed.setdefault(person, Counter())[name] += 1
    return seen


def infer_owner(page: Sequence[Entry]) -> Owner | None:
    """The person whose page this is, or None where the evidence does not say."""
    seen = _gather(page)
    person = _leading(seen)
    return _inferred(seen, person) if person and _is_theirs(seen, person) else None


def likely_owner(page: Sequence[Entry]) -> Owner | None:
    """The person whose page this may be, with others' entries or without; to be asked about."""
    seen = _gather(page)
    person = _leading(seen)
    return _inferred(seen, person) if person else None


def loose_entries(page: Sequence[Entry], owner: str) -> frozenset[Entry]:
    """The entries that share no author with the owner's others, nor through further ones."""
    return frozenset(page[at] for at in _gather(page).loose(_person(owner)))


def _leading(seen: _Evidence) -> str | None:
    """The person whom no complete entry rules out and who is named far more than others."""
    possible = seen.possible()
    if not possible:
        return None
    second = _next(seen, possible)
    enough = max(_SHARE_NAMED * seen.entries, _LEAD * second, second + _FEWEST_NAMED)
    return possible[0] if seen.named[possible[0]] >= enough else None


def _next(seen: _Evidence, possible: list[str]) -> int:
    """How often the next name is printed among those who may be the owner."""
    return seen.named[possible[1]] if len(possible) > 1 else 0


def _is_theirs(seen: _Evidence, person: str) -> bool:
    """Whether nobody else may be the owner, and the entries belong with the person's."""
    alone = seen.possible() == [person]
    if seen.entries < _LONG:
        return alone and all(authors >= _SHARED for authors in seen.shared(person))
    if not alone and seen.complete:
        return False
    loose = seen.loose(person)
    named = Counter(chain.from_iterable(seen.people[at] for at in loose))
    often = max(named.values(), default=0)
    return (
        len(loose) <= _MOST_LOOSE
        and _longest_run(loose) <= _LONGEST_RUN
        and often <= max(_FEW_OF_THEM, _SHARE_OF_THEM * len(loose))
        and (not loose or seen.in_order(loose))
    )


def _longest_run(places: Sequence[int]) -> int:
    """How many of the entries at some places, in their order, stand below each other at most."""
    steps = (place - number for number, place in enumerate(places))
    return max((sum(1 for _ in run) for _, run in groupby(steps)), default=0)


def _inferred(seen: _Evidence, person: str) -> Owner:
    name, count, entries = seen.shown(person), seen.named[person], seen.entries
    second = _next(seen, seen.possible())
    margin = (count - second) / entries
    reason = f"{count} of {entries} entries name {name}"
    if seen.complete:
        rival = max((n for p, n in seen.named_complete.items() if p != person), default=0)
        margin = max(margin, 1 - rival / seen.complete)
        every = f"all {seen.complete} entries" if seen.complete > 1 else "the one entry"
        reason = (
            f"{name} is on {every} whose authors are complete, the next name on {rival}; {reason}"
        )
    else:
        reason += f", the next name is on {second}"
    others = entries - count
    if others:
        tied = others - len(seen.loose(person))
        reason += (
            f"; {tied} of the other {others} share authors with those"
            if others > 1
            else f"; the other one shares {'authors' if tied else 'none'} with those"
        )
    return Owner(
        name=name,
        given=False,
        named=count,
        entries=entries,
        margin=round(margin, 3),
        reason=reason,
    )
