"""Learn whose page a listing is: rebuilds papercat/people/page_owner_weights.json.

usage: train_page_owner.py [--shared ../shared] [--count 500] [--score]

Draws pages of known owners and pages of nobody from papers with all their authors, shortens
each list to three authors as the site does, and fits the weights of a conditional logit
model (McFadden, 1974): one score a candidate, and 0 for nobody. Owners of the pages in
pages-dev.jsonl.xz teach nothing, so those pages are the held-out ones. With --score only
they are scored, and nothing is learnt.

Needs numpy.
"""

import argparse
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from papercat.people.namesakes import is_common
from papercat.people.page_owner import Entry, Page, owner_probabilities, same_on_page
from papercat.text.names import fold_for_comparison

OUT = Path(__file__).resolve().parent.parent / "papercat" / "people" / "page_owner_weights.json"
SHOWN = 3
SIZES = (6, 8, 10, 15, 20, 30, 50)
STRANGERS = 3
IMPORTANCE = {
    "one person": 1.0,
    "strangers": 1.0,
    "two people": 0.9,
    "anybody": 0.5,
    "circle": 0.05,
}
"""Weight of a page of each kind. Somebody pastes a page because it is somebody's."""
SURE, WORTH_ASKING = 0.8, 0.3
PENALTY = 1.0
STEPS = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """The authors of a paper, and its year or month."""

    names: tuple[str, ...]
    published: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page with its kind and its owner's printed names; nobody's page has none."""

    kind: str
    owner: frozenset[str]
    entries: list[Entry]
    strangers: frozenset[int] = frozenset()
    """Places of the entries that are not the owner's."""

    def owned_by(self, page: Page, person: str) -> bool:
        """Return True if the person is the owner."""
        return not self.owner.isdisjoint(page.forms[person])


class Collection:
    """Papers, and the people who wrote many of them."""

    def __init__(self, papers: list[Paper], taboo: set[tuple[str, str]], seed: int) -> None:
        """Group the papers by author; people whose names are taboo own no page."""
        self.papers = papers
        self.random = random.Random(seed)
        self.names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.own: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        initials: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for paper in papers:
            for name in paper.names:
                person = person_of(name)
                self.names[person].add(name)
                if len(person[0]) > 1:
                    initials[person[0][0], person[1]].add(person)
        for number, paper in enumerate(papers):
            for name in paper.names:
                person = person_of(name)
                full = initials[person] if len(person[0]) == 1 else set()
                if len(full) == 1:
                    person = next(iter(full))
                    self.names[person].add(name)
                self.own[person].add(number)
        self.people = sorted(
            person
            for person, own in self.own.items()
            if len(own) >= min(SIZES) and person not in taboo and is_one_persons(person)
        )

    def page(self, kind: str, numbers: list[int], person: tuple[str, str] | None = None) -> Drawn:
        """Cut the papers as the site does."""
        owner = frozenset(self.names[person]) if person else frozenset[str]()
        entries = []
        strangers = set()
        for at, number in enumerate(numbers):
            paper = self.papers[number]
            published = paper.published
            if len(published) == len("2022"):
                published += f"-{self.random.randint(1, 12):02}"
            entries.append(Entry(paper.names[:SHOWN], len(paper.names) > SHOWN, published))
            if owner.isdisjoint(paper.names):
                strangers.add(at)
        return Drawn(kind, owner, entries, frozenset(strangers))

    def some_of(self, person: tuple[str, str], size: int) -> list[int]:
        """Draw a person's newest papers: a site lists them first."""
        own = sorted(
            self.own[person], key=lambda at: (self.papers[at].published, self.random.random())
        )
        return own[-size:]

    def anybody(self, size: int) -> list[int]:
        """Draw papers of anybody."""
        return self.random.sample(range(len(self.papers)), size)

    def pages(self, count: int) -> Iterator[Drawn]:
        """Draw pages of every kind and size."""
        for size in SIZES:
            able = [person for person in self.people if len(self.own[person]) >= size]
            half = [person for person in self.people if len(self.own[person]) >= size // 2]
            for _ in range(count if able else 0):
                person = self.random.choice(able)
                yield self.page("one person", self.some_of(person, size), person)
                person = self.random.choice(able)
                strangers = self.random.randint(1, STRANGERS)
                own = self.some_of(person, size - strangers)
                yield self.page("strangers", own + self.anybody(strangers), person)
            for _ in range(count // 2 if able else 0):
                yield self.page("anybody", self.anybody(size))
                yield self.page("two people", self._of_two(half, size // 2, size // 2))
                if size > 2 * STRANGERS * 2:
                    share = round(size * self.random.uniform(0.35, 0.5))
                    yield self.page("two people", self._of_two(half, size - share, share))
                circle = self._of_circle(self.random.choice(half))
                if len(circle) >= size:
                    yield self.page("circle", self.random.sample(circle, size))

    def _of_two(self, people: list[tuple[str, str]], one: int, other: int) -> list[int]:
        """Draw a page of two people."""
        first, second = self.random.sample(people, 2)
        return sorted({*self.some_of(first, one), *self.some_of(second, other)})

    def _of_circle(self, person: tuple[str, str]) -> list[int]:
        """Return the papers of a person's co-authors without the person."""
        own = self.own[person]
        friends = {person_of(name) for number in own for name in self.papers[number].names}
        return sorted({number for friend in friends for number in self.own[friend]} - own)


def person_of(name: str) -> tuple[str, str]:
    """Return the first given name and the last surname, folded."""
    parts = fold_for_comparison(name)
    return "".join(parts.given[:1]), "".join(parts.surnames[-1:])


def is_one_persons(person: tuple[str, str]) -> bool:
    """Return True for a name that is neither abbreviated nor likely to be several people's."""
    return len(person[0]) > 1 and not is_common(" ".join(person))


def read_collections(shared: Path) -> Iterator[list[Paper]]:
    """Read the papers of the ACL Anthology, of conferences and of arXiv."""
    for path in ("authors/acl-papers.jsonl.xz", "authors/conf-papers.jsonl.xz"):
        papers = []
        for row in read_rows(shared / path):
            names = [each if isinstance(each, str) else each["name"] for each in row["authors"]]
            papers.append(Paper(tuple(names), row.get("published") or ""))
        yield papers
    arxiv = []
    for row in read_rows(shared / "arxiv/arxiv-100k.jsonl.xz"):
        digits = row["id"].rpartition("/")[2]
        century = "19" if digits > "9" else "20"
        published = f"{century}{digits[:2]}-{digits[2:4]}"
        arxiv.append(Paper(tuple(row["authors"].split(", ")), published))
    yield arxiv


def read_rows(path: Path) -> Iterator[dict]:
    """Read JSON lines."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held_out(shared: Path) -> Iterator[tuple[Drawn, int]]:
    """Read the held-out pages with their sizes."""
    for row in read_rows(shared / "listings/pages-dev.jsonl.xz"):
        entries = [
            Entry(tuple(each["authors"]), each["truncated"], each["date"])
            for each in row["entries"]
        ]
        yield Drawn(row["kind"], frozenset(row["owner"]), entries), row["size"]


def learn(pages: list[Drawn]) -> dict[str, float]:
    """Fit the weights with Newton's method, halving steps that overshoot."""
    measured = []
    for drawn in pages:
        page = Page(drawn.entries)
        candidates = page.candidates()
        rows = [page.measure(person) for person in candidates]
        measured.append((rows, [drawn.owned_by(page, person) for person in candidates]))
    names = list(measured[0][0][0])
    most = max(len(rows) for rows, _ in measured)
    matrix = np.zeros((len(pages), most, len(names)))
    exists = np.zeros((len(pages), most))
    owns = np.zeros((len(pages), most))
    for at, (rows, right) in enumerate(measured):
        matrix[at, : len(rows)] = [list(row.values()) for row in rows]
        exists[at, : len(rows)] = 1
        owns[at, : len(rows)] = right
    importance = np.array([IMPORTANCE[drawn.kind] for drawn in pages])

    def loss_at(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(matrix @ weights, -30, 30)) * exists
        total = 1 + odds.sum(axis=1)
        likely = odds / total[:, None]
        right = np.where(owns.any(axis=1), (likely * owns).sum(axis=1), 1 / total)
        loss = -(importance * np.log(right)).sum() + PENALTY * weights @ weights / 2
        return float(loss), likely

    found = np.zeros(len(names))
    loss, likely = loss_at(found)
    flat = matrix.reshape(-1, len(names))
    for _ in range(STEPS):
        error = importance[:, None] * (likely - owns)
        slope = flat.T @ error.reshape(-1) + PENALTY * found
        mean = np.einsum("nm,nmd->nd", likely, matrix)
        spread = (importance[:, None] * likely).reshape(-1)
        curve = (flat * spread[:, None]).T @ flat - (mean * importance[:, None]).T @ mean
        step = np.linalg.solve(curve + PENALTY * np.eye(len(names)), slope)
        while (following := loss_at(found - step))[0] > loss and np.abs(step).max() > 1e-6:
            step /= 2
        found -= step
        before, (loss, likely) = loss, following
        if before - loss < 1e-3:
            break
    return dict(zip(names, (round(float(each), 2) for each in found), strict=True))


def share_of_loose(pages: list[Drawn], weights: dict[str, float]) -> float:
    """Return how many loose entries that are cut short are the owner's, on pages with an owner."""
    counts: Counter[bool] = Counter()
    for drawn in pages:
        page = Page(drawn.entries)
        ranked = list(owner_probabilities(page, weights).items())
        if not drawn.owner or not ranked or ranked[0][1] < SURE:
            continue
        if drawn.owned_by(page, ranked[0][0]):
            for at in page.loose(ranked[0][0]):
                if drawn.entries[at].truncated:
                    counts[at not in drawn.strangers] += 1
    return round(counts[True] / max(1, counts.total()), 2)


def score(shared: Path, weights: dict[str, float]) -> None:
    """Print how many held-out pages are named right and wrong, and how true probabilities are."""
    outcomes: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    said: defaultdict[int, list[bool]] = defaultdict(list)
    for drawn, size in held_out(shared):
        page = Page(drawn.entries)
        ranked = list(owner_probabilities(page, weights).items())
        person, probability = ranked[0] if ranked else ("", 0.0)
        right = any(same_on_page(person, name) for name in drawn.owner)
        said[int(probability * 10)].append(right)
        named = "right" if right else "wrong"
        outcomes[drawn.kind, size][named if probability >= SURE else "silent"] += 1
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (kind, size), counts in sorted(outcomes.items()):
        show(f"{kind}, {size}", counts)
        what = kind.partition(" ")[2]
        if what == "one person and strangers":
            groups["one person's with strangers"].update(counts)
        elif what != "one person":
            groups["nobody's"].update(counts)
        elif size >= 10:
            groups["one person's of 10 and more"].update(counts)
        if what == "one person" and size == 50:
            groups["one person's of 50"].update(counts)
    for label, counts in groups.items():
        show(label, counts)
    for tenth, rights in sorted(said.items()):
        print(
            f"probability {tenth / 10:.1f} and more: right {np.mean(rights):.2f} of {len(rights)}"
        )


def show(label: str, counts: Counter[str]) -> None:
    """Print the shares of one group of pages."""
    total = counts.total()
    shares = [f"{each} {counts[each] / total:.3f}" for each in ("right", "wrong", "silent")]
    print(f"{label:40}", *shares, "of", total)


def main() -> None:
    """Learn, write and score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--count",
        type=int,
        default=500,
        help="pages of a kind, size and source; arXiv gives half as many",
    )
    parser.add_argument("--score", action="store_true", help="only score the weights as they are")
    args = parser.parse_args()
    if not args.score:
        taboo = {person_of(name) for page, _ in held_out(args.shared) for name in page.owner}
        pages: list[Drawn] = []
        for seed, papers in enumerate(read_collections(args.shared)):
            count = args.count if seed < 2 else args.count // 2
            pages += Collection(papers, taboo, seed).pages(count)
        weights = learn(pages)
        loose = share_of_loose(pages[::5], weights)
        model = {"sure": SURE, "worth asking": WORTH_ASKING, "loose": loose, "weights": weights}
        OUT.write_text(json.dumps(model, indent=2) + "\n", "utf-8")
    score(args.shared, json.loads(OUT.read_text("utf-8"))["weights"])


if __name__ == "__main__":
    main()
