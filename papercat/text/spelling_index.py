"""The words of the catalogue, stored so that a misspelt or differently typed one leads to them.

A slip of one letter, be it wrong, missing, too many or swapped with the next, leaves the
front half or the back half of the word as it was. So every word is stored under two keys,
its length with its front and its length with its back, and a misspelt word is looked up
under at most six. This is the pigeonhole principle of approximate matching (Navarro, "A
guided tour to approximate string matching", ACM Computing Surveys 33, 2001).

No counts are stored, so nothing has to be updated when papers change or go.
"""

import json
import re
import sqlite3
import string

from anyascii import anyascii

from papercat.text.folding import fold_words
from papercat.text.spelling_distance import Spelling, nearest_words

STORE_SPELLING = "INSERT OR IGNORE INTO spellings (key, word) VALUES (?, ?)"
STORE_VARIANT = "INSERT OR IGNORE INTO word_variants (typed, indexed) VALUES (?, ?)"
STORED = """
SELECT DISTINCT s.word FROM json_each(?) AS wanted JOIN spellings AS s ON s.key = wanted.value
"""

NEAR_ENOUGH = 200
"""the number of nearest words, or people, that are tried"""
SHORT = 3
"""words up to this length are not stored by their halves; every slip is tried"""

_SHORTEST, _LONGEST = 3, 40
"""words outside these lengths are not stored"""
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:[-‐‑–'’][^\W_]+){1,2}")
_POSSESSIVE = re.compile("['’]s$")


class Vocabulary:
    """The words of many texts, collected before they are stored."""

    def __init__(self) -> None:
        """Start empty."""
        self._printed = set[str]()

    def add(self, text: str) -> None:
        """Collect the words of a text."""
        self._printed.update(text.split())

    def store(self, db: sqlite3.Connection) -> None:
        """Store the words and the other ways to type them."""
        words = set[str]()
        variants = set[tuple[str, str]]()
        for printed in self._printed:
            for word in fold_words(printed):
                _collect_word(word, words, variants)
            for compound in _COMPOUND.findall(printed):
                _collect_compound(compound, words, variants)
        spellings = [(key, word) for word in words for key in spelling_keys(word)]
        db.executemany(STORE_SPELLING, sorted(spellings))
        db.executemany(STORE_VARIANT, sorted(variants))


def _collect_word(word: str, words: set[str], variants: set[tuple[str, str]]) -> None:
    if not word.isalpha():
        return
    words.add(word)
    if word.isascii() or len(word) == 1:
        return
    romanised = anyascii(word).lower()
    if romanised != word and romanised.isalpha():
        words.add(romanised)
        variants.add((romanised, word))


def _collect_compound(compound: str, words: set[str], variants: set[tuple[str, str]]) -> None:
    """Collect a word with hyphens or apostrophes as it is typed without."""
    if _POSSESSIVE.search(compound):
        return
    parts = fold_words(compound)
    joined = "".join(parts)
    variants.add((joined, " ".join(parts)))
    if joined.isalpha():
        words.add(joined)


def near_words(db: sqlite3.Connection, word: str) -> list[str]:
    """Find the words of the catalogue one slip away, two slips for long words."""
    if len(word) <= SHORT:
        return sorted(_slips(word))
    keys = json.dumps(sorted(lookup_keys(word)))
    stored = [Spelling(row[0], 1) for row in db.execute(STORED, (keys,))]
    return [spelling.text for spelling in nearest_words(word, stored, limit=NEAR_ENOUGH)]


def spelling_keys(word: str) -> tuple[str, ...]:
    """Give the two keys of a word; none if it is too short or too long."""
    return _keys(word, len(word))


def lookup_keys(typed: str) -> set[str]:
    """Give the keys under which every word one slip away is stored."""
    keys = set[str]()
    for length in range(len(typed) - 1, len(typed) + 2):
        keys.update(_keys(typed, length))
    return keys


def _keys(word: str, length: int) -> tuple[str, ...]:
    """Give the keys of a word of some length that begins or ends like this one.

    Front and back leave one letter over, so that two swapped letters never touch both.
    """
    if not _SHORTEST <= length <= _LONGEST:
        return ()
    front, back = length // 2, (length - 1) // 2
    return f"{length}<{word[:front]}", f"{length}>{word[len(word) - back :]}"


def _slips(word: str) -> set[str]:
    """List every string one slip away."""
    slips = set[str]()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in string.ascii_lowercase:
            slips.add(head + letter + tail)
            if tail:
                slips.add(head + letter + tail[1:])
        if tail and len(word) > 1:
            slips.add(head + tail[1:])
        if len(tail) > 1:
            slips.add(head + tail[1] + tail[0] + tail[2:])
    return slips - {word}
