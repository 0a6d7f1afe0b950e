"""Features of a boundary: short strings for which the model has weights.

Each feature is `tag=value`. They describe the spelling on both sides, the end of the title, the
first author, how the other authors are written, the names of the page and the words of the
abstract. Changing a feature means training the model again.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from papercat.importing.formats.listing.glued_line import LONGEST_NAME, GluedParts
from papercat.papers.model import KnownNames
from papercat.people.name_words import CONFIRMED

_NO_NAME = 9
"""stands for the count of a word that can't be a name"""
_SHORTEST_WORD = 3
_LONGEST_ABSTRACT = 20_000
"""characters that are looked at"""
_NOT_WORD = re.compile(r"[\W_]+")
_RUNS = re.compile(r"l+|U{2,}|d+|[am]+")
_RUN_LETTERS = {"l": "l", "U": "A", "d": "d", "a": "a", "m": "a"}


def flatten(text: str) -> str:
    """Return the lower-case words of a text with one space around each."""
    return f" {_NOT_WORD.sub(' ', text.lower()).strip()} "


@lru_cache(maxsize=8192)
def _compress(shape: str) -> str:
    """Write every run of a shape as one letter: `Ullll UU` becomes `Ul A`."""
    return _RUNS.sub(lambda run: _RUN_LETTERS[run[0][0]], shape)


def _bucket(count: int) -> int:
    """Sort a count into 0, 1, 2 to 3, 4 to 15, or more."""
    return bisect((0, 1, 3, 15), count - 1)


_FEW_NAMES, _MANY_NAMES = 20, 600
"""on a page, below and from which a missing name says little and much"""


@dataclass(slots=True)
class PageNames:
    """The names of one page and of the catalogue.

    A catalogue counts the given name and the surname of a confirmed person as `CONFIRMED`.
    """

    known: KnownNames | None = None
    givens: Counter[str] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    fulls: Counter[str] = field(default_factory=Counter)
    styles: Counter[str] = field(default_factory=Counter)
    main_style: str = "?"
    scope: str = "s"
    _asked: dict[str, tuple[int, int]] = field(default_factory=dict)

    def given(self, word: str) -> int:
        """Return how often a lower-case word is a given name."""
        return self.givens[word] + self._ask(word)[0]

    def surname(self, word: str) -> int:
        """Return how often a lower-case word is a surname."""
        return self.surnames[word] + self._ask(word)[1]

    def _ask(self, word: str) -> tuple[int, int]:
        """Ask the catalogue once for each word."""
        if self.known is None:
            return (0, 0)
        if word not in self._asked:
            folded = word.casefold()
            self._asked[word] = (self.known.given(folded), self.known.surname(folded))
        return self._asked[word]

    def confirmed(self, author: str) -> bool:
        """Return whether a person has confirmed a lower-case author."""
        words = author.split()
        if len(words) < 2:
            return False
        given, _ = self._ask(words[0].rstrip("."))
        _, surname = self._ask(words[-1].rstrip("."))
        return min(given, surname) >= CONFIRMED

    def add(self, name: str, style: str) -> None:
        """Count one name as printed."""
        words = name.lower().split()
        if not words:
            return
        self.styles[style] += 1
        self.fulls[" ".join(words)] += 1
        given, surname = words[0].rstrip("."), words[-1].rstrip(".")
        if len(given) > 1:
            self.givens[given] += 1
        if len(words) > 1:
            self.surnames[surname] += 1

    def summarise(self) -> None:
        """Derive the main manner of writing and the scope from the counts."""
        total = self.styles.total()
        for style, count in self.styles.most_common(1):
            if 2 * count > total:
                self.main_style = style
        self.scope = "sml"[bisect((_FEW_NAMES, _MANY_NAMES), total)]


_STYLES = (
    ("1", re.compile(r"[^ ]*\Z")),  # a single word
    ("x", re.compile(r"(?:[^ ]* ){5}")),  # too long
    ("s", re.compile(r"[^U]*\Z")),  # lower case
    ("x", re.compile(r"[^U]|.* \Z")),
    ("i", re.compile(r"U\.")),  # dotted initials
    ("b", re.compile(r"U [^l]*\Z")),  # bare initials
    ("C", re.compile(r"[^l]*\Z")),  # capitals
    ("b", re.compile(r"[^l ]* ")),
    ("m", re.compile(r"U(?:-U|[^U -]|-(?!U))*U")),  # inner capitals
)
"""manner of writing → the shape of names"""
_MAY_BE_NAME = re.compile(r"U[^ ]*(?: [^ ]*){1,4}")


@lru_cache(maxsize=8192)
def style_of(shape: str) -> str:
    """Return the manner in which a name of this shape is written, as one letter."""
    for style, pattern in _STYLES:
        if pattern.match(shape):
            return style
    return "p"  # as usual


def names_of_page(lines: Iterable[GluedParts], known: KnownNames | None = None) -> PageNames:
    """Collect the names that stand alone between commas."""
    page = PageNames(known)
    for parts in lines:
        count = len(parts.segments)
        complete = parts.tail.truncated and count > 2
        for segment in parts.segments[max(1, count - 2) :]:
            shape = parts.shape[segment.start : segment.end]
            alone = not segment.narrow and _MAY_BE_NAME.fullmatch(shape)
            if complete or alone:
                name = parts.body[segment.start : segment.end].strip()
                page.add(name, style_of(shape))
    page.summarise()
    return page


@dataclass(slots=True)
class Context:
    """One line with everything that its features are read from."""

    parts: GluedParts
    abstract: str
    page: PageNames
    flat: str = ""
    small: str = ""
    _around: dict[int, list[str]] = field(default_factory=dict)
    _styles: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare the parts that all candidates of the line share."""
        self.abstract = self.abstract[:_LONGEST_ABSTRACT]
        if self.abstract:
            self.flat = flatten(self.abstract)
        self.small = self.parts.body.lower()
        if len(self.small) != len(self.parts.body):
            self.small = self.parts.body

    def styles_after(self, number: int) -> str:
        """Return the manners in which the authors behind a segment are written."""
        if number not in self._styles:
            shape, later = self.parts.shape, self.parts.segments[number + 1 :]
            self._styles[number] = "".join([style_of(shape[s.start : s.end]) for s in later])
        return self._styles[number]

    def around(self, number: int) -> list[str]:
        """Return the features of the segments around one."""
        if number not in self._around:
            self._around[number] = _neighbours(self, number)
        return self._around[number]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A boundary and the word that it cuts in two, from `start` to `stop`.

    `end` is the segment's, `before` and `after` are shapes of up to four characters, and `kind`
    is the shape of one character before and two after the boundary.
    """

    number: int
    at: int
    start: int
    stop: int
    end: int
    left: str
    right: str
    before: str
    after: str
    kind: str


def _cut(line: Context, number: int, at: int) -> _Cut:
    parts, small = line.parts, line.small
    end = parts.segments[number].end
    start = parts.body.rfind(" ", 0, at) + 1
    stop = parts.body.find(" ", at, end)
    if stop < 0:
        stop = end
    before, after = parts.shape[max(0, at - 4) : at], parts.shape[at : at + 4]
    left, right = small[start:at], small[at:stop]
    kind = before[-1:] + after[:2]
    return _Cut(number, at, start, stop, end, left, right, before, after, kind)


def features(line: Context, number: int, at: int) -> list[str]:
    """Return all features of the boundary at one place of one segment."""
    cut = _cut(line, number, at)
    return [
        *_spelling(line, cut),
        *_title(line, cut),
        *_first_author(line, cut),
        *_word_known(line, cut),
        *_word_in_abstract(line, cut),
        *line.around(number),
    ]


def _spelling(line: Context, cut: _Cut) -> list[str]:
    body, small, at = line.parts.body, line.small, cut.at
    before, after = cut.before, cut.after
    return [
        f"k={cut.kind}",
        f"s22={before[-2:]}|{after[:2]}",
        f"s44={before}|{after}",
        f"s31={before[-3:]}|{after[:1]}",
        f"l2={body[max(0, at - 2) : at]}|{after[:2]}",
        f"l3={body[max(0, at - 3) : at]}|{after[:1]}",
        f"l4={small[max(0, at - 4) : at]}",
        f"l6={small[max(0, at - 6) : at]}",
        f"r1={body[at]}{before[-1:]}",
        f"r2={body[at : at + 2]}|{before[-1:]}",
        f"r3={small[at : at + 3]}",
        f"r4={small[at : at + 4]}|{before[-1:]}",
        f"r5={small[at : at + 5]}",
        f"j11={body[at - 1 : at + 1]}",
        f"j22={small[max(0, at - 2) : at + 2]}",
        f"j12={small[at - 1 : at + 2]}{before[-1:]}",
        f"j21={small[max(0, at - 2) : at + 1]}{after[:1]}",
    ]


def _title(line: Context, cut: _Cut) -> list[str]:
    """Describe the end of the title."""
    body, shape, kind = line.parts.body, line.parts.shape, cut.kind
    start, at = cut.start, cut.at
    word = cut.left.strip(".,:;!?()[]{}\"'“”$")
    before_start = body.rfind(" ", 0, max(start - 1, 0)) + 1
    before = line.small[before_start : max(start - 1, 0)]
    last = _compress(shape[start : min(at, start + LONGEST_NAME)])
    manner = _title_manner(shape[:start] or shape[:at])
    return [
        f"w={word}",
        f"ws={last[:12]}|{kind[1:]}",
        f"wl={min(len(cut.left), 9)}{kind}",
        f"p={before}",
        f"pw={before}|{word}",
        f"ps={_compress(shape[before_start:start])[:8]}|{last[:8]}",
        f"tm={manner}|{last[:6]}",
        f"tmk={manner}|{kind}",
        f"tl={min(body.count(' ', 0, at), 12)}",
        f"br={_open_brackets(body[:at])}",
    ]


def _title_manner(shape: str) -> str:
    """Return how a title is written: C capitals, t a capital a word, s as a sentence."""
    capitals = shape.count("U")
    if capitals > shape.count("l"):
        return "C"
    return "t" if 2 * capitals > shape.count(" ") + 1 else "s"


def _open_brackets(title: str) -> str:
    """List the brackets, quotes and TeX that a title would leave open."""
    found = ""
    for opening, closing in zip("([{“", ")]}”", strict=True):
        surplus = title.count(opening) - title.count(closing)
        if surplus > 0:
            found += opening
        elif surplus < 0:
            found += closing
    for sign in '$"':
        if title.count(sign) % 2:
            found += sign
    return found


def _first_author(line: Context, cut: _Cut) -> list[str]:
    page, kind = line.page, cut.kind
    words = line.small[cut.at : cut.end].split(" ")
    shape = line.parts.shape[cut.at : cut.end]
    style = style_of(shape)
    given, surname = words[0].rstrip("."), words[-1].rstrip(".")
    second = words[1] if len(words) > 2 else ""
    knows = _bucket(page.given(given)) if len(given) > 1 else _NO_NAME
    knows_last = _bucket(page.surname(surname)) if len(words) > 1 else _NO_NAME
    others = line.styles_after(cut.number)
    squeezed = _compress(shape)
    return [
        f"g={given}",
        f"gs={squeezed.split(' ')[0][:10]}|{kind[0]}",
        f"sn={surname}",
        f"sn3={surname[-3:]}",
        f"n2={second}",
        f"ns={squeezed[:24]}",
        f"nw={min(len(words), 7)}",
        f"nl={min(len(shape) // 3, 12)}",
        f"gl={min(len(given), 9)}|{kind[1:]}",
        f"st={style}{page.main_style}",
        f"sto={style}{others}",
        f"stk={others}{page.main_style}|{kind}",
        f"kg={knows}{page.scope}",
        f"kgk={knows}|{kind}",
        f"kb={knows}{knows_last}{page.scope}",
        f"ks={knows_last}{page.scope}",
        f"kf={_bucket(page.fulls[' '.join(words)])}",
    ]


def _word_known(line: Context, cut: _Cut) -> list[str]:
    """Describe how title and page use the word that is cut and its halves."""
    whole = (cut.left + cut.right).rstrip(".")
    again = _repeats_author(line, cut)
    return [
        f"rx={again}|{cut.kind}",
        f"rn={again}|{line.small[cut.at : cut.end].rpartition(' ')[2]}",
        f"t={cut.left + cut.right}",
        f"kt={_name_counts(line.page, whole)}",
        f"kl={_name_counts(line.page, cut.left)}",
    ]


def _name_counts(page: PageNames, word: str) -> str:
    return f"{_bucket(page.given(word))}{_bucket(page.surname(word))}"


def _repeats_author(line: Context, cut: _Cut) -> str:
    """Describe whether title and abstract hold the first word of the author."""
    word = line.parts.body[cut.at : cut.stop]
    if len(word) < _SHORTEST_WORD:
        return "-"
    title = f" {word}" in f" {line.parts.body[: cut.start]}"
    return f"{title:d}{word in line.abstract:d}"


def _word_in_abstract(line: Context, cut: _Cut) -> list[str]:
    """Describe how the abstract uses the halves of the word that is cut."""
    flat, kind = line.flat, cut.kind
    if not flat:
        return ["ab=none"]
    last, first = flatten(cut.left).strip(), flatten(cut.right).strip()
    if not last or not first:
        return [f"ab=odd{kind}"]
    opens = f" {last}" in flat
    ends = opens and f" {last} " in flat
    across = opens and f" {last}{first[:2]}" in flat
    entire = across and f" {last}{first}" in flat
    name = f" {first} " in flat
    return [
        f"ab={ends:d}{opens:d}{across:d}{entire:d}",
        f"abk={ends:d}{opens:d}{across:d}{entire:d}|{kind}",
        f"abl={ends:d}{opens:d}{min(len(last), 5)}",
        f"abn={name:d}|{kind}",
    ]


def _neighbours(line: Context, number: int) -> list[str]:
    """Describe the segments before and behind the one with the boundary."""
    parts, page = line.parts, line.page
    segments = parts.segments
    count = len(segments) - number
    found = [f"na={count}{parts.tail.truncated:d}", f"nas={count}{min(len(segments), 5)}"]
    for step in range(parts.first_open, len(segments)):
        if step == number:
            continue
        segment = segments[step]
        shape = parts.shape[segment.start : segment.end]
        words = line.small[segment.start : segment.end].split(" ")
        side = "A" if step > number else "T"
        given, surname = words[0].rstrip("."), words[-1].rstrip(".")
        found += [
            f"{side}s={_compress(shape)[:24]}",
            f"{side}g={given}",
            f"{side}n={surname}",
            f"{side}e={surname[-3:]}",
            f"{side}w={min(len(words), 7)}",
            f"{side}c={min(len(segment.narrow), 2)}",
            f"{side}k={_bucket(page.given(given))}{_bucket(page.surname(surname))}",
        ]
    return found
