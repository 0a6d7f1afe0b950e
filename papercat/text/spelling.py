"""Spellings: the stored words of the catalogue, and the nearest ones to a misspelt word or name.

A slip of one letter, be it wrong, missing, too many or swapped with the next, leaves the
front half or the back half of the word as it was. So every word is stored under two keys,
its length with its front and its length with its back, and a misspelt word is looked up
under at most six. This is the pigeonhole principle of approximate matching (Navarro, "A
guided tour to approximate string matching", ACM Computing Surveys 33, 2001).

No counts are stored, so nothing has to be updated when papers change or go. Words and names
come here folded as the index has them: lower case, no accents.
"""

import json
import re
import sqlite3
import string
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from anyascii import anyascii
from rapidfuzz.distance import OSA

from papercat.text.folding import fold_words

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
_LONG = 8
"""from this length on, two slips are still taken for the same word"""
_LIKELY_SLIP = 4
"""how much likelier than others a slip is that leaves a letter out or swaps two.
It leads to few words, while one of 25 wrong letters leads to this one by chance."""
_SAME_FIRST_LETTER = 2
"""how much likelier a slip is after the first letter than at it"""
_MANY_WORDS = 8
"""of longer names the first words decide"""
_INITIAL = 0.5
"""how far `j` is from `jordan`, in letters"""
_FAR = 3
"""how far words are that have nothing to do with each other"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word or name of the catalogue that may be the one that was meant."""

    text: str
    papers: int
    """how many papers have it"""
    together: int = 0
    """how many of them have the other words of the query too"""


def nearest_words(typed: str, known: Iterable[Spelling], *, limit: int = 3) -> list[Spelling]:
    """Rank the candidates for a misspelt word, best first.

    Words that find something together with the rest of the query come first, then
    the nearest, then the likeliest. The typed word itself is left out.
    """
    furthest = _furthest(typed)
    ranked = []
    for spelling in known:
        distance = OSA.distance(typed, spelling.text, score_cutoff=furthest)
        if 0 < distance <= furthest:
            likelihood = (spelling.together or spelling.papers) * _ease(typed, spelling.text)
            ranked.append((spelling.together == 0, distance, -likelihood, spelling.text, spelling))
    return _best(ranked, limit)


def _best(ranked: list[tuple[Any, ...]], limit: int) -> list[Spelling]:
    """Sort rows that end with their spelling, and return the spellings of the first."""
    ranked.sort(key=lambda row: row[:-1])
    return [row[-1] for row in ranked[:limit]]


def nearest_names(typed: str, known: Iterable[Spelling], *, limit: int = 3) -> list[Spelling]:
    """Rank the candidates for a misspelt name, best first.

    The words of a name may be typed in any order, but their own comes first. An initial
    fits any name with this letter. A name with more words than were typed comes later.
    """
    words = typed.split()[:_MANY_WORDS]
    ranked = []
    for spelling in known:
        name = spelling.text.split()[:_MANY_WORDS]
        pairs = _paired(words, name)
        distance = sum(_apart(word, part) for word, part in pairs)
        if distance == 0:
            continue
        distance += _overlooked(pairs, name)
        slips = prod(_ease(word, part) for word, part in pairs if word != part)
        extra = abs(len(name) - len(words))
        turned = _turned(pairs, words, name)
        likelihood = spelling.papers * slips
        ranked.append((distance, extra, turned, -likelihood, spelling.text, spelling))
    return _best(ranked, limit)


def _paired(words: list[str], name: list[str]) -> list[tuple[str, str]]:
    """Pair each word with the part of the name it is for, the most alike first."""
    pairs = []
    words, parts = list(words), [*name, *[""] * len(words)]
    while words:
        word, part = min(product(words, parts), key=lambda pair: _apart(*pair))
        words.remove(word)
        parts.remove(part)
        pairs.append((word, part))
    return pairs


def _overlooked(pairs: list[tuple[str, str]], name: list[str]) -> int:
    """Count whole words taken for an initial although the name has whole words left over.

    Whoever types `a jansed` means no `a p j jansen`, with the surname left out.
    """
    initials = sum(len(word) > 1 == len(part) for word, part in pairs)
    used = [part for _, part in pairs]
    return min(initials, sum(len(part) > 1 and part not in used for part in name))


def _turned(pairs: list[tuple[str, str]], words: list[str], name: list[str]) -> bool:
    """Tell whether the words were typed in another order than the name's."""
    met = sorted((words.index(word), name.index(part)) for word, part in pairs if part)
    places = [place for _, place in met]
    return places != sorted(places)


def _furthest(typed: str) -> int:
    if len(typed) >= _LONG:
        return 2
    return 1


def _apart(word: str, part: str) -> float:
    """Measure the distance of a typed word from one of a name, up to a limit."""
    if word == part:
        return 0
    if min(len(word), len(part)) <= 1:
        if word[:1] == part[:1]:
            return _INITIAL
        return _FAR
    furthest = _furthest(word)
    distance = OSA.distance(word, part, score_cutoff=furthest)
    if distance > furthest:
        return _FAR
    return distance


def _ease(typed: str, word: str) -> int:
    """Weigh the slip from a word to the typed one; easy slips weigh more."""
    weight = 1
    left_out = len(word) == len(typed) + 1
    swapped = len(word) == len(typed) and sorted(word) == sorted(typed)
    if left_out or swapped:
        weight *= _LIKELY_SLIP
    if word[:1] == typed[:1]:
        weight *= _SAME_FIRST_LETTER
    return weight


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
