"""Stretches of a sentence that have the shape of a system's name.

A shape is no evidence yet, except a strong one: no other English word looks like
DyST or MagicLens. `mentions` weighs what the sentence says about the rest.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from papercat.conferences.expansions import expands, long_form
from papercat.conferences.post_words import either, post_words
from papercat.conferences.post_words import UPPER

_GENERAL, _ORGANISATION = post_words("general"), post_words("organisation")
_NOT_FIRST = post_words("leading") | _GENERAL | _ORGANISATION
_BEFORE_NUMBERS = post_words("place to look") | post_words("not a name") | _GENERAL | {"may"}

_WORD = rf"(?:[a-z]{{1,2}})?[{UPPER}][^\W_]*(?:[-&/+][^\W_]+)*\+*"
_TOKEN = rf"(?:{_WORD}|\d+(?:\.\d+)*[A-Za-z]?(?![\w,]))"
_SPAN = re.compile(rf"(?<![\w’'.-])(?!\d){_TOKEN}(?: {_TOKEN}| of {_WORD}){{0,4}}")
_IN_BRACKETS = re.compile(r" ?\(([^()]{2,120})\)")
_SHORT = re.compile(r"[^\W_][\w+-]{0,14}")
_MIXED = re.compile(rf"[a-z][{UPPER}]|[{UPPER}]{{2}}[a-z]{{2,5}}(?![a-z])|[{UPPER}]{{2,}}[a-z]$")
_STRONG = re.compile(rf"{_MIXED.pattern}|[A-Z].*\d")
_ADJECTIVE = re.compile(rf"[{UPPER}]\w*-[a-z]\w*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCHEDULE = re.compile(r"\d:\d\d|\b(?:[Rr]oom|[Hh]all|[Ss]alon|[Ss]ession)\b")
_THREE_WORDS = re.compile(r"(?:(?:of )?\w{3,}[\w-]* ){2}(?:of )?\w{3}")
_OTHER_SHAPE = re.compile(
    # LLMs · McKinsey · ICML 2024 · NeurIPS-22 · A
    rf"(?:.* )?[{UPPER}]{{2,}}s(?: .*)?|(?:.* )?(?:Mc|Mac|Fitz|O)[A-Z][a-z]+(?: .*)?"
    r"|m(?:AP|IoU)\w{0,3}|.* (?:19|20)\d\d|[A-Za-z]{2,10}[-’']\d\d(?:\d\d)?|."
)
_OTHER_AFTER = re.compile(
    r" in (?:AI|ML|NLP|STEM|Tech|Machine|Data|Comput|Robotics|Scien|Resear)"
    r"|,? (?:who|whom)\b|, (?:(?:an?|the|our|[A-Z][\w’'-]*) ){0,5}(?:Vice |Senior |Lead |Chief )?"
    r"(?i:president|director|professor|head|officer|scientist|researcher|engineer|founder|ceo)\b"
    r"| ?\([A-Z]{2,}(?:-[A-Z]{2,})?\)| at [A-Z][\w-]*[A-Z][\w-]* (?:19|20)\d\d"
)
_EVENT = re.compile(
    r"\b(?:[Ww]orkshops?|[Cc]onference|[Cc]hallenges?|[Tt]utorials?|[Ss]hared [Tt]asks?)\b"
    r"[^()]{0,150}\($"
)
_STANDS_FOR = re.compile(r", (?:short )?for ([A-Z][^,.;()]{3,100})(?=[,.;(])")
_DESCRIBED_BY = re.compile(rf" {either('kind')}\b")


@dataclass(frozen=True, slots=True)
class Shape:
    """A name's shape, and where it stands in its sentence."""

    name: str
    start: int
    end: int
    """offset after the name and its long form in brackets"""
    strong: bool
    """no ordinary word looks like it"""
    expansion: str | None = None


def shapes(sentence: str, other: Collection[str] = ()) -> list[Shape]:
    """Return what may be a name, in the order of the sentence.

    `other` are names in small letters that are known to be something else, such as
    the conference and its city.
    """
    pairs = list(_pairs(sentence))
    found = [shape for shape in pairs if not _is_other(shape, sentence, other)]
    for span in _SPAN.finditer(sentence):
        taken = any(span.start() < pair.end and pair.start < span.end() for pair in pairs)
        shape = None if taken else _trimmed(span, sentence)
        if shape and not _is_other(shape, sentence, other):
            found.append(shape)
    return sorted(found, key=lambda shape: shape.start)


def _pairs(sentence: str) -> Iterator[Shape]:
    """Yield short names in brackets after their long forms."""
    for bracket in _IN_BRACKETS.finditer(sentence):
        short = bracket[1]
        before = sentence[: bracket.start()]
        if not _SHORT.fullmatch(short) or short.islower():
            continue
        if long := long_form(before, short):
            start = len(before.rstrip()) - len(long)
            yield Shape(short, start, bracket.end(), bool(_MIXED.search(short)), long)


def _trimmed(span: re.Match[str], sentence: str) -> Shape | None:
    """Return the span without the common words around the name."""
    tokens = list(re.finditer(r"\S+", span[0]))
    while tokens and _leads(tokens[0][0], span.start() + tokens[0].start()):
        tokens.pop(0)
    while tokens and tokens[-1][0] in {"AI", "LLM", "LLMs", "ML"}:
        tokens.pop()
    if not tokens or tokens[0][0][0].isdigit():
        return None
    if _begins_with_ordinary_word([token[0] for token in tokens], span.start() + tokens[0].start()):
        tokens.pop(0)
    start, end = span.start() + tokens[0].start(), span.start() + tokens[-1].end()
    name = sentence[start:end]
    words = name.split(" ")
    strong = any(_MIXED.search(word) for word in words) or _is_numbered(words, start, sentence)
    if strong and len(words) > 1:
        name, end = _without_common_words(name, start, sentence)
    bracket = _IN_BRACKETS.match(sentence, end) or _STANDS_FOR.match(sentence, end)
    if bracket and expands(name, bracket[1]):
        return Shape(name, start, bracket.end(), strong, bracket[1])
    return Shape(name, start, end, strong)


def _without_common_words(name: str, start: int, sentence: str) -> tuple[str, int]:
    """Cut `nuScenes Prediction` before `benchmark`, and `ChatGPT Outperform NMT`, short."""
    end = start + len(name)
    first, *rest = name.split(" ")
    if not is_strong(first) or not "".join(rest).isalpha():
        return name, end
    if len(rest) > 1 or _DESCRIBED_BY.match(sentence, end):
        return first, start + len(first)
    return name, end


def _begins_with_ordinary_word(words: list[str], start: int) -> bool:
    """Tell whether a sentence begins with an ordinary word before a name: `Traditional DyST`."""
    return start == 0 and len(words) == 2 and is_strong(words[1]) and not is_strong(words[0])


def _leads(token: str, start: int) -> bool:
    """Tell whether a word before a name is not part of it: `With`, `AI`, `LLM-based`, `Google`."""
    if token.lower() in _NOT_FIRST or token.isdigit() or _ADJECTIVE.fullmatch(token):
        return True
    return start == 0 and token.endswith(("ly", "ing")) and not is_strong(token)


def is_strong(words: str) -> bool:
    """Tell whether no ordinary word looks like one of these: `DyST`, `POP-3D`."""
    return any(map(_STRONG.search, words.split()))


def _is_numbered(words: list[str], start: int, sentence: str) -> bool:
    """Tell `Agent 57` from a year, a date, a place to look, and the start of a sentence."""
    *stem, number = words
    if not stem or not number[0].isdigit() or _YEAR.fullmatch(number) or start == 0:
        return False
    if _SCHEDULE.search(sentence):
        return False
    return _BEFORE_NUMBERS.isdisjoint(word.lower() for word in stem)


def _weak_name(shape: Shape) -> str:
    """Return the name if neither its shape nor a long form speaks for it."""
    return "" if shape.strong or shape.expansion else shape.name


def _is_other(shape: Shape, sentence: str, other: Collection[str]) -> bool:
    """Tell organisations, people, events, places and general terms."""
    words = shape.name.lower().split(" ")
    phrases = {shape.name.lower(), (shape.expansion or shape.name).lower()}
    phrases.update([phrase.rstrip("s") for phrase in phrases])
    if not (phrases.isdisjoint(_GENERAL) and phrases.isdisjoint(other)):
        return True
    if all(word in _GENERAL or word.isdigit() for word in words):
        return True
    if _THREE_WORDS.match(_weak_name(shape)):
        return True
    if not _ORGANISATION.isdisjoint(words) or _OTHER_SHAPE.fullmatch(shape.name):
        return True
    if _OTHER_AFTER.match(sentence, shape.end):
        return True
    return _EVENT.search(sentence[: shape.start]) is not None
