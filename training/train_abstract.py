"""Rebuild abstract_weights.json and print what it scores on pages it never saw.

usage: python training/train_abstract.py [--shared ../shared] [--output FILE]

The papers and the site lines that are scored (furniture_held_out.txt) are never learnt from.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from abstract_pages import (
    SETTINGS,
    Furnishing,
    Site,
    any_page,
    in_paragraphs,
    is_held,
    page,
    samples,
    structured,
    whole,
)
from fit_runs import Runs
from papers import Sample

from papercat.importing.formats.listing.abstract_lines import (
    abstract_doubt,
    collect_evidence,
    find_abstracts,
    page_style,
    read_block,
)

HERE = Path(__file__).parent
LISTING = HERE.parent / "papercat/importing/formats/listing"

Setting = Callable[[random.Random], Callable[[str], list[str]]]
"""a way to set abstracts: random numbers → text → lines"""

PAGES = 2_500
SEED = 1
SCORED = 1000
"""entries of each kind"""


SOME = Furnishing(0.1, 0.25, 0.6)
KINDS = {
    "nothing else": (50, Furnishing(), whole),
    "furnished": (50, SOME, whole),
    "furnished, two entries": (2, SOME, whole),
    "in paragraphs, one entry": (1, Furnishing(), in_paragraphs),
    "in paragraphs, furnished": (50, SOME, in_paragraphs),
    "structured": (50, Furnishing(), structured),
    "structured, furnished": (50, SOME, structured),
}
"""what is scored: entries of a page, how it is furnished, and what it does to abstracts"""


def learn(papers: Sequence[Sample], lines: Sequence[str], pages: int) -> dict[str, float]:
    """Learn weights from pages drawn from these papers and site lines."""
    rng = random.Random(SEED)
    runs = Runs()
    for _ in range(pages):
        made = any_page(papers, lines, rng)
        read = [read_block(block.lines) for block in made]
        style = page_style(read)
        for block, written in zip(made, read, strict=True):
            if len(written) > 1:
                found = collect_evidence(written, style, last=written is read[-1])
                if block.abstract or not found.certain:
                    runs.add(found, block.abstract)
    print(f"{len(runs)} blocks, {len(runs.names)} names", file=sys.stderr)
    return runs.fit()


class Score(NamedTuple):
    """Counts of abstracts: with a line too few or too many, doubted ones among these, doubted."""

    wrong: int
    doubted_wrong: int
    doubted: int


def score(
    papers: Sequence[Sample],
    lines: Sequence[str],
    weights: Mapping[str, float],
    setting: Setting,
    kind: str,
) -> Score:
    """Count how the abstracts of these papers are read, set in one way among site lines."""
    size, furnishing, alter = KINDS[kind]
    rng = random.Random(SEED + 1)
    wrong = doubted_wrong = doubted = 0
    for start in range(0, SCORED, size):
        drawn = [
            replace(paper, abstract=alter(paper.abstract, rng))
            for paper in papers[start : start + size]
        ]
        made = page(drawn, Site(lines, papers, rng), furnishing, setting(rng))
        found = find_abstracts([block.lines for block in made], weights)
        for block, one in zip(made, found, strict=True):
            in_doubt = abstract_doubt(block.lines, one) is not None
            wrong += block.abstract != one.lines
            doubted_wrong += in_doubt and block.abstract != one.lines
            doubted += in_doubt
    return Score(wrong, doubted_wrong, doubted)


def main() -> None:
    """Train on seven tenths of the papers, write the weights and score them on the rest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent / ".." / "shared")
    parser.add_argument("--output", type=Path, default=LISTING / "abstract_weights.json")
    parser.add_argument("--pages", type=int, default=PAGES, help="to learn from")
    args = parser.parse_args()
    known = (HERE / "furniture.txt").read_text("utf-8").splitlines()
    unknown = (HERE / "furniture_held_out.txt").read_text("utf-8").splitlines()
    papers = [each for each in samples(args.shared) if each.abstract]
    learnt = learn([each for each in papers if not is_held(each)], known, args.pages)
    weights = {name: round(weight, 3) for name, weight in sorted(learnt.items())}
    args.output.write_text(json.dumps(weights, indent=0) + "\n", "utf-8")
    print(f"{args.output} written", file=sys.stderr)
    held = list(filter(is_held, papers))[:SCORED]
    print("| abstracts | page | wrong | of those doubted | doubted |\n|---|---|---|---|---|")
    for setting in dict.fromkeys(SETTINGS):
        for kind in KINDS:
            found = score(held, unknown, weights, setting, kind)
            name = setting.__name__.replace("_", " ")
            print(f"| {name} | {kind} | {found.wrong} | {found.doubted_wrong} | {found.doubted} |")


if __name__ == "__main__":
    main()
