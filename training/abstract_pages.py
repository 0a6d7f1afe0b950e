"""Pages made of real papers and site lines, to learn which lines are an abstract."""

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
    """Yield the papers of the listings and of arXiv."""
    yield from read_listing(shared / "listings/dev.txt", shared / "listings/dev.gold.jsonl")
    yield from read_arxiv(shared / "arxiv/arxiv-100k.jsonl.xz")


def is_held(sample: Sample) -> bool:
    """Return whether a paper is held out."""
    return hashlib.md5(sample.key.encode(), usedforsecurity=False).digest()[0] % 10 < HELD


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an entry from its title on, and the places of its abstract."""

    lines: Lines
    abstract: range


@dataclass(frozen=True, slots=True)
class Furnishing:
    """The probabilities that one more site line follows, by place."""

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
    """The lines that one site has around its entries."""

    def __init__(self, lines: Sequence[str], papers: Sequence[Sample], rng: random.Random) -> None:
        """Draw some of the lines, and at times titles and names of other papers."""
        count = min(len(lines), rng.choice([5, 15, 40, 100, 300]))
        self._lines = rng.sample(lines, count)
        self._papers = papers if rng.random() < 0.3 else ()
        self.rng = rng

    def put(self, more: float) -> Iterator[str]:
        """Yield site lines while chance allows."""
        while self.rng.random() < more:
            yield self._line()

    def _line(self) -> str:
        rng = self.rng
        if self._papers and rng.random() < 0.2:
            paper = rng.choice(self._papers)
            return rng.choice((paper.title, paper.authors[0], ", ".join(paper.authors)))
        return rng.choice(self._lines)


def any_page(papers: Sequence[Sample], lines: Sequence[str], rng: random.Random) -> list[Block]:
    """Draw a page of any size and style."""
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
    """Return the abstract unchanged."""
    return abstract


def summarised(abstract: str, rng: random.Random) -> str:
    """Return its first one to three sentences."""
    return " ".join(_SENTENCE_END.split(abstract)[: rng.randint(1, 3)])


def cut_short(abstract: str, rng: random.Random) -> str:
    """Return its beginning, as a site may show it."""
    return textwrap.shorten(
        abstract, rng.randint(150, 400), placeholder=rng.choice(["", "…", " …"])
    )


def in_paragraphs(abstract: str, rng: random.Random) -> str:
    """Return it with line ends after some sentences."""
    first, *sentences = _SENTENCE_END.split(abstract)
    return first + "".join(rng.choice("\n  ") + sentence for sentence in sentences)


def at_times_in_two(abstract: str, rng: random.Random) -> str:
    """Return one abstract in twenty with a second paragraph."""
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
    """Return it in parts, each with a name before the text or on a line above."""
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
"""change of all abstracts of a page → its weight"""


def page(
    papers: Sequence[Sample],
    site: Site,
    furnishing: Furnishing,
    setting: Callable[[str], Lines],
    missing: float = 0,
) -> list[Block]:
    """Print papers as a site does; a share of the abstracts is missing."""
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
    """Set abstracts on one line."""
    return lambda text: [text]


def wrapped(rng: random.Random) -> Callable[[str], Lines]:
    """Wrap abstracts at one width."""
    width, hyphens = rng.randint(45, 130), rng.random() < 0.3
    return lambda text: textwrap.wrap(text, width, break_on_hyphens=hyphens, break_long_words=False)


def ragged(rng: random.Random) -> Callable[[str], Lines]:
    """Break abstracts at random."""
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
