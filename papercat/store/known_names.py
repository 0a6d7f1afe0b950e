"""The names a catalogue knows for certain, as evidence for where other titles end.

Certain are names on papers whose authors no listing's line had to be split for, and
those that a person has settled. Asked for are only the words of lines to be read, so
nothing is counted in advance: the full-text index finds the papers, and a few say enough.
"""

import sqlite3

from papercat.infer.boundary_names import CONFIRMED

PAPERS_WITH = """
SELECT authors, confidence NOTNULL FROM (
    SELECT p.authors, p.confidence FROM papers_fts AS f JOIN papers AS p ON p.id = f.rowid
    WHERE papers_fts MATCH ? LIMIT 200
) WHERE confidence IS NULL OR confidence = 1.0 LIMIT 40
"""
ANY_CERTAIN = "SELECT 1 FROM papers WHERE confidence IS NULL OR confidence = 1.0 LIMIT 1"


class CatalogueNames:
    """How often a word was met as a given name and as a surname; each word is looked up once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Nothing is read until a word is asked for."""
        self._db = db
        self._counts: dict[str, tuple[int, int]] = {}

    def given(self, word: str) -> int:
        """How often the word was seen as a given name."""
        return self._count(word)[0]

    def surname(self, word: str) -> int:
        """How often the word was seen as a surname."""
        return self._count(word)[1]

    def _count(self, word: str) -> tuple[int, int]:
        if word not in self._counts:
            self._counts[word] = self._look_up(word) if word.isprintable() else (0, 0)
        return self._counts[word]

    def _look_up(self, word: str) -> tuple[int, int]:
        if not any(map(str.isalpha, word)):
            return 0, 0
        given = surname = 0
        query = 'authors : "' + word.replace('"', '""') + '"'
        for authors, confirmed in self._db.execute(PAPERS_WITH, (query,)):
            for name in authors.casefold().split(", "):
                words = [part.rstrip(".") for part in name.split()]
                given += (CONFIRMED if confirmed else 1) * (words[:1] == [word])
                surname += (CONFIRMED if confirmed else 1) * (words[1:] != [] and words[-1] == word)
        return given, surname


def known_names(db: sqlite3.Connection) -> CatalogueNames | None:
    """The names of the catalogue; None where it knows none for certain."""
    return CatalogueNames(db) if db.execute(ANY_CERTAIN).fetchone() else None
