"""Titles folded for comparison."""

import hashlib
import re

from papercat.text.names import fold_for_search

_ARTICLES = frozenset(("a", "an", "the"))
_EDITION = re.compile(
    r"[\s:,-]*[(\[]?\b(?:(?:extended|full|long|short|preliminary|revised|technical)"
    r" (?:version|abstract|paper|report)|v\d+)[)\]]?\s*$",
    re.IGNORECASE,
)
"""what the end of a title says of its edition, such as ` (Extended Version)`"""
_SIGNS = re.compile(r"[+±]|(?<=[\^_{(])[-−]")
"""mathematical signs, which folding drops: `k^+` and `k^-` are two things"""
_BRITISH = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=\w{3})our"), "or"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=\w{3})tre$"), "ter"),
    (re.compile(r"ogue$"), "og"),
)
_LONG_WORD = 6
"""letters from which a word may have a British and an American spelling"""


def title_words(title: str) -> list[str]:
    """Return the words of a title without case, accents and punctuation."""
    return fold_for_search(title).split()


def fold_title(title: str) -> str:
    """Fold a title to its letters and digits: equal means one spelling."""
    return "".join(title_words(title))


def loose_words(title: str) -> list[str]:
    """Return the words of a title in one spelling, without a first article and the edition.

    >>> loose_words("The Colours of Sheep & Goats (Extended Version)")
    ['colors', 'of', 'sheep', 'and', 'goats']
    """
    words = title_words(_EDITION.sub("", title).replace("&", " and ")) or title_words(title)
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return [_american(word) if len(word) >= _LONG_WORD else word for word in words]


def _american(word: str) -> str:
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    return word


def signs(title: str) -> str:
    """Return the mathematical signs of a title, in order."""
    return "".join(_SIGNS.findall(title)).replace("−", "-")


def text_hash(text: str) -> int:
    """Return a 63-bit number that equal texts share."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1
