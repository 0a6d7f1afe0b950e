"""Papers that a person said are one: which record is then which paper's, in every later import.

The decision speaks of what sources print of the paper that went: its line, or its title
with its first author. What else tells, an identifier, the paper that stayed has now.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from papercat.infer.same_paper import title_hash, title_words, years_fit
from papercat.model import Paper
from papercat.record import from_record
from papercat.store.paper_decisions import line_subjects, paper_subject
from papercat.store.papers import BY_KEY, key_now

DUPLICATE = "same paper"
"""the kind of these decisions"""

IN_FORCE = """
SELECT value FROM decisions WHERE kind = 'same paper' AND undone_at IS NULL ORDER BY id
"""

MERGED = """
SELECT value ->> 'other', id FROM decisions
WHERE kind = 'same paper' AND undone_at IS NULL AND value ->> 'key' = ? ORDER BY id
"""


class _Gone(NamedTuple):
    """A paper that is another one."""

    paper: Paper
    key: str
    """of that other one"""


class Duplicates:
    """The papers of one load that are others, as a person said."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read them all: a person merged each of them, so they are few."""
        self._db = db
        self._lines: defaultdict[str, list[_Gone]] = defaultdict(list)
        self._papers: defaultdict[str, list[_Gone]] = defaultdict(list)
        self._hashes: set[int] = set()
        self.gone: set[str] = set()
        """keys of papers that are there no more; whoever types one finds what it became"""
        for (text,) in db.execute(IN_FORCE):
            value = json.loads(text)
            self._know(_Gone(gone_of(value), value["key"]))

    def _know(self, gone: _Gone) -> None:
        for line in line_subjects(gone.paper):
            self._lines[line].append(gone)
        self._papers[paper_subject(gone.paper)].append(gone)
        self._hashes.add(title_hash(title_words(gone.paper.title)))
        self.gone.add(str(gone.paper.key))

    def has_line(self, subject: str) -> bool:
        """Whether a folded line is that of a paper that went."""
        return subject in self._lines

    def paper(self, record: Paper, hashed: int) -> int | None:
        """The paper that a record is by such a decision; `hashed` is its title's hash."""
        lines = line_subjects(record) if self._lines and record.confidence is not None else ()
        maybe = [gone for line in lines for gone in self._lines.get(line, ())]
        if hashed in self._hashes:
            maybe += self._papers.get(paper_subject(record), ())
        for gone in maybe:
            if years_fit(record.published, gone.paper.published):
                found = self._db.execute(BY_KEY, (key_now(self._db, gone.key),)).fetchone()
                return int(found[0]) if found else None
        return None


def merged_into(db: sqlite3.Connection, key: str) -> list[tuple[str, int]]:
    """The keys of papers that were merged into one, each with the decision's number."""
    return db.execute(MERGED, (key,)).fetchall()


def gone_of(value: Mapping[str, Any]) -> Paper:
    """The paper that went, as it was before."""
    return from_record(value["gone"], 0)
