"""Who is who, worked out for the names that an import has touched, and nobody else."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from zlib import crc32

from papercat.infer.names import sort_name
from papercat.infer.same_person import Resolution, Settled, resolve_near, resolve_these
from papercat.infer.same_person_features import NameNode
from papercat.infer.same_person_fits import blocks_of
from papercat.infer.same_person_model import MANY_NAMES, prior_for
from papercat.store.paper_ids import MOST, day_of

IN_BLOCKS = """
SELECT b.block, n.folded FROM json_each(?) AS wanted
JOIN name_blocks AS b ON b.block = wanted.value
JOIN names AS n ON n.id = b.name_id
"""
ADD_BLOCK = "INSERT OR IGNORE INTO name_blocks (block, name_id) VALUES (?, ?)"
UNFILED = """
SELECT n.folded, n.id FROM names AS n
WHERE n.id > ?
AND n.id = (SELECT min(id) FROM names WHERE folded = n.folded)
"""
TOUCHED = """
SELECT DISTINCT n.folded FROM temp.to_index AS t
CROSS JOIN authorships AS a ON a.paper_id = t.id JOIN names AS n ON n.id = a.name_id
"""
PAPERS_OF_NAMES = """
SELECT n.folded, a.paper_id FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value
JOIN authorships AS a ON a.name_id = n.id
WHERE a.slot > 0
"""
NAMES_ON_PAPERS = """
SELECT a.paper_id, n.folded FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value
JOIN names AS n ON n.id = a.name_id
ORDER BY a.paper_id, a.slot
"""
CATEGORIES_OF_PAPERS = """
SELECT pc.paper_id, c.code FROM json_each(?) AS wanted
JOIN paper_categories AS pc ON pc.paper_id = wanted.value
JOIN categories AS c ON c.id = pc.category_id
"""
ORGANISATIONS_OF_PAPERS = """
SELECT po.paper_id, o.slug FROM json_each(?) AS wanted
JOIN paper_organisations AS po ON po.paper_id = wanted.value
JOIN organisations AS o ON o.id = po.organisation_id
"""
COUNT_NAMES = """
SELECT count(*) FROM (SELECT DISTINCT folded FROM names WHERE id <= ? LIMIT ?)
"""
LAST_FILED = "SELECT coalesce(max(name_id), 0) FROM name_blocks"
ALL_NAMES = "SELECT DISTINCT folded FROM names"
PEOPLE_OF_NAMES = """
SELECT n.folded, n.person_id, min(n.id) FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value GROUP BY n.folded, n.person_id
"""
NEW_PERSON = """
INSERT INTO people (name, sort_name)
SELECT name, '' FROM names WHERE folded = ? ORDER BY id LIMIT 1 RETURNING id
"""
GIVE_NAME = "UPDATE names SET person_id = ? WHERE folded = ?"
FORWARD = "UPDATE former_people SET person_id = ? WHERE person_id = ?"
FORMER = "INSERT INTO former_people (id, person_id) VALUES (?, ?)"
DROP_PERSON = "DELETE FROM people WHERE id = ?"
PRINTED_FORMS = """
WITH several AS (
    SELECT DISTINCT touched.person_id FROM json_each(?) AS wanted
    JOIN names AS touched ON touched.folded = wanted.value
    WHERE (SELECT count(*) FROM names WHERE person_id = touched.person_id) > 1
)
SELECT n.person_id, n.name, count(a.paper_id)
FROM several JOIN names AS n USING (person_id)
LEFT JOIN authorships AS a ON a.name_id = n.id AND a.slot > 0
GROUP BY n.id
"""
SHOW_AS = (
    "UPDATE people SET (name, sort_name) = (?1, ?2) WHERE id = ?3 AND name || sort_name <> ?1 || ?2"
)
FORGET_DOUBTS = """
DELETE FROM name_doubts WHERE one IN (SELECT value FROM json_each(?1))
OR other IN (SELECT value FROM json_each(?1))
"""
ADD_DOUBT = (
    "INSERT OR REPLACE INTO name_doubts (one, other, probability, reason) VALUES (?, ?, ?, ?)"
)

_MOST_OF_THEM = 0.3
"""from this share of all names on, looking at everybody is quicker than finding whom they affect"""
_AT_ONCE = 4000
"""names whose surroundings are held in memory together"""
_MANY_AUTHORS = 60
"""on papers with more authors than this, standing beside somebody says little"""


def block_number(block: str) -> int:
    """The number of a block. Two blocks may share one: it only costs a comparison."""
    return crc32(block.encode())


class StoredNames:
    """The catalogue as `resolve_near` asks it."""

    def __init__(self, db: sqlite3.Connection, size: int) -> None:
        self._db = db
        self._size = size
        self._authors: dict[int, tuple[str, ...]] = {}
        self._categories: defaultdict[int, set[str]] = defaultdict(set)
        self._organisations: defaultdict[int, set[str]] = defaultdict(set)

    def size(self) -> int:
        """How many names there are; from `MANY_NAMES` on the exact number matters no more."""
        return self._size

    def names_in(self, blocks: Collection[str]) -> Mapping[str, Collection[str]]:
        """The folded names in each of these blocks."""
        numbers = {block: block_number(block) for block in blocks}
        found: defaultdict[int, list[str]] = defaultdict(list)
        for number, name in self._db.execute(IN_BLOCKS, (json.dumps(list(numbers.values())),)):
            found[number].append(name)
        return {block: found[number] for block, number in numbers.items() if number in found}

    def nodes(self, keys: Collection[str]) -> Mapping[str, NameNode]:
        """These names with the papers they stand on."""
        papers: defaultdict[str, list[int]] = defaultdict(list)
        for name, paper in self._db.execute(PAPERS_OF_NAMES, (json.dumps(list(keys)),)):
            papers[name].append(paper)
        self._read_papers({paper for found in papers.values() for paper in found})
        return {key: self._node(key, papers[key]) for key in keys}

    def _read_papers(self, papers: set[int]) -> None:
        unknown = (json.dumps(sorted(papers - self._authors.keys())),)
        found: defaultdict[int, list[str]] = defaultdict(list)
        for paper, name in self._db.execute(NAMES_ON_PAPERS, unknown):
            found[paper].append(name)
        for paper, names in found.items():
            self._authors[paper] = tuple(names) if len(names) <= _MANY_AUTHORS else ()
        for paper, code in self._db.execute(CATEGORIES_OF_PAPERS, unknown):
            self._categories[paper].add(code)
        for paper, slug in self._db.execute(ORGANISATIONS_OF_PAPERS, unknown):
            self._organisations[paper].add(slug)

    def _node(self, key: str, papers: Sequence[int]) -> NameNode:
        years = [day.year for paper in papers if (day := day_of(paper))]
        return NameNode(
            key=key,
            papers={paper: self._authors[paper] for paper in papers},
            years=(min(years), max(years)) if years else None,
            categories=frozenset[str]().union(*(self._categories[paper] for paper in papers)),
            organisations=frozenset[str]().union(*(self._organisations[paper] for paper in papers)),
        )


def file_names(db: sqlite3.Connection, names: Iterable[tuple[str, int]]) -> None:
    """Put names into their blocks: (folded, row id) of the first row of each."""
    db.executemany(
        ADD_BLOCK,
        ((block_number(block), row) for folded, row in names for block in blocks_of(folded)),
    )


def names_touched(db: sqlite3.Connection) -> list[str]:
    """The folded names on papers that are new or have changed, while an import knows them.

    It does as long as `temp.to_index` holds them.
    """
    return [name for (name,) in db.execute(TOUCHED)]


def work_out_people(db: sqlite3.Connection, touched: Collection[str], settled: Settled) -> None:
    """Group the names that `touched` ones may have an effect on into people.

    Within the caller's transaction. The same people come out whatever the order of imports.
    """
    (last_filed,) = db.execute(LAST_FILED).fetchone()
    before, size = _count_names(db, last_filed), _count_names(db, MOST)
    file_names(db, db.execute(UNFILED, (last_filed,)))
    resolve: Callable[..., Resolution] = resolve_near
    if prior_for(before) != prior_for(size) or len(touched) > before * _MOST_OF_THEM:
        touched = [name for (name,) in db.execute(ALL_NAMES)]
        resolve = resolve_these
    in_turn = iter(sorted(touched, key=_surname_first))
    while names := list(islice(in_turn, _AT_ONCE)):
        found = resolve(names, StoredNames(db, size), settled)
        _apply(db, found)
        show_best_names(db, [name for group in found.groups for name in group])


def _count_names(db: sqlite3.Connection, last: int) -> int:
    count: int = db.execute(COUNT_NAMES, (last, MANY_NAMES)).fetchone()[0]
    return count


def _surname_first(name: str) -> tuple[str, str]:
    """Names that may be one person's lie close together, and are looked up together."""
    return name.rpartition(" ")[2], name


def _apply(db: sqlite3.Connection, found: Resolution) -> None:
    """Make the people be as they were worked out, with ids that last."""
    names = [name for group in found.groups for name in group]
    owners: defaultdict[str, set[int]] = defaultdict(set)
    founders: dict[int, tuple[int, str]] = {}
    for name, person, row in db.execute(PEOPLE_OF_NAMES, (json.dumps(names),)):
        owners[name].add(person)
        founders[person] = min(founders.get(person, (row, name)), (row, name))
    founded: defaultdict[str, list[int]] = defaultdict(list)
    for person, (_, name) in founders.items():
        founded[name].append(person)
    kept = {
        group: _make_one(db, group, owners, sorted(p for name in group for p in founded[name]))
        for group in found.groups
    }
    for group, person in kept.items():
        for gone in {p for name in group for p in founded[name]} - {person}:
            db.execute(FORWARD, (person, gone))
            db.execute(FORMER, (gone, person))
            db.execute(DROP_PERSON, (gone,))
    db.execute(FORGET_DOUBTS, (json.dumps(names),))
    db.executemany(ADD_DOUBT, ((d.one, d.other, d.probability, d.reason) for d in found.doubts))


def _make_one(
    db: sqlite3.Connection,
    group: Sequence[str],
    owners: Mapping[str, set[int]],
    founded: Sequence[int],
) -> int:
    """Make a group of names one person: the first whom one of them founded, or a new one."""
    person: int = founded[0] if founded else db.execute(NEW_PERSON, (group[0],)).fetchone()[0]
    for name in group:
        if owners[name] != {person}:
            db.execute(GIVE_NAME, (person, name))
    return person


def show_best_names(db: sqlite3.Connection, names: Sequence[str]) -> None:
    """Show the people of folded names under the form they are printed in most."""
    forms: defaultdict[int, list[tuple[int, bool, int, str]]] = defaultdict(list)
    for person, name, count in db.execute(PRINTED_FORMS, (json.dumps(names),)):
        forms[person].append((count, not name.isascii(), len(name), name))
    for person, found in forms.items():
        name = max(found)[-1]
        db.execute(SHOW_AS, (name, sort_name(name), person))
