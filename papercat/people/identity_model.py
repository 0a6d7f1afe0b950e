"""A logistic regression: the probability that two names that fit are one person's.

``training/train_people.py`` writes its weights, ``identity_weights.json``: a bias for
each kind of relation, and a table of weights for each group of kinds.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from operator import mul

from papercat.people.identity_features import FEATURES, GROUPS
from papercat.people.name_relation import Kind
from papercat.people.name_store import Labels, NameNode

_FAR = 30.0
"""Scores beyond this are certain."""


@dataclass(frozen=True, slots=True)
class Model:
    """Learnt weights."""

    bias: Mapping[Kind, float]
    """The log odds of each kind of relation before anything else is known."""
    weights: Mapping[str, Sequence[float]]
    """The weight of each feature, by group of relations."""

    def probability(self, kind: Kind, evidence: Sequence[float], prior: float = 0.0) -> float:
        """Return the probability that names with this relation and evidence are one person's.

        ``prior`` holds the log odds of other evidence.
        """
        weights = self.weights[GROUPS[kind]]
        score = prior + self.bias[kind] + sum(map(mul, weights, evidence))
        return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, score))))


@cache
def shipped_model() -> Model:
    """Load the weights that come with papercat."""
    table = resources.files("papercat.people").joinpath("identity_weights.json")
    learnt = json.loads(table.read_text("utf-8"))
    bias = {kind: learnt["bias"][kind.value] for kind in Kind}
    weights = {}
    for group, by_feature in learnt["weights"].items():
        weights[group] = [by_feature[feature] for feature in FEATURES]
    return Model(bias, weights)


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
    return frozenset(map(_field, categories))


def _field(category: str) -> str:
    """Return a category's archive; those that machine learning is spread over count as one."""
    archive = category.partition(".")[0]
    if archive in {"stat", "eess"}:
        return "cs"
    return archive
