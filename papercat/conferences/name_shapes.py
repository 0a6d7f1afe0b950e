"""Stretches of a sentence that have the shape of a system's name.

A shape is no evidence yet, except a strong one: no other English word looks like
DyST or MagicLens. `mentions` weighs what the sentence says about the rest.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from papercat.conferences.expansions import expands, long_form
from papercat.conferences.post_words import either, post_words
from papercat.conferences.prose import UPPER

GENERAL, LEADING = post_words("general"), post_words("leading")
ORGANISATION, PLACES_TO_LOOK = post_words("organisation"), post_words("place to look")

_WORD = rf"(?:[a-z]{{1,2}})?[{UPPER}][^\W_]*(?:[-&/+][^\W_]+)*\+*"
_TOKEN = rf"(?:{_WORD}|\d+(?:\.\d+)*[A-Za-z]?(?![\w,]))"
_SPAN = re.compile(rf"(?<![\w’'.-])(?!\d){_TOKEN}(?: {_TOKEN}| of {_WORD}){{0,4}}")
_IN_BRACKETS = re.compile(r" ?\(([^()]{2,120})\)")
_STANDS_FOR = re.compile(r", (?:short )?for ([A-Z][^,.;()]{3,100})(?=[,.;(])")
_DESCRIBED_BY = re.compile(rf" {either('kind')}\b")
_FUNDER = re.compile(r" ?\([A-Z]{2,}(?:-[A-Z]{2,})?\)| at [A-Z][\w-]*[A-Z][\w-]* (?:19|20)\d\d")
_EVENT = re.compile(r"\b(?:[Ww]orkshops?|[Cc]onference|[Cc]hallenges?|[Tt]utorials?|[Ss]hared [Tt]asks?)\b[^()]{0,150}\($")
_SHORT = re.compile(r"[^\W_][\w+-]{0,14}")
_MIXED = re.compile(rf"[a-z][{UPPER}]|[{UPPER}]{{2}}[a-z]{{2,5}}(?![a-z])|[{UPPER}]{{2,}}[a-z]$")
_PLURAL_ACRONYM = re.compile(rf"[{UPPER}]{{2,}}s")
_SURNAME = re.compile(r"(?:Mc|Mac|Fitz|O)[A-Z][a-z]+")
_ADJECTIVE = re.compile(rf"[{UPPER}]\w*-[a-z]\w*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_INITIATIVE = re.compile(r" in (?:AI|ML|NLP|STEM|Tech|Machine|Data|Comput|Robotics|Scien|Resear)")
_PERSON = re.compile(
    r",? (?:who|whom)\b|, (?:(?:an?|the|our|[A-Z][\w’'-]*) ){0,5}(?:Vice |Senior |Lead |Chief )?"
    r"(?i:president|director|professor|head|officer|scientist|researcher|engineer|founder|ceo)\b"
)


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
    """Return the span without the words around the name that are none of it."""
    tokens = list(re.finditer(r"\S+", span[0]))
    while tokens and _leads(tokens[0][0], span.start() + tokens[0].start(), len(tokens)):
        tokens.pop(0)
    while tokens and tokens[-1][0] in {"AI", "LLM", "LLMs", "ML"}:
        tokens.pop()
    if not tokens or tokens[0][0][0].isdigit():
        return None
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
    described = _DESCRIBED_BY.match(sentence, end) is not None
    many = len(rest) > 1 and not any(word[0].isdigit() for word in rest)
    if is_strong(first) and all(word.isalpha() for word in rest) and (described or many):
        return first, start + len(first)
    return name, end


def _leads(token: str, start: int, left: int) -> bool:
    """Tell whether a word before a name is none of it: `With`, `AI`, `LLM-based`, `Google`."""
    small = token.lower()
    if small in LEADING or small in GENERAL or small in ORGANISATION or token.isdigit():
        return True
    if _ADJECTIVE.fullmatch(token):
        return True
    return start == 0 and not _MIXED.search(token) and small.endswith(("ly", "ing"))


def is_strong(words: str) -> bool:
    """Tell whether no ordinary word looks like one of these: `DyST`, `POP-3D`."""
    return any(_MIXED.search(word) or re.search(r"[A-Z].*\d", word) for word in words.split())


def _is_numbered(words: list[str], start: int, sentence: str) -> bool:
    """Tell `Agent 57` from a year, a date, a place to look, and the start of a sentence."""
    *stem, number = words
    if not stem or not number[0].isdigit() or _YEAR.fullmatch(number) or start == 0:
        return False
    around = set(re.findall(r"[a-z]+", sentence.lower()))
    if re.search(r"\d:\d\d", sentence) or around & {"room", "hall", "salon", "session"}:
        return False
    return not {word.lower() for word in stem} & (PLACES_TO_LOOK | GENERAL | {"may"})


def _long_words(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 2]


def _is_other(shape: Shape, sentence: str, other: Collection[str]) -> bool:
    """Tell organisations, people, events, places and general terms."""
    words = [word.lower() for word in shape.name.split(" ")]
    phrases = {shape.name.lower(), (shape.expansion or shape.name).lower()}
    after = sentence[shape.end :]
    return (
        bool(phrases & (GENERAL | set(other)))
        or all(word in GENERAL or word.isdigit() for word in words)
        or not ORGANISATION.isdisjoint(words)
        or any(map(_PLURAL_ACRONYM.fullmatch, shape.name.split(" ")))
        or any(map(_SURNAME.fullmatch, shape.name.split(" ")))
        or bool(_YEAR.fullmatch(words[-1]) and len(words) > 1)
        or shape.name.lower().rstrip("s") in GENERAL
        or bool(re.fullmatch(r"[A-Za-z]{2,10}[-’']\d\d(?:\d\d)?", shape.name))
        or (not shape.strong and shape.expansion is None and len(_long_words(words)) > 2)
        or bool(_INITIATIVE.match(after) or _PERSON.match(after))
        or len(shape.name) == 1
        or bool(_EVENT.search(sentence[: shape.start]) or _FUNDER.match(after))
    )
