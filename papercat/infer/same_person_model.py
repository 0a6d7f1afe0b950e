"""How likely two names that fit are one person's: a logistic regression.

The weights are in ``same_person_weights.py``, which ``training/train_people.py``
writes. One table a group of relations (``GROUPS``), and how likely each kind is
before anything else is known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from papercat.infer.name_relation import Kind
from papercat.infer.same_person_features import GROUPS
from papercat.infer.same_person_weights import BIAS, WEIGHTS

_TABLES = {kind: (BIAS[kind.name], tuple(WEIGHTS[group])) for kind, group in GROUPS.items()}


def probability(kind: Kind, evidence: Sequence[float]) -> float:
    """Say how likely names with this relation and this evidence are one person's."""
    bias, weights = _TABLES[kind]
    score = bias + sum(weight * value for weight, value in zip(weights, evidence, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
