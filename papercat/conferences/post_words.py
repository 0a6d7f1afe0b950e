"""Word lists about posts, read from `post_words.tsv`, and numbers in words."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

UPPER = "A-ZÀ-ÖØ-Þ"
"""capital letters, for use inside a character class"""

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
)
_ORDINAL_ONES = re.findall(
    r"\w+",
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_CARDINALS = {"hundred": 100, "a hundred": 100, "one hundred": 100, "dozen": 12, "a dozen": 12}
_ORDINALS: dict[str, int] = {}
for _number, _word in enumerate(_ONES[1:], 1):
    _CARDINALS[_word] = _number
    _ORDINALS[_ORDINAL_ONES[_number]] = _number
for _number, _ten in enumerate(_TENS, 2):
    _CARDINALS[_ten] = 10 * _number
    _ORDINALS[_ten[:-1] + "ieth"] = 10 * _number
    for _one in range(1, 10):
        _CARDINALS[f"{_ten} {_ONES[_one]}"] = 10 * _number + _one
        _ORDINALS[f"{_ten} {_ORDINAL_ONES[_one]}"] = 10 * _number + _one


def _pattern(words: dict[str, int]) -> str:
    """Return a pattern for any of the words, the longest first, with hyphens or spaces."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(longest_first).replace(" ", "[- ]")


CARDINAL = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{_pattern(_CARDINALS)})"
"""a pattern for a whole number; case is the caller's choice"""
ORDINAL = rf"(?:\d{{1,3}}\s?\^?(?:st|nd|rd|th)\^?|{_pattern(_ORDINALS)})"
"""a pattern for a place in a row; case is the caller's choice"""


def cardinal(printed: str) -> int | None:
    """Return the number that a match of `CARDINAL` prints, or None."""
    text = printed.lower().replace(",", "").replace("-", " ")
    if text.isdecimal():
        return int(text)
    return _CARDINALS.get(text)


def ordinal(printed: str) -> int | None:
    """Return the number that a match of `ORDINAL` prints, or None."""
    text = printed.lower().replace("-", " ")
    if digits := re.match(r"\d+", text):
        return int(digits[0])
    return _ORDINALS.get(text)


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Read the table. A kind with `phrase` behind it has one entry a line, of several words."""
    found: dict[str, set[str]] = {}
    table = Path(__file__).with_name("post_words.tsv").read_text("utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        kind, _, words = line.partition("\t")
        if kind.endswith(" phrase"):
            found.setdefault(kind.removesuffix(" phrase"), set()).add(words)
        else:
            found.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


def post_words(kind: str) -> frozenset[str]:
    """Return the words of a kind, in small letters."""
    return _lists()[kind]


def either(kind: str) -> str:
    """Return a pattern for any word of a kind, the longest first."""
    return "(?:" + "|".join(sorted(post_words(kind), key=lambda word: (-len(word), word))) + ")"


def has_in_order(text: str, letters: Iterable[str]) -> bool:
    """Tell whether a text has these letters one after another, with others between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
