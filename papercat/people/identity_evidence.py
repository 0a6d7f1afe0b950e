"""How likely pairs of names are one person's, worked out when asked and once each."""

from __future__ import annotations

from collections.abc import Iterable

from papercat.people.compatible_names import Catalogue, Fits
from papercat.people.identity_features import Circle, NameNode, circle, features, years_between
from papercat.people.identity_model import Model, prior_for, prior_of
from papercat.people.name_relation import Kind, Relation
from papercat.people.namesakes import is_crowd

UNSURE = 0.3
"""From this probability on, two names that are kept apart are a doubt; less doesn't matter."""
LIFETIME = 50
"""Years between two careers that nobody has bridged."""

Pair = tuple[str, str]


def pair_of(one: str, other: str) -> Pair:
    """Give two names in order."""
    return (one, other) if one < other else (other, one)


class Evidence:
    """The probabilities of pairs, worked out once each."""

    def __init__(self, catalogue: Catalogue, model: Model) -> None:
        self._catalogue = catalogue
        self._model = model
        self._prior = prior_for(catalogue.size())
        self._at_best = {kind: model.without_rivals(kind) for kind in Kind}
        self._crowds: dict[str, bool] = {}
        self.fits = Fits(catalogue)
        self.nodes: dict[str, NameNode] = {}
        self._circles: dict[str, Circle] = {}
        self._known: dict[Pair, float] = {}

    def load(self, keys: Iterable[str]) -> None:
        """Fetch these names and what fits them."""
        keys = set(keys)
        self.fits.look_up(keys)
        near = {other for key in keys for other in self.fits.of(key)} | keys
        missing = {key for key in near if key not in self.nodes}
        if missing:
            self.nodes.update(self._catalogue.nodes(missing))

    def forget(self) -> None:
        """Let go of what takes much memory; which names fit stays known."""
        self.nodes.clear()
        self._circles.clear()
        self._known.clear()
        self._crowds.clear()

    def circle(self, key: str) -> Circle:
        """Give a name's co-authors."""
        found = self._circles.get(key)
        if found is None:
            found = self._circles[key] = circle(self.nodes[key])
        return found

    def circles(self, pair: Pair) -> tuple[Circle, Circle]:
        """Give the co-authors of both."""
        return self.circle(pair[0]), self.circle(pair[1])

    def impossible(self, pair: Pair) -> bool:
        """Say whether two names can't be one person's, whatever else speaks for it."""
        one, other = self.nodes[pair[0]], self.nodes[pair[1]]
        return (
            ("#" in pair[0] or "#" in pair[1])
            and pair[0].partition("#")[0] == pair[1].partition("#")[0]
        ) or (
            not one.papers.keys().isdisjoint(other.papers.keys())
            or years_between(one, other) >= LIFETIME
        )

    def around(self, keys: Iterable[str]) -> dict[Pair, float]:
        """Give the pairs that loaded names are in and that matter, and how likely they are.

        Most don't matter even if nobody else fits, and who else does is not looked up.
        """
        pairs = {
            pair_of(key, other)
            for key in keys
            if key in self.nodes
            for other in self.fits.of(key)
            if other in self.nodes
        }
        unknown = [pair for pair in pairs if pair not in self._known]
        matter = [
            pair
            for pair in unknown
            if self._at_most(pair) >= UNSURE and not self.impossible(pair)  # which few are
        ]
        self.fits.look_up({key for pair in matter for key in pair})
        self._known.update(dict.fromkeys(unknown, 0.0))
        for pair in matter:
            relation, rivals = self.fits.relation(*pair), self.fits.rivals(*pair)
            self._known[pair] = self._weighed(pair, relation, rivals)
        return {pair: likely for pair in pairs if (likely := self._known[pair]) >= UNSURE}

    def _at_most(self, pair: Pair) -> float:
        """Say how likely two names that fit are one person's if no other name fits them."""
        relation = self.fits.relation(*pair)
        return self._weighed(pair, relation, (0, 0), self._at_best[relation.kind])

    def _weighed(
        self, pair: Pair, relation: Relation, rivals: tuple[int, int], more: float = 0.0
    ) -> float:
        nodes = self.nodes[pair[0]], self.nodes[pair[1]]
        evidence = features(relation, nodes, self.circles(pair), rivals)
        prior = self._prior + prior_of(*nodes) + more
        return self._model.probability(relation.kind, evidence, prior)

    def crowd(self, key: str) -> bool:
        """Say whether a name is probably several people's, so that nothing is joined to it."""
        found = self._crowds.get(key)
        if found is None:
            found = self._crowds[key] = is_crowd(self.nodes[key])
        return found
