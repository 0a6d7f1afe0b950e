"""Learn what a post names: rebuilds papercat/conferences/mention_weights.json.

usage: train_mentions.py [--posts FOLDER ...] [--folds 12]

Learns from `mention_candidates.tsv`, which holds what was seen of every candidate in posts whose
names a reader wrote down. With --posts, that table is written anew from folders of posts:
NAME.txt, and NAME.gold.json with the `names`. Each fold scores publishers that taught it nothing.

Needs numpy.
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy as np
from train_people import fit

from papercat.conferences.mentions import rated
from papercat.importing.formats import post
from papercat.papers.model import Hints

HERE = Path(__file__).resolve().parent
TABLE = HERE / "mention_candidates.tsv"
OUT = HERE.parent / "papercat" / "conferences" / "mention_weights.json"
NAMED_FROM = 0.4
"""the least probability of a name; on posts of unseen publishers, fewer are wrong than missed"""
RIDGE = 1.0
IMPORTANCE = {"dm": 4.0}
"""weights of publishers; papercat was made for the posts of this one"""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate, what was seen of it, and whether the post names it.

    A name that was no candidate has no evidence.
    """

    post: str
    name: str
    is_name: bool
    evidence: frozenset[str]

    @property
    def publisher(self) -> str:
        """Return the beginning of the post's file name."""
        return self.post.partition("-")[0]


def folded(name: str) -> str:
    """Return a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def read_posts(folder: Path) -> Iterator[Example]:
    """Yield the candidates of every post in a folder, and the names that are no candidates."""
    for gold_path in sorted(folder.glob("*.gold.json")):
        names = json.loads(gold_path.read_text("utf-8"))["names"]
        if names is None:
            continue
        file = gold_path.with_name(gold_path.name.replace(".gold.json", ".txt"))
        wanted = {folded(re.split(r":| \(", name)[0]) for name in names}
        hints = Hints(date(2026, 1, 1), file_name=file.name)
        with patch.object(post, "mentions", return_value=()) as asked:
            list(post.read(file.read_text("utf-8").split("\n"), hints))
        for candidate in rated(*asked.call_args.args) if asked.called else ():
            name = folded(candidate.mention.name)
            if name:
                evidence = frozenset(candidate.evidence)
                yield Example(file.stem, name, name in wanted, evidence)
                wanted.discard(name)
        for name in sorted(wanted):
            yield Example(file.stem, name, is_name=True, evidence=frozenset())


def read_table() -> list[Example]:
    """Return the examples of the table."""
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        file, name, is_name, evidence = line.split("\t")
        seen = frozenset(evidence.split("; ")) if evidence else frozenset()
        found.append(Example(file, name, is_name == "name", seen))
    return found


def write_table(examples: list[Example]) -> None:
    """Write the table."""
    lines = []
    for each in examples:
        label = "name" if each.is_name else "no name"
        lines.append(f"{each.post}\t{each.name}\t{label}\t{'; '.join(sorted(each.evidence))}\n")
    TABLE.write_text("".join(lines), "utf-8")


def learn(examples: list[Example]) -> dict[str, float]:
    """Return the weight of each kind of evidence, and of none."""
    taught = [each for each in examples if each.evidence]
    kinds = sorted(frozenset().union(*(each.evidence for each in taught)))
    matrix = np.array([[kind in each.evidence for kind in kinds] for each in taught], float)
    is_name = np.array([each.is_name for each in taught], float)
    importance = np.array([IMPORTANCE.get(each.publisher, 1.0) for each in taught])
    weights, always = fit(matrix, is_name, importance, RIDGE)
    return {"always": always, **dict(zip(kinds, map(float, weights), strict=True))}


def score(examples: list[Example], folds: int) -> str:
    """Score each publisher with weights that others taught."""
    publishers = sorted({each.publisher for each in examples})
    said = right = 0
    for fold in range(folds):
        held = set(publishers[fold::folds])
        weights = learn([each for each in examples if each.publisher not in held])
        for each in examples:
            odds = weights["always"] + sum(weights.get(kind, 0.0) for kind in each.evidence)
            if each.publisher in held and each.evidence and 1 / (1 + np.exp(-odds)) >= NAMED_FROM:
                said += 1
                right += each.is_name
    names = sum(each.is_name for each in examples)
    return f"{names} names, unseen: recall {right / names:.3f}, precision {right / said:.3f}"


def main() -> None:
    """Score, learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=12)
    args = parser.parse_args()
    if args.posts:
        write_table([example for folder in args.posts for example in read_posts(folder)])
    examples = read_table()
    print(score(examples, args.folds))
    weights = {kind: round(value, 2) for kind, value in learn(examples).items()}
    model = {"named from": NAMED_FROM, "weights": weights}
    OUT.write_text(json.dumps(model, indent=1) + "\n", "ascii")


if __name__ == "__main__":
    main()
