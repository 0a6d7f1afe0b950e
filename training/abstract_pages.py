"""Pages to learn from which lines are an abstract: real papers, set and furnished at random."""

import hashlib
import random
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from papers import Sample, read_arxiv, read_listing

Lines = list[str]
HELD = 3
"""tenths of the papers"""


def samples(shared: Path) -> Iterator[Sample]:
    """Papers of arXiv and, as conferences have odd abstracts at times, those of the listings."""
    yield from read_listing(shared / "listings/dev.txt", shared / "listings/dev.gold.jsonl")
    yield from read_arxiv(shared / "arxiv/arxiv-100k.jsonl.xz")


def is_held(sample: Sample) -> bool:
    """Whether a paper is among those never learnt from."""
    return hashlib.md5(sample.key.encode(), usedforsecurity=False).digest()[0] % 10 < HELD


@dataclass(frozen=True, slots=True)
class Block:
    """The lines from a title on, and which of them are the abstract."""

    lines: Lines
    abstract: range


@dataclass(frozen=True, slots=True)
class Furnishing:
    """How many lines a site puts where: how likely each time that one more follows."""

    above: float = 0
    """between title and abstract"""
    below: float = 0
    foot: float = 0


FURNISHINGS = (
    Furnishing(),
    Furnishing(foot=0.6),
    Furnishing(0.1, 0.2, 0.6),
    Furnishing(0.1, 0.2, 0.6),
    Furnishing(0, 0.3, 0.8),
    Furnishing(0.3, 0.5, 0.6),
)
SIZES = (1, 1, 1, 2, 3, 5, 8, 8, 20, 50, 50)
"""entries of a page"""
MISSING = (0,) * 8 + (0.3, 1)
"""share of the entries without an abstract, on pages of more than a few"""
FEW = 8
_SENTENCE_END = re.compile(r"(?<=[a-z)]\.) (?=[A-Z])")


class Site:
    """What one site has around its entries."""

    def __init__(self, lines: Sequence[str], papers: Sequence[Sample], rng: random.Random) -> None:
        """It has some of the lines only, and at times papers and people beside the page's."""
        count = min(len(lines), rng.choice([5, 15, 40, 100, 300]))
        self._lines = rng.sample(lines, count)
        self._papers = papers if rng.random() < 0.3 else ()
        self.rng = rng

    def put(self, more: float) -> Iterator[str]:
        """Lines, as long as chance has it."""
        while self.rng.random() < more:
            yield self._line()

    def _line(self) -> str:
        rng = self.rng
        if self._papers and rng.random() < 0.2:
            paper = rng.choice(self._papers)
            return rng.choice((paper.title, paper.authors[0], ", ".join(paper.authors)))
        return rng.choice(self._lines)


def any_page(papers: Sequence[Sample], lines: Sequence[str], rng: random.Random) -> list[Block]:
    """A page of any size, set and furnished in any way."""
    count = rng.choice(SIZES)
    drawn = [rng.choice(papers) for _ in range(count)]
    (alter,) = rng.choices(list(ALTERED), list(ALTERED.values()))
    if alter is at_times_in_two and count < FEW:
        alter = whole  # on a small page nothing tells it from a site's line
    drawn = [replace(paper, abstract=alter(paper.abstract, rng)) for paper in drawn]
    site = Site(lines, papers, rng)
    missing = rng.choice(MISSING) if count > FEW else 0
    return page(drawn, site, rng.choice(FURNISHINGS), rng.choice(SETTINGS)(rng), missing)


def whole(abstract: str, _rng: random.Random) -> str:
    """An abstract as it is."""
    return abstract


def summarised(abstract: str, rng: random.Random) -> str:
    """Its first one to three sentences."""
    return " ".join(_SENTENCE_END.split(abstract)[: rng.randint(1, 3)])


def cut_short(abstract: str, rng: random.Random) -> str:
    """Its beginning, as far as a site shows it."""
    return textwrap.shorten(
        abstract, rng.randint(150, 400), placeholder=rng.choice(["", "…", " …"])
    )


def in_paragraphs(abstract: str, rng: random.Random) -> str:
    """With a line end, that of a paragraph, after some of its sentences."""
    first, *sentences = _SENTENCE_END.split(abstract)
    return first + "".join(rng.choice("\n  ") + sentence for sentence in sentences)


def at_times_in_two(abstract: str, rng: random.Random) -> str:
    """Of one in twenty the second paragraph on a line of its own."""
    if rng.random() >= 0.05:
        return abstract
    sentences = _SENTENCE_END.split(abstract)
    at = rng.randint(1, max(1, len(sentences) - 1))
    return "\n".join(filter(None, (" ".join(sentences[:at]), " ".join(sentences[at:]))))


SECTIONS = (
    ("Background", "Introduction", "Motivation", "Objective", "Purpose", "Aims", "Context"),
    ("Methods", "Method", "Materials and Methods", "Design", "Approach", "Setting"),
    ("Results", "Findings", "Main results", "Result"),
    ("Conclusion", "Conclusions", "Discussion", "Significance", "Interpretation"),
)


def structured(abstract: str, rng: random.Random) -> str:
    """In parts with a name each, on a line of its own or before the text."""
    sentences = _SENTENCE_END.split(abstract)
    ends = sorted(rng.sample(range(1, len(sentences)), min(3, len(sentences) - 1)))
    parts = [" ".join(sentences[a:b]) for a, b in pairwise([0, *ends, len(sentences)])]
    letters = rng.choice((str, str.upper))
    after = rng.choice((": ", ": ", ". ", "\n", ":\n"))
    named = [
        f"{letters(rng.choice(names))}{after}{part}"
        for names, part in zip(SECTIONS, parts, strict=False)
    ]
    return "\n".join(named)


ALTERED = {
    whole: 12,
    summarised: 4,
    cut_short: 2,
    in_paragraphs: 3,
    at_times_in_two: 1,
    structured: 1,
}
"""what a page does to all of its abstracts, and how often"""


def page(
    papers: Sequence[Sample],
    site: Site,
    furnishing: Furnishing,
    setting: Callable[[str], Lines],
    missing: float = 0,
) -> list[Block]:
    """These papers as a site prints them; some of the abstracts may be missing."""
    blocks = []
    for paper in papers:
        above = [paper.glued, *site.put(furnishing.above)]
        text = [] if site.rng.random() < missing else _set(paper, setting)
        below = list(site.put(furnishing.below))
        if paper is papers[-1]:
            below += site.put(furnishing.foot)
        blocks.append(Block([*above, *text, *below], range(len(above), len(above) + len(text))))
    return blocks


def _set(paper: Sample, setting: Callable[[str], Lines]) -> Lines:
    return [line for part in paper.abstract.split("\n") for line in setting(part)]


def on_one_line(_rng: random.Random) -> Callable[[str], Lines]:
    """Abstracts as the site has them."""
    return lambda text: [text]


def wrapped(rng: random.Random) -> Callable[[str], Lines]:
    """Abstracts wrapped at one width."""
    width, hyphens = rng.randint(45, 130), rng.random() < 0.3
    return lambda text: textwrap.wrap(text, width, break_on_hyphens=hyphens, break_long_words=False)


def ragged(rng: random.Random) -> Callable[[str], Lines]:
    """Abstracts whose every line ends somewhere else."""
    least = rng.randint(25, 60)
    most = rng.randint(least + 15, least + rng.choice([50, 250]))

    def broken(text: str) -> Lines:
        lines, line, limit = [], "", rng.randint(least, most)
        for word in text.split(" "):
            if line and len(line) + 1 + len(word) > limit:
                lines.append(line)
                line, limit = word, rng.randint(least, most)
            else:
                line = f"{line} {word}".strip()
        return [*lines, line]

    return broken


SETTINGS = (on_one_line, on_one_line, wrapped, wrapped, wrapped, ragged)
