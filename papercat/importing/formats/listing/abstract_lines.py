"""The abstract of an entry: the run of lines for which the evidence speaks most.

Every piece of evidence has a name; the names have weights. All runs are compared in one pass, as
in a segmental conditional random field (Sarawagi and Cohen, 2004).
`training/train_abstract.py` learns the weights in the same way.
"""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nlargest
from itertools import pairwise
from math import exp, inf, log1p
from operator import itemgetter
from pathlib import Path
from textwrap import shorten

from papercat.importing.formats.listing.page_lines import WIDEST, is_full, put_together, width_of
from papercat.importing.formats.listing.site_lines import (
    SITE_WORDS,
    SiteKind,
    masked,
    site_kind,
    word_list,
    words_of,
)
from papercat.papers.model import Doubt

NONE = range(0)
_SURE = 0.96
"""less likely abstracts are doubted: four of five wrong ones are less likely"""
_QUOTED = 60
"""characters that identify a line to a person"""
_SHORT = 60
"""characters; buttons are rarely longer, lines of an abstract rarely shorter"""
_SIZES = (15, 30, _SHORT, 100, WIDEST)
_MANY, _FEW = 8, 3
"""entries from which a page shows its habits, and below which it doesn't"""

_END = 300
"""characters in which the end of a line is looked for"""
_COMMON_WORDS = frozenset(word_list("abstract_words.txt"))
"""words that most abstracts use and sites don't"""
_SECTION = (
    r"(?i:background|introduction|context|motivation|objectives?|aims?|purpose"
    r"|(?:materials and )?methods?|design|approach|setting|(?:main )?results?|findings"
    r"|interpretation|discussion|conclusions?|significance)(?:[:.]|\Z)"
)
"""the name of a part of a structured abstract"""
_BEGINNINGS = (
    ("section", re.compile(_SECTION)),
    ("small", re.compile(r"(?=[^\W\d_A-Z])[^A-Z ]+(?: |\Z)")),
    ("mixed", re.compile(r"[^\W\d_A-Z]")),
    ("sign", re.compile(r"[)\].,;:%]")),
    ("capital", re.compile(r"[A-Z]")),
    ("other", re.compile("")),
)
_ENDS = (
    ("section", re.compile(rf"{_SECTION}\Z")),
    (
        "closed",
        re.compile(
            r".*(?:(?<!\bet al)(?<!\b[Ff]ig)(?<!\bvs)(?<!\bcf)(?<!\b[A-Z])(?<!\b[a-z]\.[a-z])"
            r"[.!?…。．][)\]\"'”’*$}†‡]*|://\S+|\b[\w-]+\.[a-z]{2,4}/\S*)\Z"
        ),
    ),
    (
        "unfinished",
        re.compile(
            r".*\b(?:a|an|and|are|is|its|of|or|than|that|the|their|these|this|we|where|which|while"
            r"|whose)\Z"
        ),
    ),
    (
        "open",  # no end of a sentence, but of buttons such as `Sign in`
        re.compile(
            r".*(?:[,;:([{–—-]|\b(?:as|at|by|for|from|in|into|on|over|to|via|with|within))\Z"
        ),
    ),
    ("hanging", re.compile("")),
)
_SMALL_WORD = re.compile(
    r"\b(?:the|of|and|a|an|to|in|is|are|we|that|for|with|by|this|on|as|it|be|our|which|from|can)\b"
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line below a title with the evidence that it carries alone."""

    text: str
    kind: SiteKind | None
    begins: str
    ends: str

    terms: frozenset[str]
    """words that tell the subject, plural and singular as one"""
    evidence: tuple[str, ...]
    mask: str
    """the part of the line that other entries may have, too"""

    @property
    def is_sentence(self) -> bool:
        """True if the line is surely text: long, and a full stop ends it."""
        return self.kind is None and self.ends == "closed" and len(self.text) > _SHORT


Block = Sequence[TextLine]
"""the lines of an entry; the first is its title"""


def read_block(texts: Sequence[str]) -> list[TextLine]:
    """Return the lines of an entry, from its title on, with their evidence."""
    return [_read_line(text, texts[0]) for text in texts]


def _read_line(text: str, title: str) -> TextLine:
    """Return a line with its evidence; long lines are not looked at word by word."""
    kind = site_kind(text)
    begins, ends = _first_match(_BEGINNINGS, text), _first_match(_ENDS, text[-_END:])
    if len(text) > WIDEST:
        return TextLine(text, kind, begins, ends, frozenset(), ("long",), "")
    words = words_of(text)
    common = len(_COMMON_WORDS.intersection(words))
    strange = [word for word in words if word not in SITE_WORDS]
    strangeness = f"{min(len(strange), 3)} strange words"
    if kind:
        strangeness = kind.value
    evidence = (
        f"up to {_SIZES[bisect_left(_SIZES, len(text))]} characters",
        f"small words: {_SMALL_WORD.search(text) is not None}, long: {len(text) > _SHORT}",
        f"{min(common, 5)} words of papers, {ends == 'closed'}",
        strangeness,
    )
    terms = frozenset(word.rstrip("s") for word in strange if len(word) > 4)
    return TextLine(text, kind, begins, ends, terms, evidence, masked(text, title))


def _first_match(classes: Sequence[tuple[str, re.Pattern[str]]], text: str) -> str:
    """Return the name of the first pattern that matches; the last one always does."""
    return next(name for name, pattern in classes if pattern.match(text))


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The way in which a page prints abstracts. Its words are part of the evidence's names."""

    setting: str
    """`one line`, `wrapped` or `ragged`"""
    width: int
    """at which lines are wrapped, or 0"""
    coverage: str
    """of titles with text below: `always`, `mostly`, `rarely` or `few entries`"""
    between: str
    """`furnished` if site lines stand between entries, else `bare` or `unsure`"""
    repeated: frozenset[str]
    """masks of lines that stand below several titles"""


def page_style(blocks: Sequence[Block]) -> PageStyle:
    """Derive the style of a page from all entries."""
    texts = [[line.text for line in lines] for _, *lines in blocks]
    with_text = on_one_line = 0
    for block in blocks:
        longest, second = _longest_texts(block)
        with_text += longest > _SHORT
        on_one_line += longest > (WIDEST if second else _SHORT)
    setting, width = "one line", 0
    if 2 * on_one_line <= with_text:
        width = width_of(texts)
        setting = "ragged"
        if width:
            setting = "wrapped"
    coverage = "mostly"
    if len(blocks) < _FEW:
        coverage = "few entries"
    elif 2 * with_text < len(blocks):
        coverage = "rarely"
    elif all(texts):
        coverage = "always"
    repeated = _repeated(blocks)
    return PageStyle(setting, width, coverage, _between(blocks, repeated), repeated)


def _longest_texts(block: Block) -> tuple[int, int]:
    """Return the lengths of the two longest lines below a title that may be text, or 0."""
    sizes = [len(line.text) for line in block[1:] if not line.kind]
    second, longest = sorted([0, 0, *sizes])[-2:]
    return longest, second


def _repeated(blocks: Sequence[Block]) -> frozenset[str]:
    """Collect masks that stand below several titles; a page pasted twice repeats nothing."""
    titles: dict[str, str] = {}
    repeated: set[str] = set()
    for title, *lines in blocks:
        for line in lines:
            if line.mask and line.ends != "section":
                first = titles.setdefault(line.mask, title.text)
                if first != title.text:
                    repeated.add(line.mask)
    return frozenset(repeated)


def _between(blocks: Sequence[Block], repeated: frozenset[str]) -> str:
    """Describe the lines between entries; the foot of the page is below the last."""
    site_lines = unclosed = 0
    for _, *lines in blocks[:-1]:
        for line in lines:
            site_lines += line.kind is not None or line.mask in repeated
        if lines:
            unclosed += lines[-1].ends != "closed"
    if 25 * site_lines >= len(blocks):
        return "furnished"
    if len(blocks) < _MANY or 10 * unclosed > len(blocks):
        return "unsure"
    return "bare"


@dataclass(slots=True)
class Evidence:
    """The names of all evidence in one entry with `n` lines below its title."""

    missing: list[str]
    """there is no abstract"""
    lines: list[list[str]] = field(default_factory=list)
    """n: each belongs to the abstract"""
    joints: list[list[str]] = field(default_factory=list)
    """n - 1: the abstract goes on in the next line"""
    beginnings: list[list[str]] = field(default_factory=list)
    """n: the abstract begins there"""
    ends: list[list[str]] = field(default_factory=list)
    """n: the abstract ends there"""
    certain: bool = False
    """True if there must be an abstract"""


def collect_evidence(block: Block, style: PageStyle, *, last: bool) -> Evidence:
    """Collect the evidence of one entry; below the last one the foot of the page may stand."""
    title, *lines = block
    between = style.between
    if last and between == "bare":
        between = "unsure"
    found = Evidence([f"none, {style.coverage}, {between}"])
    has_abstracts = style.coverage in {"always", "few entries"}
    spoken = Counter(title.terms)
    for line in lines:
        spoken.update(line.terms)
    for line in lines:
        shared = sum([spoken[term] > 1 for term in line.terms])
        found.certain |= line.is_sentence and has_abstracts
        found.beginnings.append([f"begins {line.begins}"])
        found.ends.append([f"ends {line.ends}"])
        found.lines.append([*line.evidence, f"{min(shared, 3)} terms shared", f"page {between}"])
        if line.mask in style.repeated:
            found.lines[-1].append("repeated")
    for above, below in pairwise(lines):
        fit = _fit(above, below, style)
        found.joints.append(
            [
                f"joint of {above.ends} and {below.begins}",
                f"joint, {fit}, {above.ends}",
                f"joint, page {between}",
            ]
        )
    return found


def _fit(above: TextLine, below: TextLine, style: PageStyle) -> str:
    """Return whether a line is as full as the width of the page lets it be, if it has one."""
    if not style.width:
        return style.setting
    if is_full(above.text, below.text, style.width):
        return "full"
    return "loose"


@dataclass(frozen=True, slots=True)
class FoundAbstract:
    """The lines of an entry that are its abstract; line 0 is the title."""

    lines: range
    probability: float = 1.0
    other: range | None = None
    """the next likely run; None if there are no lines"""


@cache
def shipped_weights() -> dict[str, float]:
    """Load the weights that papercat ships."""
    path = Path(__file__).with_name("abstract_weights.json")
    weights: dict[str, float] = json.loads(path.read_bytes())
    return weights


def find_abstracts(
    texts: Sequence[Sequence[str]], weights: Mapping[str, float] | None = None
) -> list[FoundAbstract]:
    """Find the abstract of each entry, given its lines from the title on."""
    blocks = [read_block(lines) for lines in texts]
    style = page_style(blocks)
    found: list[FoundAbstract] = []
    for block in blocks:
        if len(block) < 2:
            found.append(FoundAbstract(NONE))
            continue
        evidence = collect_evidence(block, style, last=block is blocks[-1])
        found.append(_likeliest(evidence, weights or shipped_weights()))
    return found


def _likeliest(found: Evidence, weights: Mapping[str, float]) -> FoundAbstract:
    """Return the run of lines with the highest score, from two lists of prefix sums.

    The score of a run is `begun` at its first line plus `ended` at its last line. Line 1 is the
    first below the title.
    """

    def weigh(names: Sequence[str]) -> float:
        return sum([weights.get(name, 0.0) for name in names])

    none = weigh(found.missing)
    if found.certain:
        none = -inf
    runs = [(none, NONE)]
    joints = [0.0, *map(weigh, found.joints)]
    starts: list[tuple[float, int]] = []
    sums: list[tuple[float, float]] = []
    through, begun = 0.0, -inf
    for at, names in enumerate(found.lines):
        through += joints[at]
        start = weigh(found.beginnings[at]) - through
        begun = max(begun, start) + log1p(exp(-abs(begun - start)))
        through += weigh(names)
        ended = through + weigh(found.ends[at])
        sums.append((begun, ended))
        starts = nlargest(2, [*starts, (start, at)])
        for score, first in starts:
            runs.append((score + ended, range(first + 1, at + 2)))
    (most, best), (_, other) = nlargest(2, runs, key=itemgetter(0))
    total = exp(none - most)
    for begun, ended in sums:
        total += exp(begun + ended - most)
    return FoundAbstract(best, 1 / total, other)


def abstract_doubt(block: Sequence[str], found: FoundAbstract) -> Doubt | None:
    """Return the doubt about an abstract with its other reading, or None if it is clear."""
    if found.other is None or found.probability >= _SURE:
        return None
    surplus = sorted(set(found.lines).difference(found.other))
    missing = sorted(set(found.other).difference(found.lines))
    said: list[str] = []
    if surplus:
        said.append(f"{_quoted(block, surplus)} may be the site's")
    if missing:
        said.append(f"{_quoted(block, missing)} beside it may belong to it")
    other = put_together([block[at] for at in found.other])
    return Doubt("abstract", found.probability, " and ".join(said), (other,))


def _quoted(block: Sequence[str], lines: Sequence[int]) -> str:
    """Quote the first of some lines, and count the others."""
    first = repr(shorten(block[lines[0]], _QUOTED, placeholder=" …"))
    more = len(lines) - 1
    if more == 0:
        return first
    if more == 1:
        return f"{first} and 1 more line"
    return f"{first} and {more} more lines"
