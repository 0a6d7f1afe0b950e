"""What one line of a page tells by itself: what it is made of, how it begins and ends."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papercat.importing.formats.listing.abstracts.words import COMMON
from papercat.importing.formats.listing.dates import DATE
from papercat.importing.formats.listing.known_site_lines import (
    SITE_WORDS,
    is_menu,
    is_notice,
    speaks_to_the_reader,
    words_of,
)
from papercat.importing.formats.listing.wrapping import WIDEST

_CLOSED = re.compile(
    r"(?<!\bet al)(?<!\b[Ff]ig)(?<!\bvs)(?<!\bcf)(?<!\b[A-Z])(?<!\b[a-z]\.[a-z])"
    r"[.!?…。．][)\]\"'”’*$}†‡]*$|://\S+$|\b[\w-]+\.[a-z]{2,4}/\S*$"
)
"""the end of a sentence, or an address, with which many an abstract ends"""
_UNFINISHED = re.compile(
    r"\b(?:a|an|and|are|is|its|of|or|than|that|the|their|these|this|we|where|which|while|whose)$"
)
"""what neither a sentence nor a button ends with"""
_OPEN = re.compile(r"[,;:([{–—-]$|\b(?:as|at|by|for|from|in|into|on|over|to|via|with|within)$")
"""what no sentence ends with, but buttons do, as in `Sign in` and `Sort by:`"""
_SECTION = re.compile(
    r"(?:background|introduction|context|motivation|objectives?|aims?|purpose"
    r"|(?:materials and )?methods?|design|approach|setting|(?:main )?results?|findings"
    r"|interpretation|discussion|conclusions?|significance)(?:[:.]|\Z)",
    re.IGNORECASE,
)
"""what the parts of a structured abstract begin with, on the line of their text or above it"""
_SMALL_WORD = re.compile(
    r"\b(?:the|of|and|a|an|to|in|is|are|we|that|for|with|by|this|on|as|it|be|our|which|from|can)\b"
)
_SIZES = (15, 30, 60, 100, WIDEST)
"""characters"""
_MOST_COUNTED = 3
"""strange words: more of them tell no more"""
_MOST_COMMON = 5
"""words that papers often have: more of them tell no more"""
_TELLING = 5
"""letters of a word by which one can tell what a text speaks of"""
_END = 300
"""characters in which the end of a line is looked for, of lines that may be as long as a book"""
_LONGEST_HEAD = 60
_DATE = re.compile(DATE)
_LONGEST_MIXED = 160
"""characters; in longer lines the share of a site's words says nothing"""


class Line(NamedTuple):
    """A line, and what it tells by itself."""

    text: str
    begins: str
    ends: str
    terms: frozenset[str]
    """the words by which one can tell what it speaks of, singular and plural as one"""
    evidence: tuple[str, ...]
    """names of `weights.py`"""


def read_line(text: str) -> Line:
    """Take a line apart that is not empty. Of one that nobody would wrap little is asked."""
    words = words_of(text) if len(text) <= WIDEST else []
    terms = frozenset(
        word.rstrip("s") for word in words if len(word) >= _TELLING and word not in SITE_WORDS
    )
    ends = _ending(text)
    evidence = tuple(_evidence(text, words, ends))
    return Line(text, _beginning(text), ends, terms, evidence)


def _beginning(text: str) -> str:
    if _SECTION.match(text):
        return "section"
    first = text[0]
    if first.islower():
        return "small" if text.split(" ", 1)[0].islower() else "mixed"
    if first in ")].,;:%":
        return "sign"
    if first in "([{$\\":
        return "bracket"
    return "capital" if first.isupper() else "other"


def _ending(text: str) -> str:
    if _SECTION.fullmatch(text):
        return "section"
    if _CLOSED.search(text, max(0, len(text) - _END)):
        return "closed"
    if _UNFINISHED.search(text):
        return "unfinished"
    return "open" if _OPEN.search(text) else "hanging"


def _evidence(text: str, words: Sequence[str], ends: str) -> Iterator[str]:
    if is_notice(text):
        yield "a notice"
    if speaks_to_the_reader(text):
        yield "speaks to the reader"
    size = next((size for size in _SIZES if len(text) <= size), None)
    if size is None:
        yield "longer than lines are wrapped"
        return
    yield f"up to {size} characters"
    if ends == "section":
        yield "a section's name"
    elif is_menu(text):
        yield "a menu"
    else:
        yield from _strangeness(text, words)
    common = min(sum(word in COMMON for word in words), _MOST_COMMON)
    yield f"{common} words of papers, {'closed' if ends == 'closed' else 'not closed'}"
    yield from _signs(text)


def _signs(text: str) -> Iterator[str]:
    """What is in it, whatever its words."""
    if text == text.upper():
        yield "no small letter"
    if not _SMALL_WORD.search(text):
        yield "no small word" if len(text) <= _SIZES[1] else "long, and no small word"
    if len(text) <= _LONGEST_HEAD and _DATE.search(text):
        yield "short, with a date"
    if "\\" in text or "$" in text:
        yield "a formula"
    if "://" in text:
        yield "an address"


def _strangeness(text: str, words: Sequence[str]) -> Iterator[str]:
    """How many of its words no site is made of."""
    strange = sum(word not in SITE_WORDS for word in words)
    yield f"{min(strange, _MOST_COUNTED)} strange words"
    if words and len(text) <= _LONGEST_MIXED:
        share = 1 - strange / len(words)
        yield f"{'most' if share >= 0.75 else 'half' if share >= 0.5 else 'few'} words a site's"
