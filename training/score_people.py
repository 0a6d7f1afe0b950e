"""Score who is taken to be the same person; for people not learnt from see train_people.py --folds.

usage: score_people.py [--papers ACL-PAPERS.jsonl.xz] [--people PEOPLE.jsonl.xz] [--shuffles N]
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from pathlib import Path

from people_data import PAPERS, PEOPLE, People, b_cubed

from papercat.people.identity_features import NameNode
from papercat.people.same_person import Resolution, resolve


def report(data: People, found: Resolution) -> None:
    """Print B-cubed for all and for people with several names."""
    person = {key: group[0] for group in found.groups for key in group}
    group = {mention: person[key] for mention, key in data.keys().items()}
    for label, several in (("all", 0), ("several names", 1)):
        kept = {who for who, names in data.printed.items() if len(names) > several}
        precision, recall, f1 = b_cubed(group, data.person, kept.__contains__)
        print(f"{label:14} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")


def shuffled(nodes: list[NameNode], seed: int) -> list[NameNode]:
    """Give the same names in another order, with their papers in another order."""
    rng = random.Random(seed)
    mixed = []
    for node in rng.sample(nodes, len(nodes)):
        papers = list(node.papers.items())
        rng.shuffle(papers)
        mixed.append(
            NameNode(
                node.key,
                {paper: tuple(rng.sample(who, len(who))) for paper, who in papers},
                node.years,
            )
        )
    return mixed


def main() -> None:
    """Resolve, time and score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=Path, default=PAPERS)
    parser.add_argument("--people", type=Path, default=PEOPLE)
    parser.add_argument("--shuffles", type=int, default=0)
    args = parser.parse_args()
    data = People(args.papers, args.people)
    start = time.perf_counter()
    nodes = data.nodes()
    folded = time.perf_counter()
    found = resolve(nodes)
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(nodes)} names, {len(found.groups)} people, {len(found.doubts)} doubts")
    print(f"names {folded - start:.1f} s, people {end - folded:.1f} s, peak {peak} MB")
    report(data, found)
    for seed in range(args.shuffles):
        same = resolve(shuffled(nodes, seed)) == found
        print(f"shuffle {seed}: {'the same' if same else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
