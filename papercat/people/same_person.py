"""Names as printed, grouped into people.

The likeliest pairs are joined first, unless something forbids it (Kruskal's order with
constraints; compare Bansal, Blum & Chawla, "Correlation clustering", 2004). Everything
is sorted before it is used, so the order of imports has no effect.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import product, starmap
from math import exp, log

from papercat.people.identity_model import (
    Evidence,
    Pair,
    pair_in_words,
    pair_of,
)
from papercat.people.name_store import in_chunks

CLEAR = 0.5
"""From this probability on, two names are joined without asking."""
_DOUBT_BIAS, _DOUBT_SLOPE = 0.55, 0.49

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecidedPairs:
    """Pairs of folded names that the user joined or kept apart; they always hold."""

    together: frozenset[Pair] = frozenset()
    """A name with itself is one person's, whatever its circles of co-authors."""
    apart: frozenset[Pair] = frozenset()
    bearers: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Folded name → paper → which of the namesakes is on it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names that may or may not be one person's."""

    one: str
    other: str
    probability: float
    """The probability that the two are one person."""
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """People as sorted groups of names, and the doubts about them."""

    groups: list[Group] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


class _Groups:
    """Names being joined into people."""

    def __init__(self, keys: Collection[str], evidence: Evidence, settled: DecidedPairs) -> None:
        self._evidence = evidence
        self._settled = settled
        self._members = {key: [key] for key in sorted(keys)}

    def are_joined(self, pair: Pair) -> bool:
        """Say if two names are in one group."""
        one, other = (self._members.get(name) for name in pair)
        return one is not None and one is other

    def join(self, pair: Pair) -> None:
        """Join two groups if every name of the one may be the person of the other's names."""
        one, other = self._members[pair[0]], self._members[pair[1]]
        if one is other:
            return
        for across in product(one, other):
            crossing = pair_of(*across)
            if crossing in self._settled.apart:
                return
            if crossing in self._settled.together:
                continue
            fits = crossing[1] in self._evidence.store.fits(crossing[0])
            if not fits or crossing in self._evidence.contradictory:
                return
        self._unite(one, other)

    def join_settled(self) -> None:
        """Join the pairs that the user joined, unless the user kept some of them apart."""
        for pair in sorted(self._settled.together):
            if not self._members.keys() >= set(pair) or self.are_joined(pair):
                continue
            one, other = self._members[pair[0]], self._members[pair[1]]
            across = set(starmap(pair_of, product(one, other)))
            if across.isdisjoint(self._settled.apart):
                self._unite(one, other)

    def _unite(self, one: list[str], other: list[str]) -> None:
        if len(one) < len(other):
            one, other = other, one
        one.extend(other)
        for name in other:
            self._members[name] = one

    def groups(self) -> list[Group]:
        """Return the groups, sorted."""
        by_identity = {id(names): tuple(sorted(names)) for names in self._members.values()}
        return sorted(by_identity.values())


def resolve(
    start: Collection[str], evidence: Evidence, settled: DecidedPairs | None = None
) -> Resolution:
    """Group names, and all others that belong to their groups, into people.

    The groups are complete: a name is left out only if it belongs to none of these people.
    """
    settled = settled or DecidedPairs()
    reached, pairs = _reach(start, evidence, settled)
    candidates = {name for pair in [*pairs, *settled.together] for name in pair}
    groups = _Groups(reached & candidates, evidence, settled)
    groups.join_settled()
    clear = [pair for pair, probability in pairs.items() if probability >= CLEAR]
    clear.sort(key=lambda pair: (-pairs[pair], pair))
    for pair in clear:
        groups.join(pair)
    alone: list[Group] = [(name,) for name in sorted(reached - candidates)]
    return Resolution(groups.groups() + alone, _doubts(pairs, groups, evidence, settled))


def _reach(
    start: Collection[str], evidence: Evidence, settled: DecidedPairs
) -> tuple[set[str], dict[Pair, float]]:
    """Follow likely and settled pairs from these names until no new name is found."""
    together: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in settled.together:
        together[one].add(other)
        together[other].add(one)
    reached: set[str] = set()
    pairs: dict[Pair, float] = {}
    frontier = start
    while frontier:
        reached.update(frontier)
        found = set[str]()
        for chunk in in_chunks(frontier):
            evidence.store.forget_nodes()
            likely = evidence.likely_pairs(chunk)
            pairs |= likely
            for pair, probability in likely.items():
                if probability >= CLEAR:
                    found.update(pair)
            for name in chunk:
                found |= together.get(name, set())
        frontier = found - reached
    return reached, pairs


def _doubts(
    pairs: Mapping[Pair, float], groups: _Groups, evidence: Evidence, settled: DecidedPairs
) -> list[Doubt]:
    """List the pairs that stay apart though they may well be one person."""
    decided = settled.together | settled.apart
    doubted = [pair for pair in pairs if pair not in decided and not groups.are_joined(pair)]
    evidence.store.load({name for pair in doubted for name in pair})
    doubts = []
    for pair in sorted(doubted):
        share = share_that_are_one(pairs[pair])
        doubts.append(Doubt(*pair, share, pair_in_words(pair, evidence)))
    return doubts


def share_that_are_one(probability: float) -> float:
    """Return how many of the doubted pairs with a probability are one person.

    ``training/measure_doubts.py`` measures it: of 408 doubted pairs of the ACL Anthology,
    the model alone says 0.41, and 0.59 are one person.
    """
    probability = min(max(probability, 0.001), 0.999)
    odds = log(probability / (1 - probability))
    return 1 / (1 + exp(-(_DOUBT_BIAS + _DOUBT_SLOPE * odds)))
