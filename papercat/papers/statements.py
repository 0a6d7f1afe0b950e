"""Statements in the catalogue: what each source says about each paper, as it was read."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from papercat.catalogue.sql_values import id_list
from papercat.papers.derive import Statement
from papercat.papers.matching import match_hash
from papercat.papers.model import Paper
from papercat.papers.record import from_text, to_text
from papercat.papers.records import read_rows
from papercat.papers.titles import fold_title, text_hash
from papercat.text.names import fold_for_search

LAST_ID = "SELECT coalesce(max(id), 0) FROM statements"
ADD = """
INSERT INTO statements (id, source_id, line, paper_id, match_hash, mark, record)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
REPLACE = "UPDATE statements SET (line, match_hash, mark, record) = (?, ?, ?, ?) WHERE id = ?"
MOVE_LINE = "UPDATE statements SET line = ? WHERE id = ?"
DELETE = "DELETE FROM statements WHERE id IN (SELECT value FROM json_each(?))"
BY_ID = """
SELECT s.id, s.line, s.paper_id, s.key, s.match_hash, s.mark, s.record, f.id, f.path, f.format
FROM json_each(?) AS wanted
JOIN statements AS s ON s.id = wanted.value
JOIN sources AS f ON f.id = s.source_id
ORDER BY s.id
"""
OF_SOURCE = "SELECT id FROM statements WHERE source_id = ?"
OF_PAPERS = """
SELECT s.id FROM json_each(?) AS wanted JOIN statements AS s ON s.paper_id = wanted.value
"""
WITH_HASHES = """
SELECT s.id FROM json_each(?) AS wanted JOIN statements AS s ON s.match_hash = wanted.value
"""
WITH_MARKS = """
SELECT s.id FROM json_each(?) AS wanted JOIN statements AS s ON s.mark = wanted.value
"""
MARKS_OF_SOURCE = "SELECT mark, id, line FROM statements WHERE source_id = ? ORDER BY line, id"
PLACES_OF_PAPER = """
SELECT s.mark, f.path, s.line FROM statements AS s JOIN sources AS f ON f.id = s.source_id
WHERE s.paper_id = ? ORDER BY s.id
"""

_ORGANISATIONS = " · "
"""begins the organisations at the end of a listing's line"""


class NewStatement(NamedTuple):
    """A statement about to be added."""

    id: int
    match_hash: int
    mark: int
    paper: Paper

    @classmethod
    def of(cls, number: int, paper: Paper, mark: int) -> "NewStatement":
        """Return the statement of a record."""
        return cls(number, match_hash(paper), mark, paper)

    def row(self, source: int, *, whole: bool) -> tuple[object, ...]:
        """Return the row for `ADD`; its record is left out unless it is stored `whole`."""
        text = to_text(self.paper) if whole else None
        return self.id, source, self.paper.line, self.id, self.match_hash, self.mark, text


class Stored(NamedTuple):
    """A statement as the catalogue stores it."""

    statement: Statement
    paper_id: int
    match_hash: int
    mark: int
    record: str | None


def mark_of(paper: Paper) -> int:
    """Return a number by which an entry is recognised when its source is imported again.

    It depends on the printed line of a split entry, else on title and first author, so
    that it survives changes of everything else.
    """
    if paper.confidence is not None and paper.printed:
        line = paper.printed.partition("\n")[2].partition(_ORGANISATIONS)[0]
        return text_hash(f"line {fold_for_search(line)}")
    first = next((author.name for author in paper.listed), "")
    return text_hash(f"{fold_title(paper.title)} by {fold_for_search(first)}")


def is_plain(paper: Paper) -> bool:
    """Tell whether the rows of a paper can hold everything that a record says."""
    return not (
        paper.key
        or paper.printed
        or paper.confidence is not None
        or paper.guesses
        or paper.doubts
        or paper.origins
        or any(author.source != "listed" for author in paper.authors)
    )


def read_statements(db: sqlite3.Connection, ids: Collection[int]) -> list[Stored]:
    """Return statements in the order of their ids."""
    rows = db.execute(BY_ID, (id_list(sorted(ids)),)).fetchall()
    as_rows = [row[2] for row in rows if row[6] is None]
    papers = dict(read_rows(db, as_rows)) if as_rows else {}
    found: list[Stored] = []
    for number, line, paper_id, key, hashed, mark, record, source, path, form in rows:
        if record is not None:
            paper = from_text(record, line)
        else:
            paper = as_read(papers[paper_id], line)
        statement = Statement(number, source, path, form, paper, key)
        found.append(Stored(statement, paper_id, hashed, mark, record))
    return found


def as_read(paper: Paper, line: int) -> Paper:
    """Return the record that the rows of a paper with a single plain statement hold."""
    authors = tuple([replace(author, person=None) for author in paper.authors])
    return replace(paper, line=line, authors=authors, key=None)


def ids_with(db: sqlite3.Connection, query: str, values: Iterable[int]) -> set[int]:
    """Return the statements that one of the queries above finds for a list of numbers."""
    return {row[0] for row in db.execute(query, (json.dumps(list(values)),))}


def places_of(db: sqlite3.Connection, paper_id: int) -> list[list[int | str]]:
    """Return [mark, path, line] for each statement of a paper, the first statement first."""
    return [list(row) for row in db.execute(PLACES_OF_PAPER, (paper_id,))]


class EarlierStatements:
    """The statements of a source from its last import, to be matched with its new entries."""

    def __init__(self, db: sqlite3.Connection, source: int) -> None:
        self._by_mark: dict[int, list[int]] = {}
        for mark, number, _ in db.execute(MARKS_OF_SOURCE, (source,)):
            self._by_mark.setdefault(mark, []).append(number)

    def __bool__(self) -> bool:
        return bool(self._by_mark)

    def take(self, mark: int) -> int | None:
        """Return the first statement with that mark that no entry has taken yet."""
        numbers = self._by_mark.get(mark)
        return numbers.pop(0) if numbers else None

    def left(self) -> Iterator[int]:
        """Yield the statements that no entry has taken."""
        for numbers in self._by_mark.values():
            yield from numbers


def delete_statements(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Delete statements; the caller then derives their papers again."""
    db.execute(DELETE, (json.dumps(ids),))
