"""Evidence for the lines of an abstract. Every piece has a name; the names have weights."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from papercat.importing.formats.listing.line_wrapping import WIDEST, is_full, width_of
from papercat.importing.formats.listing.site_lines import (
    SITE_WORDS,
    SiteKind,
    masked,
    site_kind,
    word_list,
    words_of,
)

SHORT = 60
"""characters; buttons are rarely longer, lines of an abstract rarely shorter"""
_SIZES = (15, 30, SHORT, 100, WIDEST)
_MANY, _FEW = 8, 3
"""entries from which a page shows its habits, and below which it doesn't"""
_END = 300
"""characters in which the end of a line is looked for"""
COMMON_WORDS = frozenset(word_list("abstract_words.txt"))
"""words that most abstracts use and sites don't"""

_CLOSED = re.compile(
    r"(?<!\bet al)(?<!\b[Ff]ig)(?<!\bvs)(?<!\bcf)(?<!\b[A-Z])(?<!\b[a-z]\.[a-z])"
    r"[.!?…。．][)\]\"'”’*$}†‡]*$|://\S+$|\b[\w-]+\.[a-z]{2,4}/\S*$"
)
"""the end of a sentence or an address"""
_UNFINISHED = re.compile(
    r"\b(?:a|an|and|are|is|its|of|or|than|that|the|their|these|this|we|where|which|while|whose)$"
)
_OPEN = re.compile(r"[,;:([{–—-]$|\b(?:as|at|by|for|from|in|into|on|over|to|via|with|within)$")
"""the end of no sentence, but of buttons such as `Sign in`"""
_SECTION = re.compile(
    r"(?:background|introduction|context|motivation|objectives?|aims?|purpose"
    r"|(?:materials and )?methods?|design|approach|setting|(?:main )?results?|findings"
    r"|interpretation|discussion|conclusions?|significance)(?:[:.]|\Z)",
    re.IGNORECASE,
)
"""the name of a part of a structured abstract"""
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


def read_line(text: str) -> TextLine:
    """Return a line with its evidence; long lines are not looked at word by word."""
    kind, begins, ends = site_kind(text), _beginning(text), _ending(text[-_END:])
    if len(text) > WIDEST:
        return TextLine(text, kind, begins, ends, frozenset(), ("long",))
    words = words_of(text)
    terms = frozenset(word.rstrip("s") for word in words if len(word) > 4) - SITE_WORDS
    size = next(filter(lambda size: len(text) <= size, _SIZES))
    strange = len(words) - sum(map(SITE_WORDS.__contains__, words))
    common = len(COMMON_WORDS.intersection(words))
    evidence = [
        f"up to {size} characters",
        f"{min(common, 5)} words of papers, {ends == 'closed'}",
        kind.value if kind else f"{min(strange, 3)} strange words",
    ]
    if not _SMALL_WORD.search(text):
        evidence.append("no small word" if size <= SHORT else "long, and no small word")
    return TextLine(text, kind, begins, ends, terms, tuple(evidence))


def _beginning(text: str) -> str:
    first = text[0]
    if _SECTION.match(text):
        return "section"
    if first.islower():
        return "small" if text.split(" ", 1)[0].islower() else "mixed"
    if first in ")].,;:%":
        return "sign"
    return "capital" if first.isupper() else "other"


def _ending(end: str) -> str:
    if _SECTION.fullmatch(end):
        return "section"
    if _CLOSED.search(end):
        return "closed"
    if _UNFINISHED.search(end):
        return "unfinished"
    return "open" if _OPEN.search(end) else "hanging"


Block = Sequence[TextLine]
"""the lines of an entry; the first is its title"""


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

    def repeats(self, line: TextLine, title: TextLine) -> bool:
        """Return whether a line stands below other titles, too."""
        if not self.repeated or len(line.text) > WIDEST:
            return False
        return masked(line.text, title.text) in self.repeated


def page_style(blocks: Sequence[Block]) -> PageStyle:
    """Derive the style of a page from all entries."""
    blocks = list(filter(None, blocks))
    with_text = one_line = 0
    for block in blocks:
        sizes = [len(line.text) for line in block[1:] if not line.kind]
        longest = max(sizes, default=0)
        with_text += longest > SHORT
        one_line += longest > max(WIDEST, 0.75 * sum(sizes)) or (longest > SHORT and not sizes[1:])
    setting, width = "one line", 0
    if 2 * one_line <= with_text:
        width = width_of([line.text for line in block[1:]] for block in blocks)
        setting = "wrapped" if width else "ragged"
    repeated = _repeated(blocks)
    return PageStyle(
        setting, width, _coverage(blocks, with_text), _between(blocks, repeated), repeated
    )


def _repeated(blocks: Sequence[Block]) -> frozenset[str]:
    """Collect masks that stand below several titles; a page pasted twice repeats nothing."""
    below: dict[str, set[str]] = {}
    for title, *lines in blocks:
        masks = below.setdefault(title.text, set())
        for line in lines:
            if len(line.text) <= WIDEST and line.ends != "section":
                masks.add(masked(line.text, title.text))
    counts: Counter[str] = Counter()
    for masks in below.values():
        counts.update(masks)
    return frozenset(mask for mask, count in counts.items() if count > 1)


def _coverage(blocks: Sequence[Block], with_text: int) -> str:
    if len(blocks) < _FEW:
        return "few entries"
    if 2 * with_text < len(blocks):
        return "rarely"
    return "always" if all(len(block) > 1 for block in blocks) else "mostly"


def _between(blocks: Sequence[Block], repeated: frozenset[str]) -> str:
    """Describe the lines between entries; the foot of the page is below the last."""
    before = [block for block in blocks[:-1] if len(block) > 1]
    site_lines = closed = 0
    for title, *lines in before:
        for line in lines:
            site_lines += line.kind is not None or masked(line.text, title.text) in repeated
        closed += lines[-1].ends == "closed"
    if 25 * site_lines > len(before):
        return "furnished"
    return "bare" if len(blocks) >= _MANY and closed >= 0.9 * len(before) else "unsure"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The names of all evidence in one entry with `n` lines below its title."""

    lines: list[list[str]]
    """n: each belongs to the abstract"""
    joints: list[list[str]]
    """n - 1: the abstract goes on in the next line"""
    beginnings: list[list[str]]
    """n: the abstract begins there"""
    ends: list[list[str]]
    """n: the abstract ends there"""
    missing: list[str] | None
    """there is no abstract; None if there must be one"""


def evidence(block: Block, style: PageStyle, *, last: bool) -> Evidence:
    """Collect the evidence of one entry; below the last one the foot of the page may stand."""
    title, *lines = block
    spoken = Counter(title.terms)
    for line in lines:
        spoken.update(line.terms)
    between = "unsure" if last and style.between == "bare" else style.between
    found = Evidence([], [], [], [], _of_none(lines, title, style))
    for line in lines:
        found.lines.append([*_of_line(line, title, style, spoken), f"page {between}"])
        found.beginnings.append([f"begins {line.begins}"])
        found.ends.append([f"ends {line.ends}"])
    for above, below in pairwise(lines):
        found.joints.append([*_of_joint(above, below, style), f"joint, page {between}"])
    if last:
        found.ends[-1].append("ends with the page")
    return found


def _of_line(line: TextLine, title: TextLine, style: PageStyle, spoken: Counter[str]) -> list[str]:
    found = list(line.evidence)
    size = len(line.text)
    if style.repeats(line, title):
        found.append("repeated, and short" if size <= SHORT else "repeated, and long")
    if size <= WIDEST:
        shared = sum(spoken[term] > 1 for term in line.terms)
        found.append(f"{min(shared, 3)} terms shared")
    if style.width and size > style.width:
        found.append("wider than the page")
    return found


def _of_joint(above: TextLine, below: TextLine, style: PageStyle) -> list[str]:
    fit = style.setting
    if style.width:
        fit = "full" if is_full(above.text, below.text, style.width) else "loose"
    found = [f"joint of {above.ends} and {below.begins}", f"joint, {fit}, {above.ends}"]
    if above.ends == "closed" and fit != "full" and below.begins not in {"small", "sign"}:
        found.append(f"joint of paragraphs, {style.setting}")
    return found


def _of_none(lines: Block, title: TextLine, style: PageStyle) -> list[str] | None:
    """Collect the evidence for no abstract, unless the lines hold text that must be one."""
    for line in lines:
        sentence = line.ends == "closed" and not line.kind
        if sentence and style.coverage == "few entries":
            return None
        if line.kind or style.coverage != "always":
            continue
        if (sentence and len(line.text) > SHORT) or not style.repeats(line, title):
            return None
    return [f"none, where text is below {style.coverage}, page {style.between}"]
