"""Words of names: how common they are, their short forms, and names that are known for certain.

How common a surname or given name is comes from a table that ships with papercat
(``common_names.txt``, made by ``training/count_names.py``), not from the catalogue: else each
import would change it, and with it who is who.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from papercat.text.names import fold_for_identity

NAMES_WITH = """
SELECT n.name FROM names_fts AS f JOIN names AS n ON n.id = f.rowid
WHERE names_fts MATCH ? AND EXISTS (
    SELECT 1 FROM authorships AS a JOIN papers AS p ON p.id = a.paper_id
    WHERE a.name_id = n.id AND a.slot > 0 AND p.confidence IS NULL
) LIMIT 30
"""
ANY_UNSPLIT = "SELECT 1 FROM sources WHERE format NOT IN ('listing', 'post') LIMIT 1"
SETTLED = """
SELECT value ->> 'key', value -> 'set' -> 'authors' FROM decisions
WHERE kind = 'correct' AND undone_at IS NULL AND value -> 'set' -> 'authors' NOTNULL
ORDER BY id
"""
CONFIRMED = 1000
"""count of a name that the user confirmed; pages can't reach it"""
_ENOUGH = 16
"""names; more would weigh no more"""
COMMON_SURNAME = 5
"""From this grade on (2**5 names share it) a surname is too common to forgive misprints."""


@cache
def _grades() -> tuple[dict[str, int], dict[str, int]]:
    """Load the grades of common surnames and of common given names."""
    table: dict[str, dict[str, int]] = {"surname": {}, "given": {}}
    text = Path(__file__).with_name("common_names.txt").read_text("ascii")
    for line in text.splitlines():
        kind, grade, *words = line.split()
        table[kind].update(dict.fromkeys(words, int(grade)))
    return table["surname"], table["given"]


def surname_grade(word: str) -> int:
    """Say how common a surname is: 0 for rare, else the logarithm of how many names share it."""
    return _grades()[0].get(word, 0)


def given_grade(word: str) -> int:
    """Say how common a given name is, on the same scale."""
    return _grades()[1].get(word, 0)


@cache
def _short_forms() -> dict[str, set[str]]:
    """Map every name in ``short_forms.txt`` to the names it fits.

    A line holds one group: the short form, then the names it may stand for. Steven and
    Stefan fit Steve but not each other. The table was compiled by hand for papercat; of its
    455 pairs 238 are also in github.com/carltonnorthern/nicknames (Apache-2.0).
    """
    text = Path(__file__).with_name("short_forms.txt").read_text("ascii")
    fits: defaultdict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        short, *full = line.split()
        for name in full:
            fits[short].add(name)
            fits[name].add(short)
    return dict(fits)


def other_forms(given: str) -> set[str]:
    """Return the other forms of a folded given name.

    >>> other_forms("samuel")
    {'sam'}
    """
    return _short_forms().get(given, set())


class CatalogueNames:
    """In how many names a word stands first or last; each word is looked up once."""

    def __init__(self, db: sqlite3.Connection, settled: list[str]) -> None:
        """`settled` are the names that a person has confirmed."""
        self._db = db
        self._counts: dict[str, tuple[int, int]] = {}
        self._settled = (Counter[str](), Counter[str]())
        for name in settled:
            words = _words(name)
            if len(words[0]) > 1:
                self._settled[0][words[0]] = CONFIRMED
            if len(words) > 1:
                self._settled[1][words[-1]] = CONFIRMED

    def given(self, word: str) -> int:
        """Count how often the word was seen as a given name."""
        return self._count(word)[0]

    def surname(self, word: str) -> int:
        """Count how often the word was seen as a surname."""
        return self._count(word)[1]

    def _count(self, word: str) -> tuple[int, int]:
        if word not in self._counts:
            given, surname = self._look_up(word)
            self._counts[word] = given + self._settled[0][word], surname + self._settled[1][word]
        return self._counts[word]

    def _look_up(self, word: str) -> tuple[int, int]:
        parts = filter(str.isalnum, fold_for_identity(word).split())
        query = " ".join([f'"{part}"' for part in parts])
        if not query or not word.isprintable() or not any(map(str.isalpha, word)):
            return 0, 0
        given = surname = 0
        for (name,) in self._db.execute(NAMES_WITH, (query,)):
            words = _words(name)
            given += words[0] == word
            surname += len(words) > 1 and words[-1] == word
            if max(given, surname) >= _ENOUGH:
                break
        return given, surname


def _words(name: str) -> list[str]:
    return [part.rstrip(".") for part in name.casefold().split()]


def known_names(db: sqlite3.Connection) -> CatalogueNames | None:
    """Return the names of the catalogue; None if it knows none for certain."""
    latest = dict(db.execute(SETTLED))
    settled: list[str] = []
    for authors in latest.values():
        settled += json.loads(authors)
    if settled or db.execute(ANY_UNSPLIT).fetchone():
        return CatalogueNames(db, settled)
    return None
