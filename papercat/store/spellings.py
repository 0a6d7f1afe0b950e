"""The words of the catalogue, filed so that a misspelt one leads to them.

Words are filed when their papers are indexed, in the same transaction: those of a
thousand papers in a tenth of a second, however large the catalogue is. Nothing is
counted here, so nothing has to be kept in step when papers change or go; how many
papers have a word is asked of the full-text index, for the few words that matter.
"""

import sqlite3
import string
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from anyascii import anyascii

from papercat.infer.spelling import spelling_keys

NEW_TEXTS = """
SELECT p.title || ' ' || p.authors || ' ' || replace(p.authors, '''', '')
       || ' ' || coalesce(p.abstract, '')
FROM temp.to_index AS t JOIN papers AS p ON p.id = t.id
"""
ALL_TEXTS = """
SELECT title || ' ' || authors || ' ' || replace(authors, '''', '') || ' ' || coalesce(abstract, '')
FROM papers
"""
FILED = "SELECT 1 FROM spellings LIMIT 1"
FILE = "INSERT OR IGNORE INTO spellings (key, word) VALUES (?, ?)"
FOLD = "INSERT OR IGNORE INTO folds (folded, word) VALUES (?, ?)"

_AT_ONCE = 200
"""texts that are taken apart together: few enough to stay in the processor's cache"""
_BLANKS = (string.punctuation + string.whitespace).encode()
_LOWER = bytes(range(256)).lower().translate(bytes.maketrans(_BLANKS, b" " * len(_BLANKS)))


def file_words(db: sqlite3.Connection, texts: str = NEW_TEXTS) -> None:
    """File the words of papers; `texts` is a query, of those about to be indexed or of all."""
    words, folds = set[str](), set[tuple[str, str]]()
    for word in _words(row[0] for row in db.execute(texts)):
        if word.isascii():
            words.add(word)
        else:
            for part in _parts(word):
                words.add(part)
                folded = anyascii(part).lower()
                if folded != part and folded.isalpha():
                    words.add(folded)
                    folds.add((folded, part))
    rows = [(key, word) for word in words for key in spelling_keys(word)]
    rows.sort()  # pages of the index are filled one after another
    db.executemany(FILE, rows)
    db.executemany(FOLD, sorted(folds))


def _words(texts: Iterable[str]) -> Iterator[str]:
    """Everything between blanks and ASCII punctuation that has only letters, once."""
    found, rest = set[bytes](), iter(texts)
    while batch := list(islice(rest, _AT_ONCE)):
        found.update(" ".join(batch).encode("utf-8", "replace").translate(_LOWER).split())
    words = (word.decode("utf-8", "replace") for word in found)
    return (word for word in words if word.isalpha() or not word.isascii())


def _parts(word: str) -> list[str]:
    """What the full-text index makes of a word that is not ASCII: small letters, no accents."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return [
        part
        for part in "".join(char if char.isalnum() else " " for char in plain).split()
        if part.isalpha()
    ]
