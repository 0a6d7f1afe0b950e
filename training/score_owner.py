"""Score whose page a page is taken to be, on pages of known kinds made of real papers.

usage: python training/score_owner.py [--shared ../shared] [--seed N ...] [--people N] [--half 0|1]

Thresholds are set on the pages of one half of the people; the other half's are unseen.
"""

import argparse
import json
import lzma
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from papercat.infer.owner import Names, infer_owner, same_on_page
from papercat.infer.people.names import fold_for_comparison

SHOWN = 3
LONGEST = 50
SIZES = (8, 10, 15, 20, 30, 50)
BANDS = ((8, "8 to 9"), (10, "10 to 19"), (20, "20 to 29"), (30, "30 to 50"), (51, "over 50"))
FEWEST = 8
"""papers of somebody whose page is drawn"""

Paper = tuple[str, ...]
Page = tuple[str, str | None, list[Paper]]
"""its kind, whose it is or None, and its papers with all their authors"""


def read_papers(shared: Path) -> Iterator[list[Paper]]:
    """The author lists of the ACL Anthology, and those of arXiv's sample."""
    with lzma.open(shared / "authors" / "acl-papers.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        yield [tuple(author["name"] for author in row["authors"]) for row in rows]
    with lzma.open(shared / "arxiv" / "arxiv-100k.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield [tuple(json.loads(line)["authors"].split(", ")) for line in lines]


def half_of(name: str) -> int:
    """Which half of the people somebody is in, by first and last name alone."""
    parts = fold_for_comparison(name)
    return zlib.crc32(" ".join((*parts.given[:1], *parts.surnames[-1:])).encode()) % 2


def draw(
    papers: list[Paper], rng: random.Random, count: int, half: int | None = None
) -> Iterator[Page]:
    """Pages of every kind, of everybody or of one half of the people."""
    papers_of: defaultdict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(papers):
        for name in set(names):
            papers_of[name].append(number)
    people = sorted(
        name
        for name, numbers in papers_of.items()
        if len(numbers) >= FEWEST and half in {None, half_of(name)}
    )
    for name in rng.sample(people, min(count, len(people))):
        for kind, owner, numbers in _around(name, papers, papers_of, people, rng):
            yield kind, owner, [papers[number] for number in numbers]
    for size in SIZES:
        for _ in range(count):
            yield "anybody's papers", None, rng.sample(papers, size)


def _around(
    name: str,
    papers: list[Paper],
    papers_of: dict[str, list[int]],
    people: list[str],
    rng: random.Random,
) -> Iterator[tuple[str, str | None, list[int]]]:
    """The numbers of the papers on pages that have to do with one person."""
    own = papers_of[name]
    circle = {friend for number in own for friend in papers[number]} - {name}
    theirs = sorted({n for friend in circle for n in papers_of[friend]} - set(own))
    other = papers_of[rng.choice(people)]
    below = [*own[-LONGEST:], *other[-rng.randint(FEWEST, LONGEST) :]]
    yield "one person's, all of it", name, own[-LONGEST:]
    yield "two people's, one below the other", None, list(dict.fromkeys(below))
    for about in SIZES:
        size = min(LONGEST, max(FEWEST, round(about * rng.uniform(0.8, 1.15))))
        if len(own) >= size:
            at = rng.randrange(len(own) - size + 1)
            yield "one person's, a part", name, own[at : at + size]
        if len(theirs) >= size:
            yield "co-authors' without the person", None, rng.sample(theirs, size)
        strangers = rng.choice((1, rng.randint(1, max(1, size // 4))))
        if len(own) >= size - strangers:
            at = rng.randrange(len(own) - size + strangers + 1)
            mine = own[at : at + size - strangers]
            anybody = rng.sample(range(len(papers)), strangers)
            amount = "1 stranger's" if strangers == 1 else "several strangers'"
            yield f"one person's and {amount}", None, mine + anybody
            if len(theirs) >= strangers:
                found = rng.sample(theirs, strangers)
                yield "one person's and co-authors' own", None, mine + found
        other = papers_of[rng.choice(people)]
        if min(len(own), len(other)) >= size // 2:
            both = {*rng.sample(own, size // 2), *rng.sample(other, size // 2)}
            if len(both) >= FEWEST:
                yield "two people's", None, sorted(both)


def is_somebodys(page: list[Paper]) -> bool:
    """Whether a page drawn as nobody's happens to be all one person's."""
    return bool(set(page[0]).intersection(*page[1:]))


def is_all_of(name: str, page: list[Paper]) -> bool:
    """The same of one person, under any spelling."""
    return all(any(same_on_page(name, other) for other in names) for names in page)


def main() -> None:
    """Draw the pages and count whom they are taken to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument("--people", type=int, default=1500)
    parser.add_argument("--half", type=int, choices=(0, 1), help="of the people, by their names")
    args = parser.parse_args()
    drawn: Counter[tuple[str, str]] = Counter()
    right, wrong = drawn.copy(), drawn.copy()
    collections = list(read_papers(args.shared))
    for seed in args.seed:
        rng = random.Random(seed)
        for papers in collections:
            for kind, owner, page in draw(papers, rng, args.people, args.half):
                if owner is None and is_somebodys(page):
                    continue
                found = infer_owner([Names(p[:SHOWN], len(p) > SHOWN) for p in page])
                if owner is None and found and is_all_of(found.name, page):
                    continue
                band = [label for fewest, label in BANDS if len(page) >= fewest][-1]
                same = bool(found and owner and same_on_page(found.name, owner))
                drawn[kind, band] += 1
                right[kind, band] += same
                wrong[kind, band] += bool(found) and not same
    print(f"{'pages of entries':34}", *(f"{label:>28}" for _, label in BANDS))
    for kind in sorted({kind for kind, _ in drawn}):
        cells = [(right[kind, b], wrong[kind, b], drawn[kind, b]) for _, b in BANDS]
        print(f"{kind:34}", *(f"{r:6} right {w:4} wrong of {n:6}" for r, w, n in cells))


if __name__ == "__main__":
    main()
