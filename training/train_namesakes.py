"""Learn when two circles of one name are one person: rebuilds namesake_weights.json.

usage: train_namesakes.py [--shared DIRECTORY]

Learns from pairs of circles in which the people files name somebody: conference papers,
whose people keep profiles, and the ACL Anthology, whose list counts namesakes that its
editors have not told apart as one. All pairs of the Anthology together weigh as much as
all of the conferences.

Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from people_data import printed_name
from train_people import fit

from papercat.people.name_store import MANY_AUTHORS, PaperFacts, long_words
from papercat.people.namesakes import circle_features, is_common, name_circles
from papercat.text.names import fold_for_identity

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OUT = Path(__file__).resolve().parent.parent / "papercat" / "people" / "namesake_weights.json"
DATA = {
    "conf-papers.jsonl.xz": "namesakes-dev.jsonl.xz",
    "acl-papers.jsonl.xz": "people-dev.jsonl.xz",
}
JOIN_FROM, DOUBT_FROM = 0.72, 0.4


@dataclass(frozen=True, slots=True)
class Example:
    """The evidence on two circles, and if the people file says that they are one person's."""

    evidence: dict[str, float]
    same: bool


def read(path: Path) -> Iterator[Any]:
    """Read records, one a line."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def examples(papers: Path, people: Path) -> list[Example]:
    """Give every pair of circles to learn from."""
    facts: list[PaperFacts] = []
    titles = []
    number = {}
    for row in read(papers):
        names = list(map(printed_name, row["authors"]))
        folded = tuple(map(fold_for_identity, names)) if len(names) <= MANY_AUTHORS else ()
        number[row["ids"].get("acl") or row["ids"].get("x")] = len(facts)
        facts.append(PaperFacts(folded, int(row["published"][:4] or 0), frozenset(), frozenset()))
        titles.append(long_words(row["title"]))
    papers_of: dict[str, list[int]] = defaultdict(list)
    for at, paper in enumerate(facts):
        for name in set(paper.authors):
            papers_of[name].append(at)
    known = {name: [facts[at] for at in found] for name, found in papers_of.items()}
    owners: dict[str, dict[int, str]] = defaultdict(dict)
    for row in read(people):
        for paper, _, name in row["mentions"]:
            owners[fold_for_identity(name)][number[paper]] = row["person"]
    found = []
    for name in sorted(filter(is_common, owners)):
        papers_with = {at: facts[at] for at in papers_of.get(name, [])}
        circles = name_circles(name, papers_with, dict(enumerate(titles)), known)
        for one, other in combinations(circles, 2):
            people_of = [
                Counter(owners[name][at] for at in each.papers if at in owners[name])
                for each in (one, other)
            ]
            if all(people_of):
                first, second = (each.most_common(1)[0][0] for each in people_of)
                evidence = circle_features(name, one, other, len(circles), len(papers_with))
                found.append(Example(evidence, first == second))
    return found


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    args = parser.parse_args()
    rows, same, weights = [], [], []
    for papers, people in DATA.items():
        found = examples(args.shared / "authors" / papers, args.shared / "authors" / people)
        print(f"{papers}: {len(found)} pairs, {sum(each.same for each in found)} one person's")
        rows += [list(each.evidence.values()) for each in found]
        features = list(found[0].evidence)
        same += [each.same for each in found]
        weights += [1150 / len(found)] * len(found)
    matrix = np.array(rows)
    mean, spread = matrix.mean(0), matrix.std(0)
    learnt, bias = fit(
        (matrix - mean) / spread, np.array(same, dtype=float), np.array(weights), 1.0
    )
    table = {
        feature: round(float(x), 3) for feature, x in zip(features, learnt / spread, strict=True)
    }
    bias -= float((learnt * mean / spread).sum())
    thresholds = {"join from": JOIN_FROM, "doubt from": DOUBT_FROM}
    OUT.write_text(
        json.dumps({"bias": round(bias, 3), "weights": table, **thresholds}, indent=1) + "\n",
        "ascii",
    )


if __name__ == "__main__":
    main()
