"""Printed names on their way into the catalogue: which name row, which person."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from papercat.infer.plain_names import identity, index_form
from papercat.model import Author

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
LAST_IDS = "SELECT (SELECT max(id) FROM names), (SELECT max(id) FROM people)"
ADD_NAME = "INSERT INTO names (id, name, person_id, folded) VALUES (?, ?, ?, ?)"
ADD_PERSON = "INSERT INTO people (id, name, sort_name) VALUES (?, ?, ?)"


class NameLoader:
    """Finds or makes the row of every printed name, and the person behind it.

    A name not met before is the person of any name that folds to the same, else
    somebody new. Names that an export gives one id are one person's.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        """Nothing is read until a name is asked for."""
        self._db = db
        names, people = db.execute(LAST_IDS).fetchone()
        self._last_name = names or 0
        self._last_person = people or 0
        self._name_ids: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._exported: dict[int, int] = {}
        self._owners: dict[int, int] = {}
        self._with_person: dict[tuple[str, int], int] = {}
        self._new_names: list[tuple[int, str, int, str]] = []
        self._new_people: list[tuple[int, str, str]] = []

    def prepare(self, authors: Iterable[Author]) -> None:
        """Look up, or make, every name of a batch at once."""
        unknown = {author.name for author in authors} - self._name_ids.keys()
        if not unknown:
            return
        for name, name_id, person in self._db.execute(NAMES, (json.dumps(list(unknown)),)):
            self._name_ids[name] = name_id
            self._owners[name_id] = person
            self._with_person[name, person] = name_id
        new = {name: identity(name) for name in unknown if name not in self._name_ids}
        folds = list(set(new.values()) - self._people.keys())
        self._people.update(self._db.execute(PEOPLE, (json.dumps(folds),)))
        for name in sorted(new):
            folded = new[name]
            if folded not in self._people:
                self._people[folded] = self._add_person(name)
            self._name_ids[name] = self._add_name(name, self._people[folded], folded)

    def settle(self, author: Author) -> Author:
        """The author with the catalogue's id in place of the one an export gives.

        `prepare` must have seen the name. Mentions that share an exported id become
        one person; namesakes that an export tells apart stay apart.
        """
        if author.person is None:
            return author
        person = self._exported.get(author.person)
        if person is None:
            person = self._owners[self._name_ids[author.name]]
            if person in self._exported.values():
                person = self._add_person(author.name)
            self._exported[author.person] = person
        return replace(author, person=person)

    def name_id(self, author: Author) -> int:
        """The row of the author's printed name; `prepare` must have seen it."""
        if author.person is None:
            return self._name_ids[author.name]
        found = self._with_person.get((author.name, author.person))
        if found is None:
            found = self._add_name(author.name, author.person, identity(author.name))
        return found

    def _add_person(self, name: str) -> int:
        self._last_person += 1
        self._new_people.append((self._last_person, name, index_form(name)))
        return self._last_person

    def _add_name(self, name: str, person: int, folded: str) -> int:
        self._last_name += 1
        self._new_names.append((self._last_name, name, person, folded))
        self._owners[self._last_name] = person
        self._with_person[name, person] = self._last_name
        return self._last_name

    def write(self) -> None:
        """Insert the names and people made since the last time."""
        self._db.executemany(ADD_PERSON, self._new_people)
        self._db.executemany(ADD_NAME, self._new_names)
        self._new_people.clear()
        self._new_names.clear()
