"""The probabilities that pairs of names are one person's."""

from collections.abc import Iterable
from dataclasses import dataclass

from papercat.people.identity_features import features, years_between
from papercat.people.identity_model import Model, prior_of
from papercat.people.name_store import NameNode, NameStore, base_name

UNSURE = 0.3
"""From this probability on, two names that are kept apart are a doubt."""
LIFETIME = 50
"""More years between two careers than anybody has bridged."""

Pair = tuple[str, str]


def pair_of(one: str, other: str) -> Pair:
    """Return two names in order."""
    return (one, other) if one < other else (other, one)


def are_contradictory(one: NameNode, other: NameNode) -> bool:
    """Say if their papers rule out that two names are one person's."""
    return not one.papers.isdisjoint(other.papers) or years_between(one, other) >= LIFETIME


@dataclass
class Evidence:
    """Weighs pairs of names."""

    store: NameStore
    model: Model
    prior: float
    """The log odds that hold for every pair."""

    def likely_pairs(self, keys: Iterable[str]) -> dict[Pair, float]:
        """Return the pairs of these names and names that fit them, if they matter.

        A pair matters from the probability ``UNSURE`` on.
        """
        keys = list(keys)
        self.store.look_up(keys)
        pairs = set[Pair]()
        for key in keys:
            pairs.update(pair_of(key, other) for other in self.store.fits(key))
        names = {name for pair in pairs for name in pair}
        self.store.look_up(names)
        self.store.load(names)
        found = {}
        for pair in pairs:
            probability = self._probability(pair)
            if probability >= UNSURE:
                found[pair] = probability
        return found

    def _probability(self, pair: Pair) -> float:
        one, other = self.store.nodes.get(pair[0]), self.store.nodes.get(pair[1])
        if one is None or other is None or are_contradictory(one, other):
            return 0.0
        relation = self.store.fits(pair[0])[pair[1]]
        evidence = features(relation, one, other, self.rivals(pair))
        return self.model.probability(relation.kind, evidence, self.prior + prior_of(one, other))

    def rivals(self, pair: Pair) -> tuple[int, int]:
        """Count the names that fit the one and not the other, both ways."""
        ones, others = self.store.fitting_bases(pair[0]), self.store.fitting_bases(pair[1])
        themselves = {base_name(pair[0]), base_name(pair[1])}
        return len(ones - others - themselves), len(others - ones - themselves)
