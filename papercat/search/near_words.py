"""The catalogue's words that a misspelt one may have been meant to be."""

import json
import sqlite3
import string

from papercat.search.spelling_distance import Spelling, nearest_words
from papercat.search.spelling_keys import lookup_keys

FILED = """
SELECT DISTINCT s.word FROM json_each(?) AS wanted JOIN spellings AS s ON s.key = wanted.value
"""

NEAR_ENOUGH = 200
"""so many of the words, or people, nearest in letters are tried"""
SHORT = 3
"""words up to this length are not filed by their halves; every slip is tried"""


def near_words(db: sqlite3.Connection, word: str) -> list[str]:
    """The words of the catalogue one slip away, of long words two."""
    if len(word) <= SHORT:
        return sorted(_slips(word))
    keys = json.dumps(sorted(lookup_keys(word)))
    filed = (Spelling(row[0], 1) for row in db.execute(FILED, (keys,)))
    return [spelling.text for spelling in nearest_words(word, filed, limit=NEAR_ENOUGH)]


def _slips(word: str) -> set[str]:
    """Every string one slip away."""
    letters = string.ascii_lowercase
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(head + letter + tail for head, tail in splits for letter in letters),
        *(head + letter + tail[1:] for head, tail in splits if tail for letter in letters),
        *(head + tail[1:] for head, tail in splits if tail and len(word) > 1),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1),
    } - {word}
