"""Score whose page a page is taken to be, on pages of known kinds made of real papers.

usage: python training/score_owner.py [--shared ../shared] [--seed N ...] [--people N] [--half 0|1]

A page is laid out as such sites do: some picked papers, at most half, then the others newest
first. Papers of others are mixed in before that, or put anywhere after it. Thresholds are set
on the pages of one half of the people; the other half's are unseen.
"""

import argparse
import json
import lzma
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papercat.people.names import fold_for_comparison
from papercat.people.page_owner import Entry, infer_owner, same_on_page

SHOWN = 3
LONGEST = 50
SIZES = (8, 10, 15, 20, 30, 50)
BANDS = ((8, "8 to 9"), (10, "10 to 19"), (20, "20 to 29"), (30, "30 to 50"), (51, "over 50"))
FEWEST = 8
"""papers of somebody whose page is drawn"""


@dataclass(frozen=True, slots=True)
class Paper:
    """The authors of a paper, and the month or year it is of."""

    names: tuple[str, ...]
    published: str | None


Page = tuple[str, str | None, list[Paper]]
"""its kind, whose it is or None, and its papers with all their authors, as they stand"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which papers make up a page."""

    kind: str
    owner: str | None
    pages: tuple[list[int], ...]
    """the numbers of papers laid out together; more such pages stand below each other"""
    anywhere: tuple[int, ...] = ()
    """others, put among them at random"""

    def laid_out(self, papers: list[Paper], rng: random.Random) -> list[Paper]:
        """The papers as they stand: of each page some picked ones, then the newest first."""
        found: list[Paper] = []
        for numbers in self.pages:
            page = [papers[number] for number in numbers]
            rng.shuffle(page)
            picked = rng.randint(0, len(page) // 2)
            rest = sorted(page[picked:], key=lambda paper: paper.published or "", reverse=True)
            found += page[:picked] + rest
        for number in self.anywhere:
            found.insert(rng.randint(0, len(found)), papers[number])
        return found


def read_papers(shared: Path) -> Iterator[list[Paper]]:
    """The authors and dates of the ACL Anthology's papers, and of arXiv's sample."""
    with lzma.open(shared / "authors" / "acl-papers.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        yield [
            Paper(tuple(author["name"] for author in row["authors"]), _some_month(row))
            for row in rows
        ]
    with lzma.open(shared / "arxiv" / "arxiv-100k.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        yield [Paper(tuple(row["authors"].split(", ")), _month(row["id"])) for row in rows]


def _month(identifier: str) -> str:
    """When arXiv got a paper, as its identifier says: `hep-th/9901001`, `1904.03479`."""
    digits = identifier.rpartition("/")[2]
    return f"{'19' if digits > '9' else '20'}{digits[:2]}-{digits[2:4]}"


def _some_month(row: Mapping[str, Any]) -> str | None:
    """The year of a paper with a month made up for it, since pages are in order of days."""
    month = zlib.crc32(row["title"].encode()) % 12 + 1
    return f"{row['published']}-{month:02}" if row.get("published") else None


def half_of(name: str) -> int:
    """Which half of the people somebody is in, by first and last name alone."""
    parts = fold_for_comparison(name)
    return zlib.crc32(" ".join((*parts.given[:1], *parts.surnames[-1:])).encode()) % 2


def draw(
    papers: list[Paper], rng: random.Random, count: int, half: int | None = None
) -> Iterator[Page]:
    """Pages of every kind, of everybody or of one half of the people."""
    papers_of: defaultdict[str, list[int]] = defaultdict(list)
    for number, paper in enumerate(papers):
        for name in set(paper.names):
            papers_of[name].append(number)
    people = sorted(
        name
        for name, numbers in papers_of.items()
        if len(numbers) >= FEWEST and half in {None, half_of(name)}
    )
    layout = random.Random(count)
    for name in rng.sample(people, min(count, len(people))):
        for drawn in _around(name, papers, papers_of, people, rng):
            yield drawn.kind, drawn.owner, drawn.laid_out(papers, layout)
    for size in SIZES:
        for _ in range(count):
            anybody = Drawn("anybody's papers", None, (rng.sample(range(len(papers)), size),))
            yield anybody.kind, None, anybody.laid_out(papers, layout)


def _around(
    name: str,
    papers: list[Paper],
    papers_of: dict[str, list[int]],
    people: list[str],
    rng: random.Random,
) -> Iterator[Drawn]:
    """Pages that have to do with one person."""
    own = papers_of[name]
    circle = {friend for number in own for friend in papers[number].names} - {name}
    theirs = sorted({n for friend in circle for n in papers_of[friend]} - set(own))
    other = papers_of[rng.choice(people)]
    above, below = own[-LONGEST:], other[-rng.randint(FEWEST, LONGEST) :]
    yield Drawn("one person's, all of it", name, (above,))
    both = (above, [number for number in below if number not in above])
    yield Drawn("two people's, one below the other", None, both)
    for about in SIZES:
        size = min(LONGEST, max(FEWEST, round(about * rng.uniform(0.8, 1.15))))
        if len(own) >= size:
            at = rng.randrange(len(own) - size + 1)
            yield Drawn("one person's, a part", name, (own[at : at + size],))
        if len(theirs) >= size:
            yield Drawn("co-authors' without the person", None, (rng.sample(theirs, size),))
        strangers = rng.choice((1, rng.randint(1, max(1, size // 4))))
        if len(own) >= size - strangers:
            at = rng.randrange(len(own) - size + strangers + 1)
            mine = own[at : at + size - strangers]
            anybody = rng.sample(range(len(papers)), strangers)
            amount = "1 stranger's" if strangers == 1 else "several strangers'"
            yield from _mixed(f"one person's and {amount}", mine, anybody)
            if len(theirs) >= strangers:
                found = rng.sample(theirs, strangers)
                yield from _mixed("one person's and co-authors' own", mine, found)
        other = papers_of[rng.choice(people)]
        if min(len(own), len(other)) >= size // 2:
            halves = {*rng.sample(own, size // 2), *rng.sample(other, size // 2)}
            if len(halves) >= FEWEST:
                yield Drawn("two people's", None, (sorted(halves),))


def _mixed(kind: str, mine: list[int], others: list[int]) -> Iterator[Drawn]:
    """Others' papers on a person's page, each where its date belongs or each anywhere."""
    yield Drawn(f"{kind}, in order", None, (mine + others,))
    yield Drawn(f"{kind}, anywhere", None, (mine,), tuple(others))


def is_somebodys(page: list[Paper]) -> bool:
    """Whether a page drawn as nobody's happens to be all one person's."""
    return bool(set(page[0].names).intersection(*(paper.names for paper in page[1:])))


def is_all_of(name: str, page: list[Paper]) -> bool:
    """The same of one person, under any spelling."""
    return all(any(same_on_page(name, other) for other in paper.names) for paper in page)


def _as_printed(paper: Paper) -> Entry:
    return Entry(paper.names[:SHOWN], len(paper.names) > SHOWN, paper.published)


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
                found = infer_owner(list(map(_as_printed, page)))
                if owner is None and found and is_all_of(found.name, page):
                    continue
                band = [label for fewest, label in BANDS if len(page) >= fewest][-1]
                same = bool(found and owner and same_on_page(found.name, owner))
                drawn[kind, band] += 1
                right[kind, band] += same
                wrong[kind, band] += bool(found) and not same
    print(f"{'pages of entries':45}", *(f"{label:>28}" for _, label in BANDS))
    for kind in sorted({kind for kind, _ in drawn}):
        cells = [(right[kind, b], wrong[kind, b], drawn[kind, b]) for _, b in BANDS]
        print(f"{kind:45}", *(f"{r:6} right {w:4} wrong of {n:6}" for r, w, n in cells))


if __name__ == "__main__":
    main()
