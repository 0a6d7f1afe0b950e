"""The probability that two names that fit are one person's: a logistic regression.

Its evidence is what author disambiguation usually weighs (Torvik & Smalheiser, ACM TKDD
3(3), 2009; Levin et al., JASIST 63(5), 2012): how the names relate, how rare they are,
how many other names fit as well, shared co-authors, years. ``training/train_people.py``
writes the weights, ``identity_weights.json``: a bias for each kind of relation, and a
table of weights for each group of kinds.
"""

import json
import math
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log, log1p
from operator import mul
from pathlib import Path

from papercat.people.name_relation import Kind, Relation
from papercat.people.name_store import (
    Labels,
    NameNode,
    NameStore,
    base_name,
    rough_name,
    years_between,
)
from papercat.people.name_words import COMMON_SURNAME, given_grade, surname_grade

UNSURE = 0.3
"""From this probability on, two names that are kept apart are a doubt."""
LIFETIME = 50
"""More years between two careers than anybody has bridged."""

Pair = tuple[str, str]
_SHORT = 5
"""A surname with fewer letters is weaker evidence."""
_GAP = 30
"""More years between two careers count no more than this."""


def features(
    relation: Relation, one: NameNode, other: NameNode, rivals: tuple[int, int]
) -> dict[str, float]:
    """Return the evidence on a pair of names that fit.

    ``rivals`` counts the names that fit the one but not the other, both ways.
    """
    added = relation.added
    surname, given = surname_grade(relation.surname), given_grade(relation.given)
    shared = len(one.coauthors & other.coauthors)
    roughly = one.rough_coauthors & other.rough_coauthors
    if roughly:
        roughly -= {rough_name(one.key), rough_name(other.key)}
    rough = len(roughly) - shared
    smallest = min(len(one.coauthors), len(other.coauthors))
    years = years_between(one.years, other.years)
    fewest, most = sorted(rivals)
    papers = sorted((len(one.papers) or 1, len(other.papers) or 1))
    fewer, more = log(papers[0]) / 3, log(papers[1]) / 3
    around = log1p(smallest) / 3
    alone = float(not shared)
    return {
        "surname grade": surname / 10,
        "given grade": given / 10,
        "no given name shared": not relation.given,
        "grade of what is added": max(surname_grade(added), given_grade(added)) / 10,
        "a whole word is added": len(added) > 1,
        "common twice": surname * given / 100,
        "short surname": len(relation.surname) < _SHORT,
        "shares a co-author": shared >= 1,
        "shares two": shared >= 2,
        "shares four": shared >= 4,
        "initials of a co-author shared": rough >= 1,
        "initials of three shared": rough >= 3,
        "share of the circle": shared / (smallest + 2),
        "fewest rivals": log1p(fewest) / 3,
        "most rivals": log1p(most) / 3,
        "fewest papers": fewer,
        "most papers": more,
        "smallest circle": around,
        "years between": min(years, _GAP) / _GAP,
        "no co-author at all": smallest == 0,
        "none shared, by the smaller circle": alone * around,
        "none shared, by the fewer papers": alone * fewer,
        "none shared, by the more papers": alone * more,
        "none shared, by how common": alone * ((surname + given) / 10),
        "careers don't overlap": years > 0,
        "five years between": years > 5,
        "twelve years between": years > 12,
        "none shared, three rivals": alone * (most > 2),
        "none shared, no rival": alone * (most == 0),
        "none shared, rare surname": alone * (surname == 0),
        "none shared, rare given name": alone * (given == 0),
    }


_FAR = 30.0
"""Scores beyond this are certain."""


@dataclass(frozen=True, slots=True)
class Model:
    """Learnt weights."""

    bias: Mapping[Kind, float]
    """The log odds of each kind of relation before anything else is known."""
    weights: Mapping[str, Mapping[str, float]]
    """The weight of each piece of evidence, by group of relations."""

    def probability(self, kind: Kind, evidence: Mapping[str, float], prior: float = 0.0) -> float:
        """Return the probability that names with this relation and evidence are one person's.

        ``prior`` holds the log odds of other evidence.
        """
        weights = map(self.weights[kind.group].__getitem__, evidence)
        score = prior + self.bias[kind] + sum(map(mul, weights, evidence.values()))
        return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, score))))


@cache
def shipped_model() -> Model:
    """Load the weights that come with papercat."""
    table = Path(__file__).with_name("identity_weights.json")
    learnt = json.loads(table.read_text("utf-8"))
    bias = {kind: learnt["bias"][kind.name.lower()] for kind in Kind}
    return Model(bias, learnt["weights"])


_SIZES = ((1_000, 2.8), (4_000, 2.0), (16_000, 1.0), (32_000, 0.5))
"""The fewer names, the less likely that two of them fit by chance.

The weights are learnt from 63,600 names. The log odds for smaller catalogues were
measured on random samples of those papers, and of a few authors' papers.
"""
MANY_NAMES = _SIZES[-1][0]
"""From this number of names on, the exact number does not matter."""
SAME_ORGANISATION = 0.7
"""Log odds for working at the same place; set by hand for want of labelled data."""
OTHER_FIELD = -1.5
"""Log odds for papers in unrelated archives (``cs``, ``astro-ph``); set by hand as well."""


def prior_for(names: int) -> float:
    """Return the log odds that the size of a catalogue adds.

    They change at four sizes only. When they do, everybody has to be grouped again.
    """
    for size, prior in _SIZES:
        if names < size:
            return prior
    return 0.0


def prior_of(one: NameNode, other: NameNode) -> float:
    """Return the log odds that organisations and categories add, where both names have any."""
    prior = 0.0
    if not one.organisations.isdisjoint(other.organisations):
        prior += SAME_ORGANISATION
    fields = _fields(one.categories), _fields(other.categories)
    if all(fields) and fields[0].isdisjoint(fields[1]):
        prior += OTHER_FIELD
    return prior


@lru_cache(maxsize=1 << 12)
def _fields(categories: Labels) -> Labels:
    """Return the archives of categories; those that machine learning is spread over count as cs."""
    archives = {category.partition(".")[0] for category in categories}
    if not archives.isdisjoint({"stat", "eess"}):
        archives = archives - {"stat", "eess"} | {"cs"}
    return frozenset(archives)


def pair_of(one: str, other: str) -> Pair:
    """Return two names in order."""
    return (one, other) if one < other else (other, one)


def are_contradictory(one: NameNode, other: NameNode) -> bool:
    """Say if their papers rule out that two names are one person's."""
    return (
        not one.papers.isdisjoint(other.papers) or years_between(one.years, other.years) >= LIFETIME
    )


@dataclass
class Evidence:
    """Weighs pairs of names."""

    store: NameStore
    model: Model
    prior: float
    """The log odds that hold for every pair."""
    contradictory: set[Pair] = field(default_factory=set)
    """The pairs that were weighed and cannot be one person's."""

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
            self.contradictory.add(pair)
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


def pair_in_words(pair: Pair, evidence: Evidence) -> str:
    """Say what speaks for and against two names being one person's."""
    one, other = (evidence.store.nodes[name] for name in pair)
    relation = evidence.store.fits(pair[0])[pair[1]]
    said = [relation.kind.reason]
    if rarity := _rarity(relation):
        said.append(rarity)
    said.append(_coauthors(one.coauthors & other.coauthors))
    if rivals := max(evidence.rivals(pair)):
        names = "name fits" if rivals == 1 else "names fit"
        said.append(f"{rivals} other {names} as well")
    if years := years_between(one.years, other.years):
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
