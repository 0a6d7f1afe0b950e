"""Draw the fixed sample of merges that the people file calls wrong, to be judged by eye.

usage: sample_merges.py [--papers …] [--people …] [--number 150]

Adds what is missing to tests/people/data/disputed_merges.jsonl and keeps the
verdicts that are there. One pair of names a person, drawn with a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from papercat.people.compatible_names import Memory
from people_data import PAPERS, PEOPLE, People

from papercat.people.identity_evidence import Evidence
from papercat.people.identity_features import NameNode, shared_coauthors
from papercat.people.identity_model import SHIPPED
from papercat.people.name_words import in_words
from papercat.people.same_person import resolve

OUT = Path(__file__).resolve().parent.parent / "tests" / "people" / "data" / "disputed_merges.jsonl"
SEED = 20240517
TITLES = 2


def disputed(data: People, nodes: list[NameNode]) -> list[tuple[str, str]]:
    """Give the pairs of names joined that the file keeps apart, the likeliest of each group."""
    who: dict[str, set[str]] = defaultdict(set)
    keys = data.keys()
    for mention, person in data.person.items():
        who[keys[mention]].add(person)
    evidence = Evidence(Memory(nodes), SHIPPED)
    found = []
    for group in resolve(nodes).groups:
        wrong = [pair for pair in combinations(group, 2) if who[pair[0]].isdisjoint(who[pair[1]])]
        wrong = [pair for pair in wrong if who[pair[0]] or who[pair[1]]]
        if wrong:
            evidence.load(group)
            fitting = [pair for pair in wrong if pair[1] in evidence.fits.of(pair[0])]
            found.append(
                max(fitting or wrong, key=lambda pair: (evidence.around(pair).get(pair, 0.0), pair))
            )
    return found


def describe(pair: tuple[str, str], data: People, evidence: Evidence) -> dict[str, Any]:
    """Give what a person needs to judge a pair."""
    papers = list(data.names)
    nodes = evidence.nodes[pair[0]], evidence.nodes[pair[1]]
    shared = shared_coauthors(evidence.circles(pair))
    return {
        "names": list(pair),
        "papers": [len(node.papers) for node in nodes],
        "years": [node.years for node in nodes],
        "shared": sorted(shared)[:6],
        "evidence": in_words(
            evidence.fits.of(pair[0])[pair[1]],
            nodes,
            evidence.circles(pair),
            evidence.fits.rivals(*pair),
        ),
        "titles": [
            [data.titles[papers[number]] for number in sorted(node.papers)[:TITLES]]
            for node in nodes
        ],
        "verdict": None,
        "why": None,
    }


def main() -> None:
    """Draw and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=Path, default=PAPERS)
    parser.add_argument("--people", type=Path, default=PEOPLE)
    parser.add_argument("--number", type=int, default=150)
    args = parser.parse_args()
    data = People(args.papers, args.people)
    nodes = data.nodes()
    pairs = disputed(data, nodes)
    drawn = sorted(random.Random(SEED).sample(pairs, min(args.number, len(pairs))))
    print(f"{len(pairs)} people joined that the file keeps apart, {len(drawn)} drawn")
    judged = {}
    if OUT.exists():
        judged = {
            tuple(row["names"]): row for row in map(json.loads, OUT.read_text("utf-8").splitlines())
        }
    evidence = Evidence(Memory(nodes), SHIPPED)
    evidence.load({key for pair in drawn for key in pair})
    rows = [judged.get(pair) or describe(pair, data, evidence) for pair in drawn]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
