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
    """the words of the abstract"""
    small: str = ""
    """the line in lower case"""
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
        """Return the features of the segments before and behind the one with the boundary."""
        if number in self._around:
            return self._around[number]
        parts, segments = self.parts, self.parts.segments
        count = len(segments) - number
        found = [f"na={count}{parts.tail.truncated:d}", f"nas={count}{min(len(segments), 5)}"]
        for step in range(parts.first_open, len(segments)):
            if step == number:
                continue
            segment = segments[step]
            words = self.small[segment.start : segment.end].split(" ")
            given, surname = words[0].rstrip("."), words[-1].rstrip(".")
            knows = f"{_bucket(self.page.given(given))}{_bucket(self.page.surname(surname))}"
            side = "A" if step > number else "T"
            found += [
                f"{side}s={_compress(parts.shape[segment.start : segment.end])[:24]}",
                f"{side}g={given}",
                f"{side}n={surname}",
                f"{side}e={surname[-3:]}",
                f"{side}w={min(len(words), 7)}",
                f"{side}c={min(len(segment.narrow), 2)}",
                f"{side}k={knows}",
            ]
        self._around[number] = found
        return found


class _Cut:
    """A boundary and the word that it cuts in two."""

    __slots__ = ("after", "at", "before", "end", "kind", "left", "number", "right", "start", "stop")

    def __init__(self, line: Context, number: int, at: int) -> None:
        body, shape = line.parts.body, line.parts.shape
        self.number, self.at = number, at
        self.end = line.parts.segments[number].end
        """of the segment"""
        self.start = body.rfind(" ", 0, at) + 1
        """of the word"""
        self.stop = body.find(" ", at, self.end)
        if self.stop < 0:
            self.stop = self.end
        self.left, self.right = line.small[self.start : at], line.small[at : self.stop]
        self.before, self.after = shape[max(0, at - 4) : at], shape[at : at + 4]
        """shapes of up to four characters"""
        self.kind = self.before[-1:] + self.after[:2]
        """the shape of one character before and two after the boundary"""


def features(line: Context, number: int, at: int) -> list[str]:
    """Return all features of the boundary at one place of one segment."""
    cut = _Cut(line, number, at)
    return [
        *_spelling(line, cut),
        *_title(line, cut),
        *_first_author(line, cut),
        *_cut_word(line, cut),
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
    title = shape[:start] or shape[:at]
    capitals = title.count("U")
    manner = "s"  # as a sentence
    if capitals > title.count("l"):
        manner = "C"  # in capitals
    elif 2 * capitals > title.count(" ") + 1:
        manner = "t"  # with a capital a word
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


def _open_brackets(title: str) -> str:
    """List the brackets, quotes and TeX that a title would leave open."""
    found = ""
    for opening, closing in ("()", "[]", "{}", "“”"):
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


def _cut_word(line: Context, cut: _Cut) -> list[str]:
    """Describe how title, page and abstract use the word that is cut and its halves."""
    page, left, kind = line.page, cut.left, cut.kind
    whole = (left + cut.right).rstrip(".")
    author = line.parts.body[cut.at : cut.stop]
    again = "-"
    if len(author) >= _SHORTEST_WORD:
        in_title = f" {author}" in f" {line.parts.body[: cut.start]}"
        again = f"{in_title:d}{author in line.abstract:d}"
    found = [
        f"rx={again}|{kind}",
        f"rn={again}|{line.small[cut.at : cut.end].rpartition(' ')[2]}",
        f"t={left + cut.right}",
        f"kt={_bucket(page.given(whole))}{_bucket(page.surname(whole))}",
        f"kl={_bucket(page.given(left))}{_bucket(page.surname(left))}",
    ]
    flat = line.flat
    if not flat:
        return [*found, "ab=none"]
    last, first = flatten(left).strip(), flatten(cut.right).strip()
    if not last or not first:
        return [*found, f"ab=odd{kind}"]
    opens = f" {last}" in flat
    ends = opens and f" {last} " in flat
    across = opens and f" {last}{first[:2]}" in flat
    entire = across and f" {last}{first}" in flat
    name = f" {first} " in flat
    return [
        *found,
        f"ab={ends:d}{opens:d}{across:d}{entire:d}",
        f"abk={ends:d}{opens:d}{across:d}{entire:d}|{kind}",
        f"abl={ends:d}{opens:d}{min(len(last), 5)}",
        f"abn={name:d}|{kind}",
    ]
