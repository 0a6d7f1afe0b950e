"""Learn the weights of evidence on two names: rebuilds papercat/people/identity_weights.json.

usage: train_people.py [--papers ACL-PAPERS.jsonl.xz] [--people PEOPLE.jsonl.xz] [--folds 4]

Learns from pairs of names that fit, at least one of them of a person in the
people file. With --folds nothing is written: the people are split by hash, and
each part is scored with weights that the other parts taught.

The people file has omissions: of names that fit and share two co-authors and
that it keeps apart, nearly all are one person's. Such pairs count ``OMISSIONS``
of an example. At 0 more of them are joined, rightly, and the file's precision is
about 0.992 where recall is 0.990; at 1 the model learns to leave them out.

Needs numpy.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from people_data import PAPERS, PEOPLE, People, b_cubed, part

from papercat.people.identity_model import (
    Evidence,
    Model,
    are_contradictory,
    features,
    prior_for,
    shipped_model,
)
from papercat.people.name_relation import Kind
from papercat.people.name_store import NameStore
from papercat.people.same_person import resolve

OUT = Path(__file__).resolve().parent.parent / "papercat" / "people" / "identity_weights.json"
ALL_KINDS = list(Kind)
FAMILIES = sorted({kind.group for kind in Kind})
PENALTY = 2.0
STEPS = 25
OMISSIONS = 0.4


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of names, and whether the people file says that they are one person's."""

    kind: Kind
    evidence: dict[str, float]
    same: bool
    weight: float
    people: frozenset[str]


def examples(data: People, store: NameStore) -> list[Example]:
    """Give every pair to learn from."""
    who: dict[str, set[str]] = defaultdict(set)
    keys = data.keys()
    for mention, person in data.person.items():
        who[keys[mention]].add(person)
    evidence = Evidence(store, shipped_model(), 0.0)
    names = sorted(set(keys.values()))
    store.load(names)
    found = []
    for one in names:
        for other, relation in sorted(store.fits(one).items()):
            people = frozenset(who[one] | who[other])
            nodes = store.nodes[one], store.nodes[other]
            if other < one or not people or are_contradictory(*nodes):
                continue
            same = bool(who[one] & who[other])
            shared = nodes[0].coauthors & nodes[1].coauthors
            weight = OMISSIONS if not same and len(shared) > 1 else 1.0
            numbers = features(relation, *nodes, evidence.rivals((one, other)))
            found.append(Example(relation.kind, numbers, same, weight, people))
    return found


def fit(
    matrix: np.ndarray, same: np.ndarray, weights: np.ndarray, ridge: float = PENALTY
) -> tuple[np.ndarray, float]:
    """Fit a logistic regression with a ridge penalty (le Cessie & van Houwelingen, 1992).

    Newton's method; the intercept is not penalised.
    """
    rows = np.column_stack([matrix, np.ones(len(matrix))])
    penalty = np.full(rows.shape[1], ridge)
    penalty[-1] = 1e-9
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(rows @ found)))
        slope = rows.T @ (weights * (likely - same)) + penalty * found
        curve = (rows * (weights * likely * (1 - likely))[:, None]).T @ rows + np.diag(penalty)
        found -= np.linalg.solve(curve, slope)
    return found[:-1], float(found[-1])


def learn(taught: list[Example]) -> Model:
    """Fit one regression: shared weights, what each group adds, and a bias a kind."""
    rows = np.array([list(each.evidence.values()) for each in taught])
    kind = np.eye(len(ALL_KINDS))[[ALL_KINDS.index(each.kind) for each in taught]]
    family = np.eye(len(FAMILIES))[[FAMILIES.index(each.kind.group) for each in taught]]
    per_family = [family[:, [number]] * rows for number in range(len(FAMILIES))]
    matrix = np.concatenate([kind, rows, *per_family], axis=1)
    same = np.array([each.same for each in taught], dtype=float)
    learnt, intercept = fit(matrix, same, np.array([each.weight for each in taught]))
    bias = {each: float(learnt[number] + intercept) for number, each in enumerate(ALL_KINDS)}
    names = list(taught[0].evidence)
    shared = learnt[len(ALL_KINDS) : len(ALL_KINDS) + len(names)]
    own = learnt[len(ALL_KINDS) + len(names) :].reshape(len(FAMILIES), len(names))
    weights = {}
    for number, family_name in enumerate(FAMILIES):
        values = map(float, shared + own[number])
        weights[family_name] = dict(zip(names, values, strict=True))
    return Model(bias, weights)


def cross_validate(data: People, store: NameStore, taught: list[Example], folds: int) -> None:
    """Score each part of the people with weights that the others taught."""
    keys, totals = data.keys(), np.zeros((2, 3))
    for fold in range(folds):
        model = learn(
            [each for each in taught if not any(part(who, folds) == fold for who in each.people)]
        )
        evidence = Evidence(store, model, prior_for(len(set(keys.values()))))
        groups = resolve(set(keys.values()), evidence).groups
        person = {key: group[0] for group in groups for key in group}
        group = {mention: person[key] for mention, key in keys.items()}
        for row, several in enumerate((False, True)):
            kept = {who for who in data.printed if part(who, folds) == fold}
            kept = {who for who in kept if not several or len(data.printed[who]) > 1}
            precision, recall, _ = b_cubed(group, data.person, kept.__contains__)
            number = sum(who in kept for who in data.person.values())
            totals[row] += [number * precision, number * recall, number]
    for label, (precisions, recalls, number) in zip(("all", "several names"), totals, strict=True):
        precision, recall = precisions / number, recalls / number
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{label:14} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")


def write(model: Model) -> None:
    """Write the weights."""
    weights = {}
    for name, values in model.weights.items():
        weights[name] = {feature: round(value, 3) for feature, value in values.items()}
    bias = {kind.name.lower(): round(value, 3) for kind, value in model.bias.items()}
    OUT.write_text(json.dumps({"bias": bias, "weights": weights}, indent=1) + "\n", "ascii")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=Path, default=PAPERS)
    parser.add_argument("--people", type=Path, default=PEOPLE)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    data = People(args.papers, args.people)
    store = data.store()
    taught = examples(data, store)
    print(f"{len(taught)} pairs, {sum(each.same for each in taught)} of them one person")
    if args.folds:
        cross_validate(data, store, taught, args.folds)
    else:
        write(learn(taught))


if __name__ == "__main__":
    main()
