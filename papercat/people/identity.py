"""Who is who, worked out for the names that an import has touched, and nobody else."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from papercat.papers.paper_ids import MOST
from papercat.people.everybody import Everybody, in_parts
from papercat.people.identity_model import MANY_NAMES, prior_for
from papercat.people.name_blocks import file_names, last_filed
from papercat.people.names import sort_name
from papercat.people.same_person import (
    DecidedPairs,
    Doubt,
    Resolution,
    resolve_near,
)
from papercat.people.stored_names import StoredNames

TOUCHED = """
SELECT DISTINCT n.folded FROM temp.to_index AS t
CROSS JOIN authorships AS a ON a.paper_id = t.id JOIN names AS n ON n.id = a.name_id
"""
COUNT_NAMES = """
SELECT count(*) FROM (SELECT DISTINCT folded FROM names WHERE id <= ? LIMIT ?)
"""
PEOPLE_OF_NAMES = """
SELECT DISTINCT n.folded, n.person_id FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value
"""
FOUNDERS = """
SELECT n.person_id, n.folded, min(n.id) FROM json_each(?) AS wanted
JOIN names AS n ON n.person_id = wanted.value GROUP BY n.person_id
"""
FREE_ID = """
SELECT 1 + max((SELECT max(id) FROM people), (SELECT coalesce(max(id), 0) FROM former_people))
"""
FORMER_ID = """
SELECT min(f.id) FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value JOIN former_people AS f ON f.name_id = n.id
"""
FORMER_NO_MORE = "DELETE FROM former_people WHERE id = ?"
NEW_PERSON = """
INSERT INTO people (id, name, sort_name)
SELECT ?1, name, '' FROM names WHERE folded = ?2 ORDER BY id LIMIT 1
"""
GIVE_NAME = "UPDATE names SET person_id = ? WHERE folded = ?"
GIVE_NAMES = "UPDATE names SET person_id = ? WHERE person_id = ?"
FORWARD = "UPDATE former_people SET person_id = ? WHERE person_id = ?"
FORWARD_NAMES = """
UPDATE former_people SET person_id = ?1
WHERE name_id IN (SELECT id FROM names WHERE folded = ?2) AND person_id <> ?1
"""
FORMER = "INSERT INTO former_people (id, person_id, name_id) VALUES (?, ?, ?)"
DROP_PERSON = "DELETE FROM people WHERE id = ?"
SHOWN_OTHERWISE = """
SELECT DISTINCT p.id FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value
JOIN people AS p ON p.id = n.person_id WHERE p.name <> n.name OR p.sort_name = ''
"""
ALL_SHOWN_OTHERWISE = """
SELECT DISTINCT p.id FROM names AS n
JOIN people AS p ON p.id = n.person_id WHERE p.name <> n.name OR p.sort_name = ''
"""
PRINTED_FORMS = """
SELECT n.person_id, n.name, count(a.paper_id)
FROM json_each(?) AS wanted JOIN names AS n ON n.person_id = wanted.value
LEFT JOIN authorships AS a ON a.name_id = n.id AND a.slot > 0
GROUP BY n.person_id, n.name
"""
SHOW_AS = (
    "UPDATE people SET (name, sort_name) = (?1, ?2) WHERE id = ?3 AND name || sort_name <> ?1 || ?2"
)
FORGET_ALL_DOUBTS = "DELETE FROM name_doubts"
FORGET_DOUBTS = """
DELETE FROM name_doubts WHERE one IN (SELECT value FROM json_each(?1))
OR other IN (SELECT value FROM json_each(?1))
"""
ADD_DOUBT = (
    "INSERT OR REPLACE INTO name_doubts (one, other, probability, reason) VALUES (?, ?, ?, ?)"
)

_MOST_OF_THEM = 0.3
"""from this share of all names on, looking at everybody is quicker than finding whom they affect"""

_Group = tuple[str, ...]


def names_touched(db: sqlite3.Connection) -> Iterator[str]:
    """The folded names on papers that are new or have changed, while an import knows them.

    It does as long as `temp.to_index` holds them.
    """
    for (name,) in db.execute(TOUCHED):
        yield name


def work_out_people(
    db: sqlite3.Connection, touched: Iterable[str], settled: DecidedPairs, *, decided: bool = False
) -> None:
    """Group the names that `touched` ones may have an effect on into people.

    Within the caller's transaction. The same people come out whatever the order of
    imports. `decided` says that some of them may be gone, or be told apart anew.
    """
    with WorkingOut(db) as people:
        people.begin(touched, settled, decided=decided)


class WorkingOut:
    """Who is who, begun in a block and taken over at its end; the caller may do else meanwhile.

    All within the caller's transaction, and nothing that changes names, authorships or
    people in between.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        """Nothing is begun yet."""
        self._db = db
        self._everybody: Everybody | None = None

    def begin(
        self, touched: Iterable[str], settled: DecidedPairs, *, decided: bool = False
    ) -> None:
        """As `work_out_people`; where most names are new nobody asks which others are `touched`."""
        last = last_filed(self._db)
        before, size = _count_names(self._db, last), _count_names(self._db, MOST)
        arrived = set(file_names(self._db, last))
        most = before * _MOST_OF_THEM
        if prior_for(before) == prior_for(size) and len(arrived) <= most:
            touched = arrived.union(touched)
            if len(touched) <= most:
                for names in in_parts(touched):
                    new = None if decided else arrived.intersection(names)
                    near = StoredNames(self._db, size)
                    _take_over(self._db, names, resolve_near(names, near, settled, arrived=new))
                return
        del arrived, touched  # what follows has its own names, and takes memory enough
        self._everybody = Everybody(self._db, size, settled)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if self._everybody is None:
            return
        try:
            if failed is None:
                _take_over_all(self._db, self._everybody.results())
        finally:
            self._everybody.close()


def _take_over(db: sqlite3.Connection, names: Sequence[str], found: Resolution) -> None:
    grouped = [name for group in found.groups for name in group]
    _apply(db, found.groups)
    db.execute(FORGET_DOUBTS, (json.dumps([*names, *grouped]),))
    _note_doubts(db, found.doubts)
    _show_best_names(db, db.execute(SHOWN_OTHERWISE, (json.dumps(grouped),)))


def _take_over_all(db: sqlite3.Connection, parts: Iterable[Resolution]) -> None:
    db.execute(FORGET_ALL_DOUBTS)
    for found in parts:
        _apply(db, found.groups)
        _note_doubts(db, found.doubts)
    _show_best_names(db, db.execute(ALL_SHOWN_OTHERWISE))


def _count_names(db: sqlite3.Connection, last: int) -> int:
    count: int = db.execute(COUNT_NAMES, (last, MANY_NAMES)).fetchone()[0]
    return count


def _apply(db: sqlite3.Connection, groups: Sequence[_Group]) -> None:
    """Make the people be as they were worked out, with ids that last.

    A person stays with the name met first, wherever the others go.
    """
    names = [name for group in groups for name in group]
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for name, person in db.execute(PEOPLE_OF_NAMES, (json.dumps(names),)):
        owners[name].add(person)
    people = {person for found in owners.values() for person in found}
    founded: defaultdict[str, list[int]] = defaultdict(list)
    first_met: dict[int, int] = {}
    for person, name, row in db.execute(FOUNDERS, (json.dumps(list(people)),)):
        founded[name].append(person)
        first_met[person] = row
    for group in groups:
        if group[0] not in owners:  # alone, and no more
            continue
        theirs = sorted(person for name in group for person in founded[name])
        kept = _make_one(db, group, owners, theirs)
        for gone in theirs:
            if gone != kept:
                db.execute(GIVE_NAMES, (kept, gone))  # those whose own turn is still to come
                db.execute(FORWARD, (kept, gone))
                db.execute(FORMER, (gone, kept, first_met[gone]))
                db.execute(DROP_PERSON, (gone,))


def _note_doubts(db: sqlite3.Connection, doubts: Iterable[Doubt]) -> None:
    db.executemany(ADD_DOUBT, ((d.one, d.other, d.probability, d.reason) for d in doubts))


def _make_one(
    db: sqlite3.Connection,
    group: _Group,
    owners: Mapping[str, set[int]],
    founded: Sequence[int],
) -> int:
    """Make a group of names one person: the first whom one of them founded, or a new one."""
    person = founded[0] if founded else _new_person(db, group)
    for name in group:
        if owners[name] != {person}:
            db.execute(GIVE_NAME, (person, name))
            db.execute(FORWARD_NAMES, (person, name))
    return person


def _new_person(db: sqlite3.Connection, group: _Group) -> int:
    """Make a person for a group of names, or bring back one whom one of them once was."""
    former: int | None = db.execute(FORMER_ID, (json.dumps(group),)).fetchone()[0]
    db.execute(FORMER_NO_MORE, (former,))
    person: int = former or db.execute(FREE_ID).fetchone()[0]
    db.execute(NEW_PERSON, (person, group[0]))
    return person


def _show_best_names(db: sqlite3.Connection, people: Iterable[tuple[int]]) -> None:
    """Show people under the form they are printed in most."""
    forms: defaultdict[int, list[tuple[int, bool, int, str]]] = defaultdict(list)
    wanted = json.dumps([person for (person,) in people])
    for person, name, count in db.execute(PRINTED_FORMS, (wanted,)):
        forms[person].append((count, not name.isascii(), len(name), name))
    for person, found in forms.items():
        name = max(found)[-1]
        db.execute(SHOW_AS, (name, sort_name(name), person))
