"""Keys for new papers: unique in the catalogue, and kept for good."""

import json
import sqlite3
from collections.abc import Collection, Iterable

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
        self._suffixes: dict[str, int] = {}

    def choose(self, papers: Iterable[Paper]) -> list[str]:
        """Return a key for each paper: the one its source gives, else one by the user's pattern.

        A key that is taken gets a letter: `doe2022words`, `doe2022wordsb`. The caller writes
        the papers before it asks for more keys.
        """
        wanted = [paper.key or citation_key(paper, self._pattern) for paper in papers]
        taken = {key for (key,) in self._db.execute(TAKEN, (json.dumps(wanted),))}
        keys: list[str] = []
        for key in wanted:
            chosen = key
            if key in taken:
                chosen = self._with_letter(key, taken)
            taken.add(chosen)
            keys.append(chosen)
        return keys

    def _with_letter(self, key: str, taken: Collection[str]) -> str:
        count = self._suffixes.get(key, 1)
        chosen = key
        while chosen in taken or self._is_taken(chosen):
            count += 1
            chosen = with_suffix(key, count)
        self._suffixes[key] = count
        return chosen

    def _is_taken(self, key: str) -> bool:
        return self._db.execute(TAKEN, (json.dumps([key]),)).fetchone() is not None
