"""Rebuild boundary.model and print its scores on held-out papers.

usage: python training/train_boundary.py [--shared DIR] [--output FILE] [--folds N] [--no-score]
       python training/train_boundary.py --tune [--shared DIR] [--output FILE]
"""

import argparse
import json
import random
import sys
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from fit import Floats, Problem, fit
from papers import Alterations, Sample, pages, read_acl, read_arxiv, read_listing
from problem import ALWAYS, Builder, Catalogue
from scoring import Outcome, judge, stresses, summary

from papercat.importing.formats.listing.title_split import SLOTS, Model, shipped

HERE = Path(__file__).parent
LISTING = HERE.parent / "papercat/importing/formats/listing"

FOLDS = 5
HELD_ARXIV = 10_000
STEP = 0.06
EPOCHS = 20
RATE = 0.15
DECAY = 1e-3
SEED = 3
TUNE_EPOCHS, TUNE_RATE, TUNE_PAPERS = 6, 0.12, 14_000
HEAT = 0.9  # 0.75 has the least log-loss on the few lines that go wrong; this is more careful
CEILING = 0.99995  # some lines are wrong in ways that nothing in them shows


class Data:
    """The papers: some always learnt from, the others held out in turn."""

    def __init__(self, shared: Path) -> None:
        """Read everything; papers of the listings are not learnt from a second time."""
        listings = shared / "listings"
        dev = read_listing(listings / "dev.txt", listings / "dev.gold.jsonl")
        groups = read_listing(listings / "groups.txt", listings / "groups.gold.jsonl")
        held = {s.key for s in dev} | {s.key for s in groups}
        titles = {s.title.casefold() for s in [*dev, *groups]}

        def fresh(samples: Iterator[Sample]) -> list[Sample]:
            return [s for s in samples if s.key not in held and s.title.casefold() not in titles]

        path = shared / "arxiv" / "arxiv-100k.jsonl.xz"
        acl = shared / "authors" / "acl-papers.jsonl.xz"
        arxiv = fresh(read_arxiv(path))
        turned = fresh(read_arxiv(path, random.Random(SEED)))
        conferences = [s for s in dev if s.key.isalnum()]
        others = [s for s in dev if not s.key.isalnum()]
        self.folds = {
            "conferences": _cut(conferences),
            "arxiv": [a + b for a, b in zip(_cut(others), _cut(arxiv[:HELD_ARXIV]), strict=True)],
            "groups": _cut(groups),
        }
        self.first, self.second = arxiv[HELD_ARXIV:], turned[HELD_ARXIV:]
        self.third = fresh(read_acl(acl, random.Random(SEED)))


def _cut(samples: list[Sample]) -> list[list[Sample]]:
    mixed = list(samples)
    random.Random(SEED).shuffle(mixed)
    return [mixed[fold::FOLDS] for fold in range(FOLDS)]


def build(data: Data, limit: int) -> Problem:
    """Build all lines to learn from: every paper as it is or altered, the listings many times."""
    rng = random.Random(SEED)
    builder = Builder(SEED, wide=14)
    change = Alterations(data.first, rng)
    catalogues = [Catalogue(rng.sample(data.first, size)) for size in (0, 300, 3000, 20_000)]
    empty = catalogues[0]

    def add(samples: list[Sample], group: int, weight: float, altered: bool) -> None:
        for page in pages(list(samples), rng):
            known = rng.choice(catalogues) if rng.random() < 0.15 else None
            if rng.random() < 0.15:
                known = empty.confirming(rng.sample(page, len(page) // 3))
            builder.page(change.page(page) if altered else page, group, weight, known)

    add(data.first[:limit], ALWAYS, 1.0, altered=True)
    add(data.second[:limit], ALWAYS, 1.0, altered=True)
    add(data.third[:limit], ALWAYS, 1.0, altered=True)
    for name, copies in (("conferences", 5), ("arxiv", 1), ("groups", 8)):
        for fold, samples in enumerate(data.folds[name]):
            for copy in range(copies):
                add(samples, fold, 1.0, altered=copy != 0)
    return builder.problem()


def model_of(weights: Floats) -> Model:
    """Round weights to signed bytes."""
    table = np.clip(np.round(weights / STEP), -127, 127).astype(np.int8)
    return Model(array("b", table.tobytes()), STEP, HEAT, CEILING)


def pack(model: Model) -> bytes:
    """Encode a model as one line of JSON and the compressed table."""
    head = {"step": model.step, "temperature": model.temperature, "ceiling": model.ceiling}
    return json.dumps(head).encode() + b"\n" + zlib.compress(model.table.tobytes(), 9)


def tune(data: Data) -> Model:
    """Learn some more from a few pages, from the shipped weights on."""
    rng = random.Random(SEED)
    builder = Builder(SEED, wide=10)
    change = Alterations(data.second[:TUNE_PAPERS], rng)
    listings = [sample for folds in data.folds.values() for fold in folds for sample in fold]
    for samples in (data.second[:TUNE_PAPERS], listings):
        for page in pages(list(samples), rng):
            builder.page(change.page(page), ALWAYS, 1.0)
    problem = builder.problem()
    everything = np.arange(len(problem.group))
    start = np.frombuffer(shipped().table, np.int8) * STEP
    return model_of(fit(problem, start, everything, TUNE_EPOCHS, TUNE_RATE, DECAY, SEED))


def held_out(data: Data, problem: Problem, count: int) -> dict[str, list[Outcome]]:
    """Read each fold with a model that saw the other folds only."""
    found: dict[str, list[Outcome]] = {}
    for fold in range(count):
        train = np.where(problem.group != fold)[0]
        model = model_of(fit(problem, np.zeros(SLOTS), train, EPOCHS, RATE, DECAY, SEED))
        for name, folds in data.folds.items():
            found.setdefault(name, []).extend(judge(folds[fold], model))
        at_once = data.folds["conferences"][fold] + data.folds["arxiv"][fold]
        found.setdefault("all at once", []).extend(judge(at_once, model, page=0))
        mixed = data.folds["conferences"][fold] + data.folds["arxiv"][fold][:800]
        for kind, altered in stresses(mixed):
            found.setdefault(kind, []).extend(judge(altered, model))
        print(f"fold {fold + 1} of {count} read", file=sys.stderr)
    return found


def misses(found: dict[str, list[Outcome]]) -> Iterator[str]:
    """Yield the wrong readings, the surest first."""
    for name, outcomes in found.items():
        for wrong in sorted((o for o in outcomes if not o.right), key=lambda o: -o.sure):
            yield f"{name}\t{wrong.sure:.4f}\t{wrong.glued[-150:]}\t{wrong.read}\n"


def main() -> None:
    """Train on everything but one fold at a time to score, then on everything to ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent / ".." / "shared")
    parser.add_argument(
        "--output",
        type=Path,
        default=LISTING / "boundary.model",
    )
    parser.add_argument("--no-score", action="store_true", help="only rebuild the file")
    parser.add_argument("--folds", type=int, default=FOLDS, help="of 5 to score")
    parser.add_argument("--misses", type=Path, help="write what was read wrong there")
    parser.add_argument("--limit", type=int, default=None, help="papers of each source")
    parser.add_argument("--tune", action="store_true", help="learn more, from the shipped weights")
    args = parser.parse_args()
    data = Data(args.shared)
    if args.tune:
        args.output.write_bytes(pack(tune(data)))
        return
    problem = build(data, args.limit)
    print(f"{len(problem.group)} lines, {len(problem.starts) - 1} candidates", file=sys.stderr)
    if not args.no_score:
        found = held_out(data, problem, args.folds)
        for name, outcomes in found.items():
            print(summary(name, outcomes))
        if args.misses:
            args.misses.write_text("".join(misses(found)), "utf-8")
    everything = np.arange(len(problem.group))
    model = model_of(fit(problem, np.zeros(SLOTS), everything, EPOCHS, RATE, DECAY, SEED))
    args.output.write_bytes(pack(model))
    print(f"{args.output} written, {args.output.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
