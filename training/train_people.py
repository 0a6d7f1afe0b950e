"""Learn how evidence on two names weighs: rebuilds papercat/infer/same_person_weights.py.

usage: train_people.py [--papers ACL-PAPERS.jsonl.xz] [--people PEOPLE.jsonl.xz]

Learns from pairs of names that fit and have nobody to do with the people held
out (``people_data.held_out``). The people file has omissions, so names it keeps
apart although they share two co-authors teach nothing. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from people_data import PAPERS, PEOPLE, People, held_out
from sklearn.linear_model import LogisticRegression

from papercat.infer.name_relation import Kind
from papercat.infer.same_person import _Evidence
from papercat.infer.same_person_features import FEATURES, GROUPS, features, shared_coauthors
from papercat.infer.same_person_fits import Memory

OUT = Path(__file__).resolve().parent.parent / "papercat" / "infer" / "same_person_weights.py"
KINDS = list(Kind)
FAMILIES = sorted(set(GROUPS.values()))
STRENGTH = 3.0


def examples(data: People) -> tuple[list[Kind], np.ndarray, np.ndarray]:
    """Give the relation, the evidence and the answer for every pair to learn from."""
    who: dict[str, set[str]] = defaultdict(set)
    keys = data.keys()
    for mention, person in data.person.items():
        who[keys[mention]].add(person)
    nodes = data.nodes()
    evidence = _Evidence(Memory(nodes))
    evidence.load(node.key for node in nodes)
    kinds, rows, answers = [], [], []
    for one in sorted(evidence.nodes):
        for other, relation in sorted(evidence.fits.of(one).items()):
            people = who[one] | who[other]
            if other < one or not people or any(map(held_out, people)) or evidence.impossible((one, other)):
                continue
            pair = evidence.nodes[one], evidence.nodes[other]
            circles = evidence.circles((one, other))
            same = bool(who[one] & who[other])
            if not same and len(shared_coauthors(*pair, circles)) >= 2:
                continue
            kinds.append(relation.kind)
            rows.append(features(relation, pair, circles, evidence.fits.rivals(one, other)))
            answers.append(same)
    return kinds, np.array(rows), np.array(answers)


def learn(kinds: list[Kind], rows: np.ndarray, answers: np.ndarray) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Fit one regression: shared weights, what each group adds, and a bias a kind."""
    kind = np.eye(len(KINDS))[[KINDS.index(each) for each in kinds]]
    family = np.eye(len(FAMILIES))[[FAMILIES.index(GROUPS[each]) for each in kinds]]
    per_family = [family[:, [number]] * rows for number in range(len(FAMILIES))]
    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-8)
    model.fit(np.concatenate([kind, rows, *per_family], axis=1), answers)
    learnt = model.coef_[0]
    bias = {each.name: float(learnt[number] + model.intercept_[0]) for number, each in enumerate(KINDS)}
    shared = learnt[len(KINDS) : len(KINDS) + len(FEATURES)]
    own = learnt[len(KINDS) + len(FEATURES) :].reshape(len(FAMILIES), len(FEATURES))
    return bias, {name: list(map(float, shared + own[number])) for number, name in enumerate(FAMILIES)}


def write(bias: dict[str, float], weights: dict[str, list[float]]) -> None:
    """Write the weights as Python."""
    lines = ['"""What training/train_people.py learnt; not to be edited by hand."""', "", "BIAS = {"]
    lines += [f'    "{name}": {value:.3f},' for name, value in bias.items()]
    lines += ["}", "WEIGHTS = {"]
    for name, values in weights.items():
        lines.append(f'    "{name}": [')
        lines += [f"        {value:.3f},  # {feature}" for feature, value in zip(FEATURES, values, strict=True)]
        lines.append("    ],")
    OUT.write_text("\n".join([*lines, "}", ""]), encoding="ascii")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=Path, default=PAPERS)
    parser.add_argument("--people", type=Path, default=PEOPLE)
    args = parser.parse_args()
    kinds, rows, answers = examples(People(args.papers, args.people))
    print(f"{len(kinds)} pairs, {int(answers.sum())} of them one person")
    write(*learn(kinds, rows, answers))


if __name__ == "__main__":
    main()
