"""The register of printed names: each name has a row, whose id never changes."""

import json
import sqlite3
from collections.abc import Iterable

from papercat.people.plain_names import forms

KNOWN = """
SELECT n.folded, n.name, n.id FROM json_each(?) AS wanted
JOIN names AS n ON n.name = wanted.value ORDER BY n.id DESC
"""
PEOPLE = """
SELECT n.folded, n.person_id FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value WHERE n.person_id NOTNULL ORDER BY n.id DESC
"""
LAST_ID = """
SELECT max((SELECT coalesce(max(id), 0) FROM names), (SELECT coalesce(max(id), 0) FROM people))
"""
ADD_NAME = "INSERT INTO names (id, name, person_id, folded) VALUES (?, ?, ?, ?)"
ADD_PERSON = "INSERT INTO people (id, name, sort_name) VALUES (?, ?, ?)"

Name = tuple[str, str | None]
"""a printed name, and its folded form with a number where a decision tells namesakes apart"""


class PrintedNames:
    """Finds or makes the row of every printed name, within the caller's transaction.

    A new name is taken for the person of any name that folds to the same, else for
    somebody new.
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
        folds: dict[Name, tuple[str, str]] = {}
        for name in new:
            folded, sort_name = forms(name[0])
            folds[name] = (name[1] or folded, sort_name)
        wanted = json.dumps(list({folded for folded, _ in folds.values()}))
        people = dict(self._db.execute(PEOPLE, (wanted,)).fetchall())
        if self._last is None:
            (self._last,) = self._db.execute(LAST_ID).fetchone()
        new_people: list[tuple[int, str, str]] = []
        new_names: list[tuple[int, str, int, str]] = []
        for name, (folded, sort_name) in folds.items():
            self._last += 1
            if folded not in people:
                people[folded] = self._last
                new_people.append((self._last, name[0], sort_name))
            new_names.append((self._last, name[0], people[folded], folded))
            self._ids[name] = self._last
        self._db.executemany(ADD_PERSON, new_people)
        self._db.executemany(ADD_NAME, new_names)
