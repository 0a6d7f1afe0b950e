"""Inference of the owner of a listing.

A listing does not say whose page it is, and `et al.` hides its owner on most entries.
What remains is how often a person is named, on which entries the person is missing, and
how entries share authors. A small model weighs this for each person on the page, and gives
each a probability. The rest is the probability that the page is none of theirs.
`training/train_page_owner.py` learns the weights from pages of known owners.
"""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from math import exp, log1p
from pathlib import Path
from typing import NamedTuple

from papercat.papers.model import Owner
from papercat.text.names import fold_for_comparison, fold_for_search

_MODEL = json.loads(Path(__file__).with_name("page_owner_weights.json").read_text("utf-8"))
SURE: float = _MODEL["sure"]
"""Name the owner from this probability on."""
WORTH_ASKING: float = _MODEL["worth asking"]
"""Name the likely owner and ask from this probability on."""
LOOSE: float = _MODEL["loose"]
"""Probability that an entry is the owner's if it shares no author with the others."""
_FEWEST = 5
"""Entries of the smallest page on which an owner is looked for."""
_CANDIDATES = 10
_YEARS_APART = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a page: the names it prints, and its date."""

    printed: tuple[str, ...]
    truncated: bool
    """True when `et al.` hides further authors."""
    published: str | None = None


class _NameOnPage(NamedTuple):
    """The folded parts of a name that are compared on a page."""

    first: str
    """The first given name."""
    given: str
    """All given names without spaces and hyphens between them."""
    surname: str
    shortened: bool
    """True if the first given name is an initial or ends with a full stop."""


@lru_cache(maxsize=1 << 12)
def _parts(name: str) -> _NameOnPage:
    parts = fold_for_comparison(name)
    first = "".join(parts.given[:1])
    dotted = "." in name.split(" ", maxsplit=1)[0]
    shortened = len(first) == 1 or (dotted and first != "")
    return _NameOnPage(first, "".join(parts.given), "".join(parts.surnames[-1:]), shortened)


def same_on_page(one: str, other: str) -> bool:
    """Return True if two names on one page are one person's: `A. Roe` and `Anna Roe` are."""
    mine, theirs = _parts(one), _parts(other)
    if mine.surname != theirs.surname:
        return False
    if mine.shortened and theirs.first.startswith(mine.first):
        return True
    if theirs.shortened and mine.first.startswith(theirs.first):
        return True
    return mine.first == theirs.first or mine.given == theirs.given


class Page:
    """The people on a page, and what its entries tell about each."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Find out who is on which entry, and which entries hang together."""
        self.entries = entries
        self.forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """The printed forms of each person's name."""
        printed: Counter[str] = Counter()
        for entry in entries:
            printed.update(entry.printed)
        person_of = self._group_forms(printed)
        self.authors = [[person_of[name] for name in entry.printed] for entry in entries]
        self.people = list(map(frozenset, self.authors))
        self.circles = _circles(self.people)

    def _group_forms(self, printed: Counter[str]) -> dict[str, str]:
        """Map each printed name to a person; a shortened name goes to the most frequent match."""
        of_surname: defaultdict[str, list[str]] = defaultdict(list)
        person_of: dict[str, str] = {}
        full_forms_first = sorted(
            printed, key=lambda name: (_parts(name).shortened, -printed[name], name)
        )
        for name in full_forms_first:
            same_surname = of_surname[_parts(name).surname]
            matches = [person for person in same_surname if same_on_page(person, name)]
            if matches:
                person = max(matches, key=lambda person: self.forms[person].total())
            else:
                person = name
                same_surname.append(person)
            person_of[name] = person
            self.forms[person][name] += printed[name]
        return person_of

    def candidates(self) -> list[str]:
        """Return the people who may own the page; complete entries count twice."""
        weight: Counter[str] = Counter()
        last: Counter[str] = Counter()
        for entry, authors in zip(self.entries, self.authors, strict=True):
            weight.update(set(authors))
            if not entry.truncated and authors:
                weight.update(set(authors))
                last[authors[-1]] += 1
        ranked = sorted(weight, key=lambda person: (-weight[person], -last[person], person))
        return ranked[:_CANDIDATES]

    def shown(self, person: str) -> str:
        """Return the full form of a name that the page prints most."""
        forms = self.forms[person]
        return max(sorted(forms), key=lambda form: (not _parts(form).shortened, forms[form]))

    def loose(self, person: str) -> list[int]:
        """Return the entries without any chain of shared authors to the person's."""
        own: set[int] = set()
        for circle, people in zip(self.circles, self.people, strict=True):
            if person in people:
                own.add(circle)
        return [at for at, circle in enumerate(self.circles) if circle not in own]

    def measure(self, person: str) -> dict[str, float]:
        """Measure what speaks for or against a person as the owner."""
        named: list[int] = []
        others: list[int] = []
        lacking: list[int] = []
        for at, on in enumerate(self.people):
            if person in on:
                named.append(at)
                continue
            others.append(at)
            if not self.entries[at].truncated:
                lacking.append(at)
        size = len(self.entries)
        hidden = (len(others) - len(lacking)) / size
        loose = self.loose(person)
        coauthors: Counter[str] = Counter()
        complete = shared = last = third = 0
        for at in named:
            authors = self.authors[at]
            coauthors.update(self.people[at] - {person})
            if self.entries[at].truncated:
                third += person in authors[2:]
                continue
            complete += 1
            if len(authors) > 1:
                shared += 1
                last += authors[-1] == person
        tied = sum(not coauthors.keys().isdisjoint(self.people[at]) for at in lacking)
        joined = _circles([self.people[at] - {person} for at in named])
        return {
            "always": 1.0,
            "share of entries": len(named) / size,
            "named once": float(len(named) == 1),
            "complete entries": log1p(complete),
            "co-authors' complete entries": log1p(tied),
            "rival on complete entries": log1p(max(0, self._most(lacking) - 1)),
            "circles joined": log1p(len(set(joined))),
            "constant companion": max(coauthors.values(), default=0) / len(named),
            "rival on other entries": self._most(others) / size,
            "loose entries": len(loose) / size,
            "rival on loose entries": log1p(max(0, self._most(loose) - 1 - len(named) / 5)),
            "years without": self._years_apart(named, others) / size,
            "last author": log1p(last),
            # The hidden entries, as far as the person's places in lists of authors explain them.
            "hidden, as a last author is": hidden * (last + 0.3) / (shared + 1),
            "hidden, as a late author is": hidden * (last + third + 0.5) / (len(named) + 1),
        }

    def _most(self, entries: Iterable[int]) -> int:
        """Count how often these entries name the person they name most."""
        counts = Counter(one for at in entries for one in self.people[at])
        return max(counts.values(), default=0)

    def _years_apart(self, named: list[int], others: list[int]) -> int:
        """Count other entries that are years away from each entry that names the person."""
        own = sorted(year for at in named if (year := _year(self.entries[at])) is not None)
        count = 0
        for at in others:
            year = _year(self.entries[at])
            if year is None or not own:
                continue
            place = bisect_left(own, year)
            nearest = min(abs(year - each) for each in own[max(0, place - 1) : place + 1])
            count += nearest > _YEARS_APART
        return count


def _circles(people: Sequence[frozenset[str]]) -> list[int]:
    """Number the circles of entries that hang together through shared authors."""
    entries_of: defaultdict[str, list[int]] = defaultdict(list)
    for at, on in enumerate(people):
        for one in on:
            entries_of[one].append(at)
    circles = [-1] * len(people)
    for start in range(len(people)):
        waiting = [start] if circles[start] < 0 else []
        while waiting:
            at = waiting.pop()
            if circles[at] >= 0:
                continue
            circles[at] = start
            for one in people[at]:
                waiting.extend(entries_of.pop(one, ()))
    return circles


def _year(entry: Entry) -> float | None:
    """Return the entry's date as a year with its fraction."""
    if not entry.published:
        return None
    year, _, rest = entry.published.partition("-")
    return int(year) + (int(rest[:2]) / 12 if rest else 0.5)


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
    return Owner(name, given=False, margin=round(probability, 3), reason=reason)


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
            return frozenset([entries[at] for at in page.loose(person)])
    return frozenset(entries)


def nearest_name(entries: Iterable[Entry], name: str) -> str | None:
    """Return the printed name that is spelled most like this one."""
    folded = {fold_for_search(form): form for entry in entries for form in entry.printed}
    nearest = get_close_matches(fold_for_search(name), folded, n=1, cutoff=0.5)
    return folded[nearest[0]] if nearest else None
