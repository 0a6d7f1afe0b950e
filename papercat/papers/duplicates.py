"""Papers that a person said are one: which record is then which paper's, in every later import.

The decision keeps the paper that went as it was: what would have been told of that is told of
the one that stayed.
"""

import json
import sqlite3
from collections import defaultdict
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from papercat.papers.find_paper import BY_KEY, key_now
from papercat.papers.model import Paper
from papercat.papers.paper_decisions import line_subjects
from papercat.papers.record import from_record
from papercat.papers.same_paper import same_paper, title_hash, title_words

DUPLICATE = "same paper"
"""the kind of these decisions"""

IN_FORCE = """
SELECT value FROM decisions WHERE kind = 'same paper' AND undone_at IS NULL ORDER BY id
"""

MERGED = """
SELECT value ->> 'other', id FROM decisions
WHERE kind = 'same paper' AND undone_at IS NULL AND value ->> 'key' = ? ORDER BY id
"""


class Merged(NamedTuple):
    """One of two papers that are one, as it was before."""

    paper: Paper
    key: str
    """of what they are now"""

    def is_it(self, record: Paper) -> bool:
        """Whether a record speaks of the paper, under its title or as its line."""
        read_alike = replace(record, title=self.paper.title, authors=self.paper.authors)
        titles = (dict(origin.said).get("title") for origin in self.paper.origins)
        others = (replace(self.paper, title=title) for title in titles if title)
        same = any(same_paper(paper, record) for paper in (self.paper, *others))
        lines = record.confidence is not None and line_subjects(record)
        by_line = lines and not set(lines).isdisjoint(line_subjects(self.paper))
        return same or bool(by_line and same_paper(self.paper, read_alike))


class Duplicates:
    """The papers of one load that are others, as a person said."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read them all: a person merged each of them, so they are few."""
        self._db = db
        self._lines: defaultdict[str, list[Merged]] = defaultdict(list)
        self._titles: defaultdict[int, list[Merged]] = defaultdict(list)
        self.gone: set[str] = set()
        """keys of papers that are there no more; whoever types one finds what it became"""
        for (text,) in db.execute(IN_FORCE):
            value = json.loads(text)
            for which in ("gone", "kept"):
                self._know(Merged(from_record(value[which], 0), value["key"]))
            self.gone.add(value["other"])

    def __bool__(self) -> bool:
        return bool(self.gone)

    def _know(self, merged: Merged) -> None:
        paper = merged.paper
        titles = [paper.title, *(dict(origin.said).get("title") for origin in paper.origins)]
        for hashed in {title_hash(title_words(title)) for title in titles if title}:
            self._titles[hashed].append(merged)
        for line in line_subjects(paper):
            self._lines[line].append(merged)

    def is_elsewhere(self, line: str, key: str) -> bool:
        """Whether a folded line is that of a paper which went into the one of a key."""
        return any(
            merged.paper.key != key == key_now(self._db, merged.key)
            for merged in self._lines.get(line, ())
        )

    def maybe(self, record: Paper, hashed: int) -> dict[int, list[Merged]]:
        """Papers by row id, with those they were before that a record may speak of.

        `hashed` is its title's hash.
        """
        lines = line_subjects(record) if self._lines and record.confidence is not None else ()
        found: defaultdict[int, list[Merged]] = defaultdict(list)
        by_line = (merged for line in lines for merged in self._lines.get(line, ()))
        for merged in chain(by_line, self._titles.get(hashed, ())):
            kept = self._db.execute(BY_KEY, (key_now(self._db, merged.key),)).fetchone()
            if kept:
                found[kept[0]].append(merged)
        return found


def merged_into(db: sqlite3.Connection, key: str) -> list[tuple[str, int]]:
    """The keys of papers that were merged into one, each with the decision's number."""
    return db.execute(MERGED, (key,)).fetchall()
