"""The catalogue as `resolve_near` asks it: a few names and what is around them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from papercat.papers.paper_ids import day_of
from papercat.people.all_names import MANY_AUTHORS
from papercat.people.compatible_names import blocks_of
from papercat.people.identity_features import NameNode
from papercat.people.name_blocks import ROW, ROW_BITS, block_number

IN_BLOCKS = """
SELECT wanted.value, n.folded FROM json_each(?1) AS wanted
JOIN name_blocks AS b
ON b.place BETWEEN wanted.value << ?2 AND (wanted.value << ?2) + ?3
JOIN names AS n ON n.id = b.place & ?3
"""
PAPERS_OF_NAMES = """
SELECT n.folded, a.paper_id FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value
LEFT JOIN authorships AS a ON a.name_id = n.id AND a.slot > 0
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
BOUND = """
SELECT other.folded FROM json_each(?1) AS wanted
JOIN names AS n ON n.folded = wanted.value JOIN names AS other ON other.person_id = n.person_id
UNION
SELECT d.other FROM json_each(?1) AS wanted JOIN name_doubts AS d ON d.one = wanted.value
UNION
SELECT d.one FROM json_each(?1) AS wanted JOIN name_doubts AS d ON d.other = wanted.value
"""


def _sought(key: str) -> list[int]:
    """The numbers of the blocks where a name finds others."""
    blocks = blocks_of(key)
    everyone = [block_number(block, meets_all=False) for block, meets_all in blocks if meets_all]
    return everyone + [block_number(block, meets_all=True) for block, _ in blocks]


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

    def may_fit(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """The folded names that each of these meets in a block."""
        sought = {key: _sought(key) for key in keys}
        numbers = json.dumps(sorted({number for found in sought.values() for number in found}))
        members: defaultdict[int, list[str]] = defaultdict(list)
        for number, name in self._db.execute(IN_BLOCKS, (numbers, ROW_BITS, ROW)):
            members[number].append(name)
        return {
            key: {name for number in found for name in members.get(number, ())}
            for key, found in sought.items()
        }

    def nodes(self, keys: Collection[str]) -> Mapping[str, NameNode]:
        """These names with the papers they stand on, if they are there."""
        papers: defaultdict[str, list[int]] = defaultdict(list)
        for name, paper in self._db.execute(PAPERS_OF_NAMES, (json.dumps(list(keys)),)):
            papers[name] += [paper] if paper else []
        self._read_papers({paper for found in papers.values() for paper in found})
        return {key: self._node(key, found) for key, found in papers.items()}

    def bound_to(self, keys: Collection[str]) -> Collection[str]:
        """The names now taken, or doubted, to be one person's with any of these."""
        return {name for (name,) in self._db.execute(BOUND, (json.dumps(list(keys)),))}

    def _read_papers(self, papers: set[int]) -> None:
        unknown = (json.dumps(sorted(papers - self._authors.keys())),)
        found: defaultdict[int, list[str]] = defaultdict(list)
        for paper, name in self._db.execute(NAMES_ON_PAPERS, unknown):
            found[paper].append(name)
        for paper, names in found.items():
            self._authors[paper] = tuple(names) if len(names) <= MANY_AUTHORS else ()
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
