"""Measure how many of the doubts about people are one person: the figures of docs/people.md.

usage: measure_doubts.py CATALOGUE PAPERS.jsonl.xz PEOPLE.jsonl.xz

CATALOGUE holds the papers: papercat --db CATALOGUE import PAPERS.jsonl. A doubt counts if the
people file knows both sides. What a doubt says is fitted to one half of them, split by
hash, and scored on the other half.

Needs numpy.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

import numpy as np
from people_data import People, part
from train_people import fit

from papercat.people.name_store import base_name

DOUBTS = "SELECT one, other, probability FROM name_doubts"
MENTIONS = """
SELECT n.folded, p.id, a.slot FROM names AS n JOIN authorships AS a ON a.name_id = n.id
JOIN papers AS p ON p.id = a.paper_id
WHERE a.slot > 0
"""
SOURCE_IDS = "SELECT paper_id, value FROM identifiers"
PARTS = 4
"""Rows of a table: doubts in the order of what they say."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A doubt: what it says, and what the people file says."""

    probability: float
    same: bool
    half: int


def people_of_names(db: sqlite3.Connection, data: People) -> dict[str, Counter[str]]:
    """Count whom the people file sees behind each folded name, with its number."""
    paper_of = dict(db.execute(SOURCE_IDS))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, paper, slot in db.execute(MENTIONS):
        person = data.person.get((paper_of[paper], slot))
        if person:
            found[name][person] += 1
    return found


def judge(db: sqlite3.Connection, data: People) -> tuple[list[Judged], list[Judged]]:
    """Return the doubts about two printed names, and about two circles of one name."""
    people = people_of_names(db, data)
    names: list[Judged] = []
    circles: list[Judged] = []
    for one, other, probability in db.execute(DOUBTS):
        if one in people and other in people:
            (first, _), (second, _) = people[one].most_common(1)[0], people[other].most_common(1)[0]
            kind = circles if base_name(one) == base_name(other) else names
            kind.append(Judged(probability, first == second, part(base_name(one), 2)))
    return names, circles


def odds(probability: float) -> float:
    """Return the log odds of a probability."""
    return log(probability / (1 - probability))


def show(label: str, doubts: list[Judged]) -> None:
    """Print what doubts say and how many are one person, then a fit to each half."""
    share = sum(each.same for each in doubts) / max(1, len(doubts))
    print(f"{label}: {len(doubts)} doubts, {share:.3f} one person's")
    for part_of in np.array_split(sorted(doubts, key=lambda each: each.probability), PARTS):
        if len(part_of):
            said = sum(each.probability for each in part_of) / len(part_of)
            same = sum(each.same for each in part_of) / len(part_of)
            print(f"  {len(part_of):5} say {said:.3f}, are {same:.3f}")
    for half in (0, 1):
        taught = [each for each in doubts if each.half == half]
        held_out = [each for each in doubts if each.half != half]
        if not taught or not held_out:
            continue
        matrix = np.array([[odds(each.probability)] for each in taught])
        same_of = np.array([each.same for each in taught], dtype=float)
        (slope,), bias = fit(matrix, same_of, np.ones(len(taught)), 1e-6)
        said = [1 / (1 + exp(-(bias + slope * odds(each.probability)))) for each in held_out]
        same = sum(each.same for each in held_out) / len(held_out)
        print(
            f"  bias {bias:.2f} slope {slope:.2f}: held out {len(held_out)} say "
            f"{sum(said) / len(said):.3f}, are {same:.3f}"
        )


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("people", type=Path)
    args = parser.parse_args()
    db = sqlite3.connect(args.catalogue)
    names, circles = judge(db, People(args.papers, args.people))
    show("two printed names", names)
    show("two circles of one name", circles)


if __name__ == "__main__":
    main()
