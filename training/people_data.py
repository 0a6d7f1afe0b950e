"""Papers with authors as printed, who they are, and how well they are told apart."""

from __future__ import annotations

import hashlib
import json
import lzma
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from papercat.catalogue.migrate import migrate
from papercat.people.name_store import NameStore
from papercat.text.names import fold_for_identity

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
PAPERS = SHARED / "authors" / "acl-papers.jsonl.xz"
PEOPLE = SHARED / "authors" / "people-dev.jsonl.xz"

Mention = tuple[str, int]

ADD_PAPER = """
INSERT INTO papers (id, key, title, published) VALUES (?, ?, ?, ?)
"""
ADD_NAME = "INSERT INTO names (id, name, folded) VALUES (?, ?, ?)"
ADD_AUTHORSHIP = "INSERT INTO authorships (paper_id, slot, name_id) VALUES (?, ?, ?)"


def printed_name(author: str | dict[str, str]) -> str:
    """Give the name of an author, who may be an object or nothing but a name."""
    return author if isinstance(author, str) else author["name"]


class People:
    """The papers and the people file, joined."""

    def __init__(self, papers: Path = PAPERS, people: Path = PEOPLE) -> None:
        self.names: dict[str, list[str]] = {}
        self.published: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        with lzma.open(papers, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                paper = row["ids"].get("acl") or row["ids"]["x"]
                authors = row["authors"]
                self.names[paper] = [
                    each if isinstance(each, str) else each["name"] for each in authors
                ]
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

    def store(self) -> NameStore:
        """Fill a catalogue in memory with the papers, and give its names."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        migrate(db)
        rows: dict[str, int] = {}
        for number, (paper, names) in enumerate(self.names.items(), 1):
            values = (number, paper, self.titles[paper], self.published[paper])
            db.execute(ADD_PAPER, values)
            for slot, name in enumerate(names, 1):
                if name not in rows:
                    rows[name] = len(rows) + 1
                    db.execute(ADD_NAME, (rows[name], name, fold_for_identity(name)))
                db.execute(ADD_AUTHORSHIP, (number, slot, rows[name]))
        store = NameStore(db)
        folded = {fold_for_identity(name) for name in rows}
        store.file(folded)
        store.look_up_all(folded)
        return store


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
