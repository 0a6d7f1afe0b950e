"""The words of the catalogue, filed so that a misspelt one leads to them.

Words are filed when their papers are indexed, in the same transaction: those of a
thousand papers in a tenth of a second, however large the catalogue is. Nothing is
counted here, so nothing has to be kept in step when papers change or go; how many
papers have a word is asked of the full-text index, for the few words that matter.

A few thousand papers bring the words of their abstracts too. Of more, titles and
authors say enough: what a hundred thousand abstracts add to them is numbers, formulas
and other people's misspellings for the most part, and would take as long again.
"""

import sqlite3
import string
import unicodedata
from collections.abc import Iterable
from itertools import islice

from anyascii import anyascii

from papercat.infer.spelling import spelling_keys
from papercat.infer.tex import accented_words, without_accents
from papercat.store.search.text import tokens

HOW_MANY = "SELECT count(*) FROM temp.to_index"
NAMED = """
SELECT p.title || ' ' || p.authors || ' ' || replace(p.authors, '''', '')
FROM temp.to_index AS t JOIN papers AS p ON p.id = t.id
"""
NAMED_AND_TOLD = """
SELECT p.title || ' ' || p.authors || ' ' || replace(p.authors, '''', '')
       || ' ' || coalesce(p.abstract, '')
FROM temp.to_index AS t JOIN papers AS p ON p.id = t.id
"""
FILED = "SELECT 1 FROM spellings LIMIT 1"
ALL_NAMED = """
SELECT p.title || ' ' || p.authors || ' ' || replace(p.authors, '''', '') FROM papers AS p
"""
FILE = "INSERT OR IGNORE INTO spellings (key, word) VALUES (?, ?)"
FOLD = "INSERT OR IGNORE INTO folds (folded, word) VALUES (?, ?)"

_FEW = 5000
"""papers whose abstracts are looked at as well"""
_AT_ONCE = 200
"""texts that are taken apart together: few enough to stay in the processor's cache"""
_BLANKS = (string.punctuation + string.whitespace).encode()
_LOWER = bytes(range(256)).lower().translate(bytes.maketrans(_BLANKS, b" " * len(_BLANKS)))


def file_words(db: sqlite3.Connection) -> None:
    """File the words of the papers that are about to be indexed."""
    texts = NAMED_AND_TOLD if db.execute(HOW_MANY).fetchone()[0] <= _FEW else NAMED
    if not db.execute(FILED).fetchone():
        # A catalogue from before words were filed may have papers already.
        texts = f"{texts} UNION ALL {ALL_NAMED}" if texts == NAMED_AND_TOLD else ALL_NAMED
    printed, accented = _words(row[0] for row in db.execute(texts))
    words, folds = set[str](), set[tuple[str, str]]()
    for word in printed:
        if word.isascii():
            words.add(word)
        else:
            for part in _parts(word):
                words.add(part)
                folded = anyascii(part).lower()
                if folded != part and folded.isalpha():
                    words.add(folded)
                    folds.add((folded, part))
    for word in accented:
        plain = without_accents(word).lower()
        words.add(plain)
        folds.add((plain, " ".join(tokens(word))))
    rows = [(key, word) for word in words for key in spelling_keys(word)]
    rows.sort()  # pages of the index are filled one after another
    db.executemany(FILE, rows)
    db.executemany(FOLD, sorted(folds))


def _words(texts: Iterable[str]) -> tuple[list[str], set[str]]:
    """All that stands between blanks and ASCII punctuation and has only letters; words of TeX's."""
    found, accented, rest = set[bytes](), set[str](), iter(texts)
    while batch := " ".join(islice(rest, _AT_ONCE)):
        found.update(batch.encode("utf-8", "replace").translate(_LOWER).split())
        accented |= accented_words(batch)
    words = (word.decode("utf-8", "replace") for word in found)
    return [word for word in words if word.isalpha() or not word.isascii()], accented


def _parts(word: str) -> list[str]:
    """What the full-text index makes of a word that is not ASCII: small letters, no accents."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return [
        part
        for part in "".join(char if char.isalnum() else " " for char in plain).split()
        if part.isalpha()
    ]
