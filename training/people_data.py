"""Papers with authors as printed, who they are, and how well they are told apart."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from papercat.people.identity_features import NameNode
from papercat.people.names import fold_for_identity

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
PAPERS = SHARED / "authors" / "acl-papers.jsonl.xz"
PEOPLE = SHARED / "authors" / "people-dev.jsonl.xz"

Mention = tuple[str, int]


class People:
    """The papers and the people file, joined."""

    def __init__(self, papers: Path = PAPERS, people: Path = PEOPLE) -> None:
        self.names: dict[str, list[str]] = {}
        self.published: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        with lzma.open(papers, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                paper = row["ids"]["acl"]
                self.names[paper] = [author["name"] for author in row["authors"]]
                self.published[paper] = row["published"]
                self.titles[paper] = row["title"]
        self.person: dict[Mention, str] = {}
        self.printed: dict[str, set[str]] = defaultdict(set)
        with lzma.open(people, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                for paper, position, name in row["mentions"]:
                    self.person[paper, position] = row["person"]
                    self.printed[row["person"]].add(name)

    def keys(self) -> dict[Mention, str]:
        """Give the identity key of every mention."""
        return {
            (paper, position): fold_for_identity(name)
            for paper, names in self.names.items()
            for position, name in enumerate(names, 1)
        }

    def nodes(self) -> list[NameNode]:
        """Give every name with the papers it is on."""
        papers: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        years: dict[str, tuple[int, int]] = {}
        for number, (paper, names) in enumerate(self.names.items()):
            authors = tuple(fold_for_identity(name) for name in names)
            year = int(self.published[paper][:4] or 0)
            for key in authors:
                papers[key][number] = authors
                if year:
                    first, last = years.get(key, (year, year))
                    years[key] = min(first, year), max(last, year)
        return [NameNode(key, found, years.get(key)) for key, found in papers.items()]


def part(person: str, parts: int) -> int:
    """Say in which part a person is, by hash."""
    return int.from_bytes(hashlib.sha256(person.encode()).digest()[:4]) % parts


Score = tuple[float, float, float]


def b_cubed(
    group: Mapping[Mention, str], gold: Mapping[Mention, str], keep: Callable[[str], bool]
) -> Score:
    """Give B-cubed precision, recall and F1 (Bagga & Baldwin, 1998) over the people to keep."""
    size, truth = Counter(group.values()), Counter(gold.values())
    both = Counter((group[mention], person) for mention, person in gold.items())
    number, precision, recall = 0, 0.0, 0.0
    for mention, person in gold.items():
        if keep(person):
            number += 1
            precision += both[group[mention], person] / size[group[mention]]
            recall += both[group[mention], person] / truth[person]
    precision, recall = precision / number, recall / number
    return precision, recall, 2 * precision * recall / (precision + recall)
