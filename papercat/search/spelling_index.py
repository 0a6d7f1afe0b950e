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
from typing import NamedTuple

from anyascii import anyascii

from papercat.papers.tex import accented_words, without_accents
from papercat.search.spelling_keys import spelling_keys
from papercat.search.text_match import tokens

HOW_MANY = "SELECT count(*) FROM temp.to_index"
ALL = "SELECT count(*) FROM papers"
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


class Filing(NamedTuple):
    """What is to be filed, sorted: pages of the tables are filled one after another."""

    spellings: list[tuple[str, str]]
    folds: list[tuple[str, str]]


class Words:
    """The words of many texts, on their way into the file."""

    def __init__(self) -> None:
        """None yet."""
        self._found = set[bytes]()
        self._accented = set[str]()

    def add(self, texts: Iterable[str]) -> None:
        """All that stands between blanks and ASCII punctuation, and words with TeX's accents."""
        rest = iter(texts)
        while some := " ".join(islice(rest, _AT_ONCE)):
            self._found.update(some.encode("utf-8", "replace").translate(_LOWER).split())
            self._accented |= accented_words(some)

    def filing(self) -> Filing:
        """What is filed of them: words that have only letters, under their keys."""
        words, folds = set[str](), set[tuple[str, str]]()
        for word in (each.decode("utf-8", "replace") for each in self._found):
            if not word.isascii():
                for part in _parts(word):
                    words.add(part)
                    folded = anyascii(part).lower()
                    if folded != part and folded.isalpha():
                        words.add(folded)
                        folds.add((folded, part))
            elif word.isalpha():
                words.add(word)
        for word in self._accented:
            plain = without_accents(word).lower()
            words.add(plain)
            folds.add((plain, " ".join(tokens(word))))
        return Filing(
            sorted([(key, word) for word in words for key in spelling_keys(word)]), sorted(folds)
        )


def file_words(db: sqlite3.Connection, known: Filing | None = None) -> None:
    """File the words of the papers that are about to be indexed.

    `known` are those of their titles and authors, where somebody has collected them.
    """
    (pending,) = db.execute(HOW_MANY).fetchone()
    few = pending <= _FEW
    # A catalogue from before words were filed may have papers already.
    old = not db.execute(FILED).fetchone() and db.execute(ALL).fetchone()[0] > pending
    if known is None or few or old:
        words = Words()
        if old:
            words.add(row[0] for row in db.execute(ALL_NAMED))
        if few or not old:
            words.add(row[0] for row in db.execute(NAMED_AND_TOLD if few else NAMED))
        known = words.filing()
    db.executemany(FILE, known.spellings)
    db.executemany(FOLD, known.folds)


def named(title: str, names: Iterable[str]) -> str:
    """The text of a paper whose words are filed always; O'Brien is also found as obrien."""
    authors = ", ".join(names)
    if "'" in authors:
        authors += " " + authors.replace("'", "")
    return f"{title} {authors}"


def _parts(word: str) -> list[str]:
    """What the full-text index makes of a word that is not ASCII: small letters, no accents."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return [
        part
        for part in "".join(char if char.isalnum() else " " for char in plain).split()
        if part.isalpha()
    ]
