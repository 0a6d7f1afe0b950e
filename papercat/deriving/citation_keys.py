"""Keys for new papers: unique in the catalogue, and kept for good."""

import json
import sqlite3
from collections.abc import Iterable

from papercat.papers.citation_key import citation_key, with_suffix
from papercat.papers.model import Paper
from papercat.settings import KEY_PATTERN, setting

TAKEN = """
SELECT wanted.value FROM json_each(?) AS wanted
WHERE EXISTS (SELECT 1 FROM papers WHERE key = wanted.value)
OR EXISTS (SELECT 1 FROM statements WHERE key = wanted.value)
"""


class Keys:
    """Chooses keys, within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        found = setting("key")
        self._pattern = found.value if found else KEY_PATTERN
        self._given: set[str] = set()
        self._suffixes: dict[str, int] = {}

    def choose(self, papers: Iterable[Paper]) -> list[str]:
        """Return a key for each paper: the one its source gives, else one by the user's pattern.

        A key that is taken gets a letter: `doe2022words`, `doe2022wordsb`.
        """
        wanted = [paper.key or citation_key(paper, self._pattern) for paper in papers]
        taken = {key for (key,) in self._db.execute(TAKEN, (json.dumps(wanted),))}
        return [self._free(key, taken) for key in wanted]

    def _free(self, wanted: str, taken: set[str]) -> str:
        key = wanted
        if key in taken or key in self._given:
            count = self._suffixes.get(wanted, 1)
            while key in self._given or self._is_taken(key):
                count += 1
                key = with_suffix(wanted, count)
            self._suffixes[wanted] = count
        self._given.add(key)
        return key

    def _is_taken(self, key: str) -> bool:
        return self._db.execute(TAKEN, (json.dumps([key]),)).fetchone() is not None
