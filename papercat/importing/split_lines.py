"""Which paper a listing's line was split into, so that the line read otherwise is still it.

A line may be split in another place when its page has grown, when a person has settled
names, or by a newer papercat. Its title is then another, but the paper is the same.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from papercat.papers.model import Paper
from papercat.papers.paper_decisions import line_subjects, with_authors
from papercat.papers.same_paper import combine, same_paper

SAME_LINE = """
SELECT s.hash, s.paper_id FROM json_each(?) AS wanted
JOIN split_lines AS s ON s.hash = wanted.value
"""
ADD = "INSERT OR IGNORE INTO split_lines (hash, paper_id) VALUES (?, ?)"

TOLD = 0.0005
"""by how much surer one is told of: a tenth of a per cent is shown"""


def line_hash(paper: Paper) -> int | None:
    """A 63-bit number of the folded line that a paper was split from; None where none was.

    An export has the line among its sources, of which the first is enough.
    """
    return next(iter(line_hashes(paper)), None) if paper.confidence is not None else None


def line_hashes(paper: Paper) -> list[int]:
    """The same of every line that a paper was ever read from."""
    digests = (
        hashlib.blake2b(subject.encode(), digest_size=8).digest()
        for subject in line_subjects(paper)
    )
    return [int.from_bytes(digest) >> 1 for digest in digests]


class SplitLines:
    """The lines of one load."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Within the caller's transaction."""
        self._db = db
        self._papers: dict[int, int] = {}
        self._new: list[tuple[int, int]] = []

    def look_up(self, papers: Sequence[Paper | None]) -> list[int | None]:
        """The hashes of a batch, whose papers are then known; None for what was no line."""
        hashes = [line_hash(paper) if paper else None for paper in papers]
        wanted = json.dumps([hashed for hashed in hashes if hashed is not None])
        self._papers.update(self._db.execute(SAME_LINE, (wanted,)))
        return hashes

    def paper(self, hashed: int | None) -> int | None:
        """The paper of a line; None where it was never read."""
        return None if hashed is None else self._papers.get(hashed)

    def note(self, hashed: int | None, paper_id: int) -> None:
        """A line is that paper's, whose row may have moved; `write` puts it down."""
        if hashed is not None:
            if hashed not in self._papers:
                self._new.append((hashed, paper_id))
            self._papers[hashed] = paper_id

    def note_all(self, paper: Paper, paper_id: int) -> None:
        """The same of every line of an exported paper."""
        for hashed in line_hashes(paper):
            self.note(hashed, paper_id)

    def write(self) -> None:
        """Put down what was noted since the last time."""
        self._db.executemany(ADD, self._new)
        self._new.clear()


def same_line(old: Paper, new: Paper) -> bool:
    """Whether a line read otherwise may still be the paper it was: years must fit."""
    return same_paper(old, replace(new, title=old.title, authors=old.authors))


def combine_duplicate(kept: Paper, gone: Paper) -> Paper:
    """What both say together, of which a person said that they are one paper.

    They may be two lines, so how that of the one that stays was read stays too.
    """
    both_lines = kept.confidence is not None and gone.confidence is not None
    return combine(kept, _read_as(gone, kept) if both_lines else gone)


def one_reading(old: Paper, new: Paper, *, mended: bool = False) -> tuple[Paper, Paper]:
    """Both with the reading of their line that is surer, where they differ; of a `mended` one new.

    Whatever else was imported since moves the last digits of how sure each line is. Nobody
    is shown them, and they are no reason to change a paper.
    """
    if old.confidence is None or new.confidence is None:
        return old, new
    more = new.confidence - old.confidence
    if mended or more > TOLD or (more > 0 and old.split_doubts and not new.split_doubts):
        return _read_as(old, new), new
    return old, _read_as(new, old)


def _read_as(paper: Paper, other: Paper) -> Paper:
    """The paper with another one's reading of the line, and whom it was inferred to have."""
    return replace(
        paper,
        title=other.title,
        authors=with_authors(paper, other.listed),
        authors_truncated=other.authors_truncated,
        confidence=other.confidence,
        doubts=(*other.split_doubts, *paper.other_doubts),
    )
