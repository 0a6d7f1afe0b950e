"""Words in a sentence that have the shape of a system's name, and their long forms.

A shape is no evidence yet, except a strong one: no other English word looks like
DyST or MagicLens. `mentions` weighs what the sentence says about the rest.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from papercat.conferences.days_and_places import MONTH
from papercat.conferences.post_words import UPPER, either, post_words

_GENERAL, _ORGANISATION = post_words("general"), post_words("organisation")
_NOT_FIRST = post_words("leading") | _GENERAL | _ORGANISATION
_NO_STEM = post_words("place to look") | post_words("not a name") | _GENERAL | {"may"}

_WORD = rf"(?:[a-z]{{1,2}})?[{UPPER}][^\W_]*(?:[-&/+][^\W_]+)*\+*"
_TOKEN = rf"(?:{_WORD}|\d+(?:\.\d+)*[A-Za-z]?(?![\w,]))"
_SPAN = re.compile(rf"(?<![\w’'.-])(?!\d){_TOKEN}(?: {_TOKEN}| of {_WORD}){{0,4}}")
_IN_BRACKETS = re.compile(r" ?\(([^()]{2,120})\)")
_SHORT = re.compile(r"[^\W_][\w+-]{0,14}")
_MIXED = re.compile(rf"[a-z][{UPPER}]|[{UPPER}]{{2}}[a-z]{{2,5}}(?![a-z])|[{UPPER}]{{2,}}[a-z]$")
_STRONG = re.compile(rf"{_MIXED.pattern}|[A-Z].*\d")
_NO_NAME = re.compile(rf"\d|[{UPPER}]\w*-[a-z]\w*$")
_OTHER_SHAPE = re.compile(
    # LLMs · McKinsey · ICML 2024 · NeurIPS-22 · A
    rf"(?:.* )?[{UPPER}]{{2,}}s(?: .*)?|(?:.* )?(?:Mc|Mac|Fitz|O)[A-Z][a-z]+(?: .*)?"
    rf"|{MONTH} \d.*"
    r"|m(?:AP|IoU)\w{0,3}|.* (?:19|20)\d\d|[A-Za-z]{2,10}[-’']\d\d(?:\d\d)?|."
)
_OTHER_AFTER = re.compile(
    r" in (?:AI|ML|NLP|STEM|Tech|Machine|Data|Comput|Robotics|Scien|Resear)"
    r"|,? (?:who|whom)\b|, (?:(?:an?|the|our|[A-Z][\w’'-]*) ){0,5}(?:Vice |Senior |Lead |Chief )?"
    r"(?i:president|director|professor|head|officer|scientist|researcher|engineer|founder|ceo)\b"
    r"| (?:[Rr]esearch(?:ers)?|[Pp]apers|[Ll]abs?|[Gg]roup|scientists) "
    r"| ?\([A-Z]{2,}(?:-[A-Z]{2,})?\)| at [A-Z][\w-]*[A-Z][\w-]* (?:19|20)\d\d"
)
_EVENT = re.compile(
    r"\b(?:[Ww]orkshops?|[Cc]onference|[Cc]hallenges?|[Tt]utorials?|[Ss]hared [Tt]asks?)\b"
    r"[^()]{0,150}\($"
)
_STANDS_FOR = re.compile(r", (?:short )?for ([A-Z][^,.;()]{3,100})(?=[,.;(])")
_SMALL_WORDS = post_words("small")
_LONG_FORM_WORDS = range(2, 11)
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
    candidates = list(pairs)
    for span in _SPAN.finditer(sentence):
        for pair in pairs:
            if span.start() < pair.end and pair.start < span.end():
                break
        else:
            candidates += _trimmed(span, sentence)
    unwanted = _GENERAL.union(other)
    found = []
    for shape in candidates:
        if not _is_other(shape, unwanted) and not _is_somebody(shape, sentence):
            found.append(shape)
    return sorted(found, key=lambda shape: shape.start)


def is_strong(words: str) -> bool:
    """Tell whether no ordinary word looks like one of these: `DyST`, `POP-3D`."""
    return any(map(_STRONG.search, words.split()))


def _pairs(sentence: str) -> Iterator[Shape]:
    """Yield short names in brackets after their long forms."""
    for bracket in _IN_BRACKETS.finditer(sentence):
        short = bracket[1]
        if not _SHORT.fullmatch(short) or short.islower():
            continue
        before = sentence[: bracket.start()].rstrip()
        if long := long_form(before, short):
            strong = _MIXED.search(short) is not None
            yield Shape(short, len(before) - len(long), bracket.end(), strong, long)


def _trimmed(span: re.Match[str], sentence: str) -> Iterator[Shape]:
    """Yield the span without the common words around the name, if a name remains."""
    start = span.start()
    for token in re.finditer(r"\S+", span[0]):
        start = span.start() + token.start()
        if not _leads(token[0], start):
            break
    else:
        return
    end = span.end()
    name = sentence[start:end]
    first = name.partition(" ")[0]
    if is_strong(first) and _DESCRIBED_BY.match(sentence, end):
        # `nuScenes Prediction benchmark` names nuScenes.
        name = first
        end = start + len(first)
    strong = _MIXED.search(name) is not None or _is_numbered(name)
    bracket = _IN_BRACKETS.match(sentence, end) or _STANDS_FOR.match(sentence, end)
    if bracket and expands(name, bracket[1]):
        yield Shape(name, start, bracket.end(), strong, bracket[1])
    else:
        yield Shape(name, start, end, strong)


def _leads(token: str, start: int) -> bool:
    """Tell whether a word before a name is not part of it: `With`, `3`, `LLM-based`, `Google`."""
    if start == 0 and token.endswith(("ly", "ing")):
        return True
    return token.lower() in _NOT_FIRST or _NO_NAME.match(token) is not None


def _is_numbered(name: str) -> bool:
    """Tell `Agent 57` from a place to look, such as `Table 3`."""
    stem, _, number = name.rpartition(" ")
    if not stem or not number[0].isdigit():
        return False
    return _NO_STEM.isdisjoint(stem.lower().split())


def _is_other(shape: Shape, unwanted: Collection[str]) -> bool:
    """Tell general terms, organisations, and names that are known to be something else."""
    name = shape.name.lower()
    long = (shape.expansion or name).lower()
    if not {name, name.rstrip("s"), long, long.rstrip("s")}.isdisjoint(unwanted):
        return True
    words = set(name.split(" "))
    if words <= _GENERAL or not words.isdisjoint(_ORGANISATION):
        return True
    return _OTHER_SHAPE.fullmatch(shape.name) is not None


def _is_somebody(shape: Shape, sentence: str) -> bool:
    """Tell people, groups and events by the words around them."""
    if _OTHER_AFTER.match(sentence, shape.end):
        return True
    return _EVENT.search(sentence[: shape.start]) is not None


def long_form(before: str, short: str) -> str | None:
    """Return the fewest words at the end of `before` that `short` may shorten, or None."""
    words = list(re.finditer(r"(?<![^\W_])[^\W_]+", before))
    for count in _LONG_FORM_WORDS:
        if count > len(words):
            break
        candidate = before[words[-count].start() :].rstrip()
        if expands(short, candidate):
            return candidate
    return None


def expands(short: str, long: str) -> bool:
    """Tell whether `long` may be the long form of `short`.

    Every letter of the short form is in the long one, in order; both begin alike;
    and most of the long form's words begin with a letter of the short form.
    """
    letters = re.findall(r"[^\W_]", short.lower())
    words = re.findall(r"\w+", long.lower())
    if not letters or len(words) not in _LONG_FORM_WORDS or re.search(r"[.,;:!?()]", long):
        return False
    if words[0][0] != letters[0]:
        return False
    if not has_in_order("".join(words), letters):
        return False
    content = [word for word in words if word not in _SMALL_WORDS]
    fitting = sum(word[0] in letters for word in content)
    return 2 * fitting > len(content)


def has_in_order(text: str, letters: Iterable[str]) -> bool:
    """Tell whether a text has these letters one after another, with others between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
