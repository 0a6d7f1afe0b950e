"""Rebuild abstract_weights.json and print what it scores on pages it never saw.

usage: python training/train_abstract.py [--shared ../shared] [--output FILE] [--no-score]

Scored is a model that has seen neither those papers nor those of a site's lines
(furniture_held_out.txt); the one that is kept learns from these lines as well.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
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

from papercat.importing.formats.listing.abstract_evidence import evidence, page_style, read_line
from papercat.importing.formats.listing.abstract_runs import abstract_doubt, find_abstracts

HERE = Path(__file__).parent
LISTING = HERE.parent / "papercat/importing/formats/listing"

PAGES = 4_000
SEED = 1
SCORED = 2000
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
    """The weights that pages drawn from these papers and lines teach."""
    rng = random.Random(SEED)
    runs = Runs()
    for _ in range(pages):
        made = any_page(papers, lines, rng)
        read = [[read_line(line) for line in block.lines] for block in made]
        style = page_style(read)
        for block, written in zip(made, read, strict=True):
            if len(written) > 1:
                found = evidence(written, style, last=written is read[-1])
                runs.add(found, block.abstract)
    print(f"{len(runs)} blocks, {len(runs.names)} names", file=sys.stderr)
    return runs.fit()


class Score(NamedTuple):
    """Of some abstracts, how many lack a line or have one too many, and how many are doubted."""

    wrong: int = 0
    doubted: int = 0
    both: int = 0

    def __str__(self) -> str:
        return f"{self.wrong} | {self.both} | {self.doubted}"


def scores(
    papers: Sequence[Sample], lines: Sequence[str], weights: Mapping[str, float]
) -> Iterator[tuple[str, str, Score]]:
    """The score of each setting and kind."""
    for setting in dict.fromkeys(SETTINGS):
        for kind, (size, furnishing, alter) in KINDS.items():
            rng = random.Random(SEED + 1)
            counted: list[tuple[bool, bool]] = []
            for start in range(0, SCORED, size):
                drawn = [
                    replace(paper, abstract=alter(paper.abstract, rng))
                    for paper in papers[start : start + size]
                ]
                made = page(drawn, Site(lines, papers, rng), furnishing, setting(rng))
                found = find_abstracts([block.lines for block in made], weights)
                counted += [
                    (block.abstract != one.lines, abstract_doubt(block.lines, one) is not None)
                    for block, one in zip(made, found, strict=True)
                ]
            wrong, doubted = map(sum, zip(*counted, strict=True))
            both = counted.count((True, True))
            yield setting.__name__.replace("_", " "), kind, Score(wrong, doubted, both)


def main() -> None:
    """Train on a part to score, then on everything to keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent / ".." / "shared")
    parser.add_argument(
        "--output",
        type=Path,
        default=LISTING / "abstract_weights.json",
    )
    parser.add_argument("--no-score", action="store_true", help="only rebuild the file")
    parser.add_argument("--pages", type=int, default=PAGES, help="to learn from")
    args = parser.parse_args()
    known = (HERE / "furniture.txt").read_text("utf-8").splitlines()
    unknown = (HERE / "furniture_held_out.txt").read_text("utf-8").splitlines()
    papers = [each for each in samples(args.shared) if each.abstract]
    if not args.no_score:
        weights = learn([each for each in papers if not is_held(each)], known, args.pages)
        held = list(filter(is_held, papers))[:SCORED]
        print(
            "| abstracts | page | wrong | of those doubted | doubted | with other lines: wrong |"
            " of those doubted | doubted |\n|---|---|---|---|---|---|---|---|"
        )
        for (setting, kind, one), (*_, other) in zip(
            scores(held, known, weights), scores(held, unknown, weights), strict=True
        ):
            print(f"| {setting} | {kind} | {one} | {other} |")
    weights = learn(papers, [*known, *unknown], args.pages)
    rounded = {name: round(weight, 3) for name, weight in sorted(weights.items())}
    args.output.write_text(json.dumps(rounded, indent=0) + "\n", "utf-8")
    print(f"{args.output} written", file=sys.stderr)


if __name__ == "__main__":
    main()
