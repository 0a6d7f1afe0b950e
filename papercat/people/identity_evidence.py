"""The probabilities that pairs of names are one person's, and the evidence in words."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from papercat.people.identity_model import Model, features, prior_of, years_between
from papercat.people.name_forms import COMMON_SURNAME, given_grade, surname_grade
from papercat.people.name_relation import Kind, Relation
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


_FEW = 3
_KINDS = {
    Kind.SAME: "the names are the same",
    Kind.JOINED: "the names differ by a hyphen or a space",
    Kind.UMLAUT: "the names differ by how an umlaut is written",
    Kind.MIDDLE_INITIAL: "one name adds a middle initial",
    Kind.MIDDLE_NAME: "one name adds a middle name",
    Kind.MIDDLE_FITS: "a middle name and its initial agree",
    Kind.SHORT: "one given name is short for the other",
    Kind.INITIAL: "the initial agrees",
    Kind.INITIALS: "all initials agree",
    Kind.INITIALS_ADDED: "the initials agree and one name adds more",
    Kind.FIRST_INITIAL: "one name adds a first initial",
    Kind.FIRST_NAME: "one name adds a first name",
    Kind.PREFIX: "one given name begins like the other",
    Kind.NEAR_GIVEN: "the given names differ by a letter",
    Kind.NEAR_MIDDLE: "the middle names differ by a letter",
    Kind.ROMANISED: "the given names are romanised differently",
    Kind.NEAR_SURNAME: "the surnames differ by a letter",
    Kind.SURNAME_ADDED: "one name adds a surname",
    Kind.SURNAME_ADDED_INITIAL: "one name adds a surname, and the initial agrees",
    Kind.SURNAME_INITIAL: "one name adds a surname's initial",
    Kind.SURNAME_SHORT: "one name has only the surname's initial",
    Kind.REVERSED: "the same two words in the other order",
    Kind.REORDERED: "the same words in another order",
}


def pair_in_words(pair: Pair, evidence: Evidence) -> str:
    """Say what speaks for and against two names being one person's."""
    one, other = (evidence.store.nodes[name] for name in pair)
    relation = evidence.store.fits(pair[0])[pair[1]]
    said = [_KINDS[relation.kind]]
    if rarity := _rarity(relation):
        said.append(rarity)
    said.append(_coauthors(one.coauthors & other.coauthors))
    if rivals := max(evidence.rivals(pair)):
        names = "name fits" if rivals == 1 else "names fit"
        said.append(f"{rivals} other {names} as well")
    if years := years_between(one, other):
        said.append(f"{years} years lie between")
    if both := one.organisations & other.organisations:
        said.append(f"both at {', '.join(sorted(both)[:_FEW])}")
    return "; ".join(said)


def _rarity(relation: Relation) -> str | None:
    if surname_grade(relation.surname) == 0:
        return "the surname is rare"
    if surname_grade(relation.surname) < COMMON_SURNAME:
        return None
    if not relation.given or given_grade(relation.given) >= COMMON_SURNAME:
        return "the name is common"
    return None


def _coauthors(names: AbstractSet[str]) -> str:
    if not names:
        return "no co-author in common"
    shown = ", ".join(name.title() for name in sorted(names)[:_FEW])
    if len(names) == 1:
        return f"share a co-author: {shown}"
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f"share {len(names)} co-authors: {shown}{more}"
