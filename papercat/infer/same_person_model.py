"""How likely two names that fit are one person's: a logistic regression.

The weights are in ``same_person_weights.py``, which ``training/train_people.py``
writes. One table a group of relations (``GROUPS``), and how likely each kind is
before anything else is known.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papercat.infer.name_relation import Kind
from papercat.infer.same_person_features import GROUPS
from papercat.infer.same_person_weights import BIAS, WEIGHTS

_FAR = 30.0
"""Scores beyond this are certain."""


@dataclass(frozen=True, slots=True)
class Model:
    """Learnt weights."""

    bias: Mapping[str, float]
    """How likely each kind of relation is, by its name, before anything else is known."""
    weights: Mapping[str, Sequence[float]]
    """What each feature counts, by group of relations."""

    def probability(self, kind: Kind, evidence: Sequence[float]) -> float:
        """Say how likely names with this relation and this evidence are one person's."""
        weights = self.weights[GROUPS[kind]]
        score = self.bias[kind.name] + sum(weight * value for weight, value in zip(weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, score))))


SHIPPED = Model(BIAS, WEIGHTS)
"""The weights that come with papercat."""
