"""The register of printed names: each name has a row, whose id never changes."""

import json
import sqlite3
from collections.abc import Iterable

from papercat.text.plain_names import forms

KNOWN = """
SELECT n.folded, n.name, n.id FROM json_each(?) AS wanted
JOIN names AS n ON n.name = wanted.value ORDER BY n.id DESC
"""
LAST_ID = "SELECT coalesce(max(id), 0) FROM names"
ADD = "INSERT INTO names (id, name, folded) VALUES (?, ?, ?)"

Name = tuple[str, str | None]
"""a printed name, and its folded form with a number where a decision tells namesakes apart"""


class PrintedNames:
    """Finds or makes the row of every printed name, within the caller's transaction.

    A new name is nobody's until people are grouped.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._ids: dict[Name, int] = {}
        self._last: int | None = None

    def ids(self, names: Iterable[Name]) -> dict[Name, int]:
        """Return the row of every name; those not met before are added."""
        unknown = [name for name in dict.fromkeys(names) if name not in self._ids]
        if unknown:
            self._look_up(unknown)
            self._add([name for name in unknown if name not in self._ids])
        return self._ids

    def _look_up(self, unknown: Iterable[Name]) -> None:
        printed = json.dumps(list({name for name, _ in unknown}))
        for folded, name, number in self._db.execute(KNOWN, (printed,)):
            if "#" in folded:
                self._ids[name, folded] = number
            else:
                self._ids[name, None] = number

    def _add(self, new: Iterable[Name]) -> None:
        if self._last is None:
            (self._last,) = self._db.execute(LAST_ID).fetchone()
        rows: list[tuple[int, str, str]] = []
        for name in new:
            self._last += 1
            printed, numbered = name
            rows.append((self._last, printed, numbered or forms(printed)[0]))
            self._ids[name] = self._last
        self._db.executemany(ADD, rows)
