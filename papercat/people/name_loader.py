"""Printed names on their way into the catalogue: which name row, which person."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from papercat.papers.model import Author
from papercat.people.plain_names import Forms, forms

NAMES = """
SELECT n.name, n.id, n.person_id
FROM json_each(?) AS wanted JOIN names AS n ON n.name = wanted.value
ORDER BY n.id DESC
"""
PEOPLE = """
SELECT n.folded, n.person_id
FROM json_each(?) AS wanted JOIN names AS n ON n.folded = wanted.value
ORDER BY n.id DESC
"""
ALL_NAMES = "SELECT name, id, person_id, folded FROM names ORDER BY id DESC"
LAST_ID = "SELECT coalesce(max(id), 0) FROM names"
ADD_NAME = "INSERT INTO names (id, name, folded) VALUES (?, ?, ?)"

_NONE: Mapping[str, Forms] = {}


class NameLoader:
    """Finds or makes the row of every printed name, and the person behind it.

    A name not met before is the person of any name that folds to the same, else
    somebody new. Names that an export gives one id are one person's.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        """Nothing is read until a name is asked for."""
        self._db = db
        self._last_name: int = db.execute(LAST_ID).fetchone()[0]
        self._name_ids: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._exported: dict[int, int] = {}
        self._claimed: set[int] = set()
        self._owners: dict[str, int] = {}
        self._namesakes: dict[tuple[str, int], int] = {}
        self._complete = False
        self._new_names: list[tuple[int, str, str]] = []

    def prepare(self, names: Iterable[str], worked_out: Mapping[str, Forms] = _NONE) -> None:
        """Look up, or make, every name of a batch at once; some have their forms already."""
        known = self._name_ids
        unknown = [name for name in dict.fromkeys(names) if name not in known]
        if not unknown:
            return
        if not self._complete:
            for row in self._db.execute(NAMES, (json.dumps(unknown),)):
                self._know(*row)
        new = {name: worked_out.get(name) or forms(name) for name in unknown if name not in known}
        if not self._complete:
            folds = list({folded for folded, _ in new.values()} - self._people.keys())
            self._people.update(self._db.execute(PEOPLE, (json.dumps(folds),)))
        people = self._people
        for name, (folded, _) in new.items():
            people[folded] = people.get(folded) or self._last_name + 1
            self._name_ids[name] = self._add_name(name, folded)
        self._owners.update((name, people[folded]) for name, (folded, _) in new.items())

    def know_all(self) -> None:
        """Read every name there is; after that the catalogue is not asked any more."""
        for name, name_id, person, folded in self._db.execute(ALL_NAMES):
            self._know(name, name_id, person)
            self._people[folded] = person or name_id
        self._complete = True

    def _know(self, name: str, name_id: int, person: int | None) -> None:
        """A name's row. Of namesakes the one told last is meant where nothing tells them apart."""
        if name in self._name_ids:
            self._namesakes[name, self._owners[name]] = self._name_ids[name]
        self._name_ids[name] = name_id
        self._owners[name] = person or name_id

    def settle(self, author: Author) -> Author:
        """The author with the catalogue's id in place of the one an export gives.

        `prepare` must have seen the name. Mentions that share an exported id become
        one person; namesakes that an export tells apart stay apart.
        """
        if author.person is None:
            return author
        person = self._exported.get(author.person)
        if person is None:
            person = self._owners[author.name]
            if person in self._claimed:
                person = self._add_name(author.name, forms(author.name)[0])
                self._namesakes[author.name, person] = person
            self._exported[author.person] = person
            self._claimed.add(person)
        return replace(author, person=person)

    def name_ids(self, names: Iterable[str]) -> list[int]:
        """The rows of printed names of which nobody says whose they are; all prepared."""
        return list(map(self._name_ids.__getitem__, names))

    def name_id(self, author: Author) -> int:
        """The row of the author's printed name; `prepare` must have seen it."""
        if author.person is None or author.person == self._owners[author.name]:
            return self._name_ids[author.name]
        found = self._namesakes.get((author.name, author.person))
        if found is None:
            found = self._add_name(author.name, forms(author.name)[0])
            self._namesakes[author.name, author.person] = found
        return found

    def _add_name(self, name: str, folded: str) -> int:
        self._last_name += 1
        self._new_names.append((self._last_name, name, folded))
        return self._last_name

    def write(self) -> None:
        """Insert the names made since the last time; they are nobody's until people are grouped."""
        self._db.executemany(ADD_NAME, self._new_names)
        self._new_names.clear()
