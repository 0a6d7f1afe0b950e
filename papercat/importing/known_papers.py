"""Which papers those of a batch may be: by folded title, and by identifier."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeVar

from papercat.importing.prepared import Prepared

T = TypeVar("T")

SAME_TITLE = """
SELECT p.title_hash, p.id, i.scheme, i.value FROM json_each(?) AS wanted
JOIN papers AS p ON p.title_hash = wanted.value
LEFT JOIN identifiers AS i ON i.paper_id = p.id
"""
SAME_IDENTIFIER = """
SELECT i.scheme, i.value, i.paper_id FROM json_each(?) AS wanted
JOIN identifiers AS i ON i.scheme = wanted.value ->> 0 AND i.value = wanted.value ->> 1
"""


class KnownPapers:
    """The papers of the catalogue, and of the batch itself, that those of a batch may be."""

    def __init__(self, db: sqlite3.Connection, batch: Sequence[Prepared]) -> None:
        """Ask the catalogue, once for all of them."""
        self._by_title: dict[int, set[int]] = {}
        self._by_id: dict[tuple[str, str], int] = {}
        self._ids: dict[int, set[tuple[str, str]]] = {}
        """what papers of `_by_title` are identified by: scheme and value"""
        self._moved: dict[int, int] = {}
        """row id that a paper had → the one it has got"""
        titles = Counter([paper.hashed for paper in batch])
        pairs = Counter(chain.from_iterable([paper.ids for paper in batch]))
        for hashed, paper_id, scheme, value in db.execute(SAME_TITLE, (json.dumps(list(titles)),)):
            self._by_title.setdefault(hashed, set()).add(paper_id)
            of_paper = self._ids.setdefault(paper_id, set())
            if scheme is not None:
                of_paper.add((scheme, value))
        for scheme, value, paper_id in db.execute(SAME_IDENTIFIER, (json.dumps(list(pairs)),)):
            self._by_id[scheme, value] = paper_id
        self._titles = {*self._by_title, *_repeated(titles)}
        self._pairs = {*self._by_id, *_repeated(pairs)}

    def is_new(self, paper: Prepared) -> bool:
        """Whether neither the catalogue nor another place of the batch has anything like it.

        Most of a large file's papers are; the others must be noted as they are met.
        """
        return paper.hashed not in self._titles and self._pairs.isdisjoint(paper.ids)

    def candidates(self, paper: Prepared) -> list[int]:
        """Papers with an identifier in common first, then those with the title.

        A paper that a scheme identifies as another one is none: many share a title
        such as Introduction, and none of them needs to be read.
        """
        found = [self._now(self._by_id[pair]) for pair in paper.ids if pair in self._by_id]
        for known in map(self._now, sorted(self._by_title.get(paper.hashed, ()))):
            ids = self._ids.get(known, set())
            if dict(ids).keys().isdisjoint(dict(paper.ids)) or not ids.isdisjoint(paper.ids):
                found.append(known)
        return list(dict.fromkeys(found))

    def held_by_another(self, paper: Prepared, paper_id: int) -> list[tuple[str, str]]:
        """The identifiers of a paper that another one than `paper_id` has."""
        return [
            pair
            for pair in paper.ids
            if pair in self._by_id and self._now(self._by_id[pair]) != paper_id
        ]

    def _now(self, paper_id: int) -> int:
        while paper_id in self._moved:
            paper_id = self._moved[paper_id]
        return paper_id

    def note(self, paper: Prepared, paper_id: int, old_id: int | None) -> None:
        """A paper now stands at `paper_id`, and no longer at `old_id`."""
        before = set() if old_id is None else self._ids.get(old_id, set())
        self._ids[paper_id] = before.union(paper.ids)
        if old_id is not None and old_id != paper_id:
            self._moved[old_id] = paper_id
        self._by_title.setdefault(paper.hashed, set()).add(paper_id)
        self._by_id.update(dict.fromkeys(paper.ids, paper_id))


def _repeated(counts: Counter[T]) -> Iterator[T]:
    return (each for each, count in counts.items() if count > 1)
