"""How likely two names that fit are one person's: a logistic regression.

The weights are in ``weights.py``, which ``training/train_people.py``
writes. One table a group of relations (``GROUPS``), and how likely each kind is
before anything else is known.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from papercat.people.identity_features import FEATURES, GROUPS, NO_RIVAL, RIVALS, NameNode
from papercat.people.identity_weights import BIAS, WEIGHTS
from papercat.people.name_relation import Kind

_FAR = 30.0
"""Scores beyond this are certain."""


@dataclass(frozen=True, slots=True)
class Model:
    """Learnt weights."""

    bias: Mapping[str, float]
    """How likely each kind of relation is, by its name, before anything else is known."""
    weights: Mapping[str, Sequence[float]]
    """What each feature counts, by group of relations."""

    def probability(self, kind: Kind, evidence: Sequence[float], prior: float = 0.0) -> float:
        """Say how likely names with this relation and this evidence are one person's.

        ``prior`` is what else speaks for it, as log odds.
        """
        weights = self.weights[GROUPS[kind]]
        score = prior + self.bias[kind.name] + sum(map(mul, weights, evidence))
        return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, score))))

    def without_rivals(self, kind: Kind) -> float:
        """Say what to add to a pair's score without rivals so that none with rivals is higher.

        As learnt, rivals only ever speak against; infinity where weights say otherwise.
        """
        weights = dict(zip(FEATURES, self.weights[GROUPS[kind]], strict=True))
        if max(weights[rivals] for rivals in RIVALS) > 0:
            return math.inf
        return max(0.0, -weights[NO_RIVAL])


_SIZES = ((1_000, 2.8), (4_000, 2.0), (16_000, 1.0), (32_000, 0.5))
"""The fewer names, the less likely that two of them fit by chance.

The weights are learnt from 63,600 names. What smaller catalogues have to add was
read off random samples of those papers, and of a few authors' papers.
"""
MANY_NAMES = _SIZES[-1][0]
"""From so many names on, their number says nothing more."""
SAME_ORGANISATION = 0.7
"""By hand, for want of labelled data: log odds for working at the same place."""
OTHER_FIELD = -1.5
"""By hand as well: for papers in archives (``cs``, ``astro-ph``) that have nothing in common."""


def prior_for(names: int) -> float:
    """Give the log odds that the size of a catalogue adds, from how many names it has.

    It changes at four sizes only; when it does, everybody has to be resolved anew.
    """
    return next((prior for size, prior in _SIZES if names < size), 0.0)


def _field(category: str) -> str:
    """Give a category's archive; those that machine learning is spread over count as one."""
    archive = category.partition(".")[0]
    return "cs" if archive in {"stat", "eess"} else archive


def prior_of(one: NameNode, other: NameNode) -> float:
    """Give the log odds that organisations and categories add, where both names have any."""
    together = not one.organisations.isdisjoint(other.organisations)
    prior = SAME_ORGANISATION if together else 0.0
    known = one.categories and other.categories
    if known and _fields(one.categories).isdisjoint(_fields(other.categories)):
        prior += OTHER_FIELD
    return prior


@lru_cache(maxsize=1 << 12)
def _fields(categories: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_field, categories))


SHIPPED = Model(BIAS, WEIGHTS)
"""The weights that come with papercat."""
