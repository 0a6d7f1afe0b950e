"""Evidence for the lines of an abstract. Every piece has a name; the names have weights."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
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
_DWARFED = 1 / 3
"""of the longest line; where abstracts stand on one line, site lines are far shorter"""
_SETTINGS = {False: "ragged", True: "wrapped"}
"""True if lines break at a width"""
_END = 300
"""characters in which the end of a line is looked for"""
COMMON_WORDS = frozenset(word_list("abstract_words.txt"))
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


def read_line(text: str) -> TextLine:
    """Return a line with its evidence; long lines are not looked at word by word."""
    kind = site_kind(text)
    begins, ends = _first_match(_BEGINNINGS, text), _first_match(_ENDS, text[-_END:])
    if len(text) > WIDEST:
        return TextLine(text, kind, begins, ends, frozenset(), ("long",))
    words = words_of(text)
    common = len(COMMON_WORDS.intersection(words))
    evidence = (
        f"up to {_SIZES[bisect_left(_SIZES, len(text))]} characters",
        f"small words: {_SMALL_WORD.search(text) is not None}, long: {len(text) > SHORT}",
        f"{min(common, 5)} words of papers, {ends == 'closed'}",
        _strangeness(kind, words),
    )
    return TextLine(text, kind, begins, ends, _terms(words), evidence)


def _terms(words: Sequence[str]) -> frozenset[str]:
    """Return the words that tell the subject, plural and singular as one."""
    terms: set[str] = set()
    for word in words:
        if len(word) > 4:
            terms.add(word.rstrip("s"))
    return frozenset(terms) - SITE_WORDS


def _strangeness(kind: SiteKind | None, words: Sequence[str]) -> str:
    """Return the kind of a site's line, or how many words no site uses."""
    if kind:
        return kind.value
    strange = len(words) - sum(map(SITE_WORDS.__contains__, words))
    return f"{min(strange, 3)} strange words"


def _first_match(classes: Sequence[tuple[str, re.Pattern[str]]], text: str) -> str:
    """Return the name of the first pattern that matches; the last one always does."""
    for name, pattern in classes:
        if pattern.match(text):
            return name
    return ""


Block = Sequence[TextLine]
"""the lines of an entry; the first is its title"""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The way in which a page prints abstracts. Its words are part of the evidence's names."""

    setting: str
    """`one line`, `wrapped` or `ragged`"""
    width: int
    """at which lines are wrapped, or 0"""
    complete: bool
    """True if every title has lines below"""
    coverage: str
    """of titles with text below: `always`, `mostly`, `rarely` or `few entries`"""
    between: str
    """`furnished` if site lines stand between entries, else `bare` or `unsure`"""
    repeated: frozenset[str]
    """masks of lines that stand below several titles"""


def page_style(blocks: Sequence[Block]) -> PageStyle:
    """Derive the style of a page from all entries."""
    blocks = list(filter(None, blocks))
    texts: list[list[str]] = []
    with_text = on_one_line = 0
    complete = True
    for block in blocks:
        lines = block[1:]
        texts.append([line.text for line in lines])
        sizes = _text_sizes(lines)
        with_text += sizes[-1] > SHORT
        on_one_line += _is_one_line(sizes)
        complete = complete and bool(lines)
    setting, width = "one line", 0
    if 2 * on_one_line <= with_text:
        width = width_of(texts)
        setting = _SETTINGS[width > 0]
    repeated = _repeated(blocks)
    coverage = _coverage(len(blocks), with_text, complete=complete)
    between = _between(blocks, repeated)
    return PageStyle(setting, width, complete, coverage, between, repeated)


def _coverage(entries: int, with_text: int, *, complete: bool) -> str:
    """Describe how many titles have text below them."""
    if entries < _FEW:
        return "few entries"
    if 2 * with_text < entries:
        return "rarely"
    if complete:
        return "always"
    return "mostly"


def _text_sizes(lines: Block) -> list[int]:
    """Return 0 and the lengths of the lines that may be text, in ascending order."""
    sizes = [0]
    for line in lines:
        if not line.kind:
            sizes.append(len(line.text))
    return sorted(sizes)


def _is_one_line(sizes: list[int]) -> bool:
    """Return whether one line holds nearly all text below a title."""
    if len(sizes) == 2:
        return sizes[-1] > SHORT
    return sizes[-1] > WIDEST


def _repeated(blocks: Sequence[Block]) -> frozenset[str]:
    """Collect masks that stand below several titles; a page pasted twice repeats nothing."""
    met: set[tuple[str, str]] = set()
    for title, *lines in blocks:
        for line in lines:
            if line.ends != "section":
                met.add((_mask(line, title), title.text))
    met_once: set[str] = set()
    repeated: set[str] = set()
    for mask, _ in met:
        if mask in met_once:
            repeated.add(mask)
        met_once.add(mask)
    return frozenset(repeated - {""})


def _mask(line: TextLine, title: TextLine) -> str:
    """Return the part of a line that other entries may have, too; nothing of a long one."""
    if len(line.text) > WIDEST:
        return ""
    return masked(line.text, title.text)


def _between(blocks: Sequence[Block], repeated: frozenset[str]) -> str:
    """Describe the lines between entries; the foot of the page is below the last."""
    site_lines = unclosed = 0
    for title, *lines in blocks[:-1]:
        for line in lines:
            site_lines += line.kind is not None or _mask(line, title) in repeated
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

    lines: list[list[str]]
    """n: each belongs to the abstract"""
    joints: list[list[str]]
    """n - 1: the abstract goes on in the next line"""
    beginnings: list[list[str]]
    """n: the abstract begins there"""
    ends: list[list[str]]
    """n: the abstract ends there"""
    missing: list[str]
    """there is no abstract"""
    certain: bool = False
    """True if there must be an abstract"""


def evidence(block: Block, style: PageStyle, *, last: bool) -> Evidence:
    """Collect the evidence of one entry; below the last one the foot of the page may stand."""
    title, *lines = block
    between = style.between
    if last and between == "bare":
        between = "unsure"
    found = Evidence([], [], [], [], [f"none, {style.coverage}, {between}"])
    if style.complete or style.coverage == "few entries":
        found.certain = _has_own_text(lines, title, style)
    for line, names in zip(lines, _of_lines(lines, title, style), strict=True):
        found.lines.append([*names, f"page {between}"])
        found.beginnings.append([f"begins {line.begins}"])
        found.ends.append([f"ends {line.ends}"])
    for above, below in pairwise(lines):
        found.joints.append([*_of_joint(above, below, style), f"joint, page {between}"])
    if last:
        found.ends[-1].append("ends with the page")
    return found


def _has_own_text(lines: Block, title: TextLine, style: PageStyle) -> bool:
    """Return whether a line is surely text: a sentence of this entry alone, or a long one.

    Where text stands below all titles, it need not be a sentence.
    """
    for line in lines:
        if line.kind:
            continue
        signs = [line.ends == "closed", len(line.text) > SHORT]
        own = all(signs) or _mask(line, title) not in style.repeated
        enough = signs[0] or style.coverage == "always"
        if own and (enough or (style.complete and signs[1])):
            return True
    return False


def _of_lines(lines: Block, title: TextLine, style: PageStyle) -> Iterator[list[str]]:
    """Yield the evidence of each line to belong to the abstract."""
    spoken = Counter(title.terms)
    for line in lines:
        spoken.update(line.terms)
    longest = max(len(line.text) for line in lines)
    for line in lines:
        size = len(line.text)
        found = list(line.evidence)
        if size <= WIDEST:
            shared = 0
            for term in line.terms:
                shared += spoken[term] > 1
            found.append(f"{min(shared, 3)} terms shared")
        if _mask(line, title) in style.repeated:
            found.append(f"repeated, long: {size > SHORT}")
        if 0 < style.width < size:
            found.append("wider than the page")
        if size < longest * _DWARFED:
            found.append(f"dwarfed, on {style.setting}")
        yield found


def _of_joint(above: TextLine, below: TextLine, style: PageStyle) -> list[str]:
    """Return the evidence that a line goes on in the one below."""
    fit = style.setting
    if style.width:
        fit = "loose"
        if is_full(above.text, below.text, style.width):
            fit = "full"
    found = [f"joint of {above.ends} and {below.begins}", f"joint, {fit}, {above.ends}"]
    ended = above.ends == "closed" and fit != "full"
    if ended and below.begins not in {"small", "sign"}:
        found.append(f"joint of paragraphs, {style.setting}")
    return found
