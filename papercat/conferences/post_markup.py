"""Markdown and HTML as plain lines that remember links, headings and emphasis.

Every step is linear in the size of the document: a pattern looks at most a few
hundred characters ahead, and a tag that never closes is looked for once.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from papercat.conferences.post_words import UPPER, post_words

BOLD, ITALIC, LINK, ADDRESS_END, LINK_END = "\x01", "\x02", "\x03", "\x04", "\x05"
BREAK, JOIN = "\x0b", "\x0c"
"""a line break that the document does not have, and one that it has but does not mean"""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

_HIDDEN = re.compile(
    r"<!--|<(style|script|svg|head|nav|footer|aside|form|template|noscript|figure|figcaption|sup"
    r"|div class=[\"'][\w -]*caption)(?=[\s>/\"'])",
    re.IGNORECASE,
)
SHORTCODE = re.compile(r"\{\{[<%][^{}]{0,500}\}\}")
_TEMPLATE = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}|\{[:.#][^{}]{0,300}\}")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])([^<>]{0,2000})>")
_DECLARATION = re.compile(r"<![a-zA-Z][^<>]{0,500}>")
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]{1,1000})", re.IGNORECASE)
_MARKS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC}
_CLOSING_SIGNS = dict.fromkeys(post_words("block"), BREAK) | _MARKS | {"a": LINK_END}
_OPENING_SIGNS = dict.fromkeys(post_words("block"), BREAK) | _MARKS
_OPENING_SIGNS |= {"td": " | ", "th": " | ", "li": BREAK + "- "}
for _level in range(1, 7):
    _OPENING_SIGNS[f"h{_level}"] = BREAK + "#" * _level + " "
_EMPTY_ITEM = re.compile(f"({BREAK}- [ {JOIN}]*){BREAK}(?!#)")
"""an item with a paragraph in it, as `<li><p>`"""
_PAGE_FACTS = {"article:published_time": "date", "og:url": "url", "description": "description"}
_WHOLE_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b)", re.IGNORECASE)

_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\]\([^()\s]{0,1000}(?:\s[^()]{0,200})?\)")
_MD_LINK = re.compile(
    r"(?<!\\)\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400})\]"
    r"\(\s*<?([^()\s<>]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)>?(?:\s[^()]{0,200})?\)"
)
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*+•·‣◦]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")
_INLINE = re.compile(rf"\\([^\w\s])|{LINK}([^{ADDRESS_END}]*){ADDRESS_END}|\*{{1,3}}|_{{1,3}}|`+"
                     rf"|[{BOLD}{ITALIC}{LINK_END}]")  # fmt: skip

_OPENS = re.compile(
    # a star may open emphasis in the middle of a word: `Soup*Ana Roe*`
    rf"(?<![^\W_])(?:\*{{1,3}}+|_{{1,3}}+)(?!$|[\s,.;:)])|\*(?=[{UPPER}].*\*)"
)
_CLOSES = re.compile(r"(?<!\s)(?:\*|(?<![^\W_])_|_{1,3}+(?![^\W_]))")

Kind = Literal["link", "bold", "italic"]
_KINDS: dict[str, Kind] = {LINK_END: "link", BOLD: "bold", ITALIC: "italic"}


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a line."""

    kind: Kind
    start: int
    end: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document without its markup."""

    number: int
    """from 1"""
    text: str
    level: int = 0
    """of a heading, from 1"""
    item: bool = False
    """True for an item of a list"""
    spans: tuple[Span, ...] = ()


def read_lines(text: str, first: int = 1) -> Iterator[Line]:
    """Yield the lines of a document whose first line has the number `first`."""
    text = _CONTROL.sub("", text)
    whole_page = bool(_WHOLE_PAGE.match(text))
    text = _without_hidden(text)
    text = _TEMPLATE.sub(_keep_newlines, text)
    text = _TAG.sub(_tag, _DECLARATION.sub(_keep_newlines, text))
    if whole_page:
        text = text.replace("\n", JOIN)
    text = html.unescape(text)
    text = _EMPTY_ITEM.sub(r"\1", text)
    number = first
    for piece in re.split(f"(?=[\n{BREAK}])", text):
        number += piece.startswith("\n")
        yield _line(number, piece.lstrip("\n" + BREAK).replace(JOIN, " "))
        number += piece.count(JOIN)


def folded(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text)).casefold()


def page_facts(text: str) -> dict[str, str]:
    """Return title, date, address and description from the head of a saved HTML page."""
    found: dict[str, str] = {}
    head = text[: 1 << 17]
    if title := re.search(r"<title[^<>]{0,200}>([^<>]{1,500})</title", head, re.IGNORECASE):
        found["title"] = _unescaped(title[1])
    for meta in re.finditer(r"<meta\s([^<>]{1,2000})>", head, re.IGNORECASE):
        name = re.search(r"(?:name|property)\s*=\s*[\"']([^\"']{1,100})", meta[1])
        content = re.search(r"content\s*=\s*\"([^\"]{1,2000})", meta[1])
        if name and content and name[1] in _PAGE_FACTS:
            found.setdefault(_PAGE_FACTS[name[1]], _unescaped(content[1]))
    return found


def _unescaped(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _without_hidden(text: str) -> str:
    """Drop comments, style blocks, figures and the like."""
    kept: list[str] = []
    at = 0
    never_closed: set[str] = set()
    for match in _HIDDEN.finditer(text):
        closing = "-->"
        if match[1]:
            name = match[1].lower().partition(" ")[0]
            closing = f"</{name}>"
        if match.start() < at or closing in never_closed:
            continue
        end = re.compile(closing, re.IGNORECASE).search(text, match.end())
        if end is None:
            never_closed.add(closing)
            continue
        kept.append(text[at : match.start()])
        kept.append(JOIN * text.count("\n", match.start(), end.end()))
        at = end.end()
    kept.append(text[at:])
    return "".join(kept)


def _keep_newlines(match: re.Match[str]) -> str:
    return JOIN * match[0].count("\n")


def _tag(match: re.Match[str]) -> str:
    """Return the sign of ours that stands for an HTML tag."""
    name = match[2].lower()
    newlines = _keep_newlines(match)
    if match[1]:
        return newlines + _CLOSING_SIGNS.get(name, "")
    if name == "a":
        address = _HREF.search(match[3])
        return newlines + LINK + html.unescape(address[1] if address else "") + ADDRESS_END
    return newlines + _OPENING_SIGNS.get(name, "")


def _line(number: int, raw: str) -> Line:
    """Read one line: first the marks at its beginning, then those inside."""
    raw = raw.strip().removesuffix("\\").lstrip("> ")
    level = 0
    is_item = False
    if heading := _HEADING.match(raw):
        level = len(heading[1])
        raw = raw[heading.end() :].rstrip("#").rstrip()
    elif item := _ITEM.match(raw):
        is_item = True
        raw = raw[item.end() :]
    raw = _IMAGE.sub("", raw)
    raw = _MD_LINK.sub(rf"{LINK}\2{ADDRESS_END}\1{LINK_END}", raw)
    text, spans = _inline(raw)
    return Line(number, text, level, is_item, spans)


class _Text:
    """Plain text as it is put together, with its marked stretches."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.ends_in_space = True
        self.spans: list[Span] = []
        self.open: dict[str, tuple[int, str]] = {}

    def add(self, piece: str) -> None:
        """Add text with every run of white space as one space, of hard spaces as a dot."""
        if len(piece) > 1 or piece.isspace():
            piece = re.sub(r"\s+", " ", re.sub(r"\s*\xa0\s*\xa0[\xa0\s]*", " · ", piece))
        if self.ends_in_space:
            piece = piece.removeprefix(" ")
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)
            self.ends_in_space = piece.endswith(" ")

    def toggle(self, kind: Kind, address: str | None = None) -> None:
        """Open a stretch, or close the one that is open."""
        if kind not in self.open or address is not None:
            self.open[kind] = self.length, address or ""
            return
        start, opened = self.open.pop(kind)
        end = self.length - self.ends_in_space
        if start < end:
            self.spans.append(Span(kind, start, end, opened))


def _inline(raw: str) -> tuple[str, tuple[Span, ...]]:
    """Return a line's text and its marked stretches."""
    built = _Text()
    at = 0
    for match in _INLINE.finditer(raw):
        built.add(raw[at : match.start()])
        at = match.end()
        _mark(built, match)
    built.add(raw[at:])
    text = "".join(built.pieces).rstrip()
    return text, tuple(sorted(built.spans, key=lambda span: span.start))


def _mark(built: _Text, match: re.Match[str]) -> None:
    """Take in one sign of markup, or the character that it is where it marks nothing."""
    sign = match[0]
    if match[1]:
        built.add(match[1])
    elif match[2] is not None:
        built.toggle("link", match[2].strip())
    elif sign in _KINDS:
        if sign != LINK_END or "link" in built.open:
            built.toggle(_KINDS[sign])
    elif sign[0] != "`":
        _emphasis(built, match)


def _emphasis(built: _Text, match: re.Match[str]) -> None:
    """Take in stars or underscores, which open or close emphasis or are just that."""
    kind: Kind = "italic"
    if len(match[0]) > 1:
        kind = "bold"
    closes = kind in built.open and _CLOSES.match(match.string, match.start())
    if closes or _OPENS.match(match.string, match.start()):
        built.toggle(kind)
    else:
        built.add(match[0])
