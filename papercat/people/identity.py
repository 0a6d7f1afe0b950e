"""Identity: group the names of a catalogue into people and write their rows."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from papercat.catalogue.sql_values import first_column
from papercat.people.identity_model import MANY_NAMES, Evidence, prior_for, shipped_model
from papercat.people.name_store import EMPTY_BLOCKS, NameStore, base_name, blocks_of
from papercat.people.namesake_rows import NamesakeRows
from papercat.people.same_person import DecidedPairs, Doubt, Group, Resolution, resolve
from papercat.text.names import clean_name, forms, is_group

NAMES_ON_PAPERS = """
SELECT DISTINCT n.folded FROM names AS n
WHERE EXISTS (SELECT 1 FROM authorships AS a WHERE a.name_id = n.id)
"""
ON_PAPERS = """
SELECT DISTINCT n.folded FROM json_each(?) AS wanted JOIN names AS n ON n.folded = wanted.value
WHERE EXISTS (SELECT 1 FROM authorships AS a WHERE a.name_id = n.id)
"""
HAVE_PERSON = """
SELECT DISTINCT n.folded FROM json_each(?) AS wanted JOIN names AS n ON n.folded = wanted.value
WHERE n.person_id NOTNULL
"""
COUNT_GROUPED = """
SELECT count(*) FROM (SELECT DISTINCT folded FROM names WHERE person_id NOTNULL LIMIT ?)
"""
LEFT_OVER = """
SELECT DISTINCT n.folded FROM names AS n
WHERE n.person_id NOTNULL AND NOT EXISTS (SELECT 1 FROM authorships AS a WHERE a.name_id = n.id)
"""
BOUND = """
SELECT other.folded FROM json_each(?1) AS wanted
JOIN names AS n ON n.folded = wanted.value JOIN names AS other ON other.person_id = n.person_id
UNION
SELECT d.other FROM json_each(?1) AS wanted JOIN name_doubts AS d ON d.one = wanted.value
UNION
SELECT d.one FROM json_each(?1) AS wanted JOIN name_doubts AS d ON d.other = wanted.value
"""
ROWS = """
SELECT n.folded, n.id, n.name, n.person_id, count(a.paper_id), coalesce(sum(a.slot > 0), 0)
FROM json_each(?) AS wanted JOIN names AS n ON n.folded = wanted.value
LEFT JOIN authorships AS a ON a.name_id = n.id
GROUP BY n.id
"""
SHOW_PERSON = """
INSERT INTO people (id, name, sort_name, is_group) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET (name, sort_name, is_group)
    = (excluded.name, excluded.sort_name, excluded.is_group)
WHERE (name, sort_name, is_group) <> (excluded.name, excluded.sort_name, excluded.is_group)
"""
GIVE_NAME = "UPDATE names SET person_id = ? WHERE id = ?"
DROP_PERSON = "DELETE FROM people WHERE id = ?"
FORGET_ALL_DOUBTS = "DELETE FROM name_doubts"
DOUBTS_ABOUT = """
SELECT d.one, d.other FROM json_each(?1) AS wanted JOIN name_doubts AS d ON d.one = wanted.value
UNION
SELECT d.one, d.other FROM json_each(?1) AS wanted JOIN name_doubts AS d ON d.other = wanted.value
"""
NUMBERED = """
SELECT DISTINCT n.folded FROM json_each(?) AS wanted
JOIN names AS n ON n.folded >= wanted.value || '#' AND n.folded < wanted.value || '$'
"""
FORGET_DOUBT = "DELETE FROM name_doubts WHERE one = ? AND other = ?"
ADD_DOUBT = "INSERT INTO name_doubts (one, other, probability, reason) VALUES (?, ?, ?, ?)"

_MOST_TOUCHED = 0.3
"""From this share of all names on, grouping everybody is faster."""
_AT_ONCE = 8000
"""Groups written together."""


def regroup(db: sqlite3.Connection, touched: Collection[str] | None, settled: DecidedPairs) -> None:
    """Group names into people, and write ``people``, ``names.person_id`` and ``name_doubts``.

    ``touched`` holds the folded names on papers that changed, before and after the change,
    and names that decisions speak of; None groups everybody. The same people come out in
    any order and in any number of steps. Call it within a transaction.
    """
    if touched is None:
        _regroup_everybody(db, settled)
    else:
        _regroup_near(db, touched, settled)


def _regroup_everybody(db: sqlite3.Connection, settled: DecidedPairs) -> None:
    store = NameStore(db)
    namesakes = NamesakeRows(store, settled)
    namesakes.tell_apart_all()
    doubts = namesakes.doubts
    del namesakes
    everybody = _names(db, NAMES_ON_PAPERS)
    db.execute(EMPTY_BLOCKS)
    store.file(everybody)
    store.look_up_all(everybody)
    evidence = Evidence(store, shipped_model(), prior_for(len(everybody)))
    found = resolve(everybody, evidence, settled)
    del store, evidence, everybody  # they take much memory
    db.execute(FORGET_ALL_DOUBTS)
    _write(db, found, _names(db, LEFT_OVER))
    _write_namesakes(db, doubts, settled)


def _regroup_near(
    db: sqlite3.Connection, touched_names: Collection[str], settled: DecidedPairs
) -> None:
    (grouped,) = db.execute(COUNT_GROUPED, (MANY_NAMES,)).fetchone()
    if len(touched_names) > grouped * _MOST_TOUCHED:
        _regroup_everybody(db, settled)
        return
    store = NameStore(db)
    namesakes = NamesakeRows(store, settled)
    namesakes.tell_apart_near(touched_names)
    touched = namesakes.moved.union(touched_names)
    now, before = _names(db, ON_PAPERS, touched), _names(db, HAVE_PERSON, touched)
    arrived, departed = now - before, before - now
    (count,) = db.execute(COUNT_GROUPED, (MANY_NAMES + len(departed),)).fetchone()
    new_count = count + len(arrived) - len(departed)
    if prior_for(count) != prior_for(new_count):
        _regroup_everybody(db, settled)
        return
    changed = touched | _file_changes(db, arrived, departed)
    start = (now | changed | _names(db, BOUND, changed)) - (touched - now)
    found = resolve(start, Evidence(store, shipped_model(), prior_for(new_count)), settled)
    written = start | touched
    for group in found.groups:
        written.update(group)
    _forget_doubts(db, written, namesakes.looked_at)
    _write(db, found, written)
    _write_namesakes(db, namesakes.doubts, settled)


def _forget_doubts(db: sqlite3.Connection, names: set[str], told_apart: set[str]) -> None:
    """Delete the doubts about these names and those between recomputed namesakes."""
    about = sorted(names | told_apart | _names(db, NUMBERED, told_apart))
    for one, other in db.execute(DOUBTS_ABOUT, (json.dumps(about),)).fetchall():
        if one != other and base_name(one) == base_name(other):
            outdated = base_name(one) in told_apart
        else:
            outdated = one in names or other in names
        if outdated:
            db.execute(FORGET_DOUBT, (one, other))


def _write_namesakes(
    db: sqlite3.Connection, doubts: Sequence[Doubt], settled: DecidedPairs
) -> None:
    """Write the doubts about namesakes, except where the user decided."""
    for doubt in doubts:
        pair = (doubt.one, doubt.other)
        if pair not in settled.together and pair not in settled.apart:
            db.execute(ADD_DOUBT, (*pair, doubt.probability, doubt.reason))


def _file_changes(db: sqlite3.Connection, arrived: set[str], departed: set[str]) -> set[str]:
    """File names that came, remove names that went, and return the names that fit either.

    If a block becomes too crowded to be compared, or no longer is, all its names count.
    """
    store = NameStore(db)
    blocks = blocks_of(arrived | departed)
    were_crowded = store.crowded(blocks)
    store.look_up(departed)
    store.remove(departed)
    store.file(arrived)
    store.look_up(arrived)
    affected = store.names_in(were_crowded ^ store.crowded(blocks))
    for name in arrived | departed:
        affected.update(store.fits(name))
    return affected


def _names(db: sqlite3.Connection, query: str, wanted: Collection[str] | None = None) -> set[str]:
    values = () if wanted is None else (json.dumps(sorted(wanted)),)
    return set(first_column(db.execute(query, values)))


def _write(db: sqlite3.Connection, found: Resolution, names: Collection[str]) -> None:
    """Write groups and doubts; ``names`` may include names that now belong to nobody."""
    grouped = {name for group in found.groups for name in group}
    groups = found.groups + [(name,) for name in sorted(names) if name not in grouped]
    former: set[int] = set()
    people: set[int] = set()
    for start in range(0, len(groups), _AT_ONCE):
        _write_groups(db, groups[start : start + _AT_ONCE], former, people)
    db.executemany(DROP_PERSON, ((person,) for person in sorted(former - people)))
    for doubt in found.doubts:
        db.execute(ADD_DOUBT, (doubt.one, doubt.other, doubt.probability, doubt.reason))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of ``names`` with its authorships counted."""

    id: int
    name: str
    person: int | None
    papers: int
    stated: int


def _write_groups(
    db: sqlite3.Connection, groups: Sequence[Group], former: set[int], people: set[int]
) -> None:
    """Write some groups of names as people; note who their names belonged to, and belong to now.

    A person's id is the smallest of their names' ids. A name without papers has no person.
    """
    rows = _read_rows(db, list(chain.from_iterable(groups)))
    shown: list[tuple[int, str, str, bool]] = []
    owners: list[tuple[int | None, int]] = []
    for group in groups:
        of_group = list(chain.from_iterable(rows[name] for name in group))
        used = [row for row in of_group if row.papers]
        former.update(row.person for row in of_group if row.person is not None)
        person = None
        if used:
            person = min(row.id for row in of_group)
            shown.append((person, *_best_name(used), is_group(group[0])))
            people.add(person)
        owners += _changed_owners(of_group, person)
    db.executemany(SHOW_PERSON, sorted(shown))
    db.executemany(GIVE_NAME, owners)


def _read_rows(db: sqlite3.Connection, names: Sequence[str]) -> Mapping[str, list[_Row]]:
    """Return the rows of each of some folded names."""
    rows: defaultdict[str, list[_Row]] = defaultdict(list)
    for folded, *values in db.execute(ROWS, (json.dumps(names),)):
        rows[folded].append(_Row(*values))
    return rows


def _changed_owners(rows: Sequence[_Row], person: int | None) -> list[tuple[int | None, int]]:
    """Return (person, name) for each row of a person to rewrite."""
    changed = []
    for row in rows:
        owner = person if row.papers else None
        if row.person != owner:
            changed.append((owner, row.id))
    return changed


def _best_name(rows: Sequence[_Row]) -> tuple[str, str]:
    """Return the form that is printed most, without marks, and how an index sorts it.

    Of forms printed equally often, prefer accents, then the longest.
    """
    stated: Counter[str] = Counter()
    for row in rows:
        stated[clean_name(row.name)] += row.stated
    name = max(stated, key=lambda name: (stated[name], not name.isascii(), len(name), name))
    return name, forms(name)[1]
