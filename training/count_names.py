"""Count how common surnames and given names are: rebuilds papercat/people/common_names.txt.

usage: count_names.py [--acl ACL-PAPERS.jsonl.xz] [--arxiv ARXIV.jsonl.xz]

Counts distinct folded names, not mentions, in the ACL Anthology's and in a sample
of arXiv's author lists; no list of who is who is read. A line is ``surname 5 …``:
the words that at least 2**5 and fewer than 2**6 different full names share.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from papercat.text.names import SUFFIXES, fold_for_identity, fold_umlauts

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "papercat" / "people" / "common_names.txt"
SHARED = HERE.parent.parent / "shared"
AT_LEAST = 8


def printed_names(path: Path) -> Iterator[str]:
    """Yield every author as printed."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            authors = json.loads(line)["authors"]
            if isinstance(authors, str):
                yield from re.split(r",\s*|\s+and\s+", authors)
            else:
                yield from (author["name"] for author in authors)


def grades(counts: Counter[str]) -> dict[int, list[str]]:
    """Group words by the logarithm of how many names share them."""
    by_grade: dict[int, list[str]] = defaultdict(list)
    for word, count in sorted(counts.items()):
        if count >= AT_LEAST and len(word) > 1:
            by_grade[count.bit_length() - 1].append(word)
    return by_grade


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acl", type=Path, default=SHARED / "authors" / "acl-papers.jsonl.xz")
    parser.add_argument("--arxiv", type=Path, default=SHARED / "arxiv" / "arxiv-100k.jsonl.xz")
    args = parser.parse_args()
    keys = {
        fold_for_identity(name) for path in (args.acl, args.arxiv) for name in printed_names(path)
    }
    surnames, given = Counter[str](), Counter[str]()
    for key in keys:
        words = [word for word in key.split() if word not in SUFFIXES]
        if len(words) > 1:
            surnames[fold_umlauts(words[-1])] += 1
            given[words[0]] += 1
    with OUT.open("w", encoding="ascii") as out:
        for kind, counts in (("surname", surnames), ("given", given)):
            for grade, members in sorted(grades(counts).items()):
                for line in textwrap.wrap(" ".join(members), 100):
                    out.write(f"{kind} {grade} {line}\n")


if __name__ == "__main__":
    main()
