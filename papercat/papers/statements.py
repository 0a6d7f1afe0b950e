"""Sources, and the statements in the catalogue: what each source says about each paper."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from papercat.catalogue.sql_values import first_column, id_list
from papercat.papers.matching import fold_title, match_hash, text_hash
from papercat.papers.model import EarlierPage, Owner, Paper, Statement
from papercat.papers.paper_rows import read_rows
from papercat.papers.record import from_text, to_text
from papercat.text.names import fold_for_search

FIND_SOURCE = "SELECT id, sha256 FROM sources WHERE path = ?1 AND (path <> '-' OR sha256 = ?2)"
ADD_SOURCE = """
INSERT INTO sources (path, sha256, format, imported_at) VALUES (?, ?, ?, ?) RETURNING id
"""
REPLACE_SOURCE = "UPDATE sources SET (sha256, format, imported_at) = (?, ?, ?) WHERE id = ?"
SET_OWNER = "UPDATE sources SET (owner, owner_given, owner_margin) = (?, ?, ?) WHERE id = ?"
OWNER_GIVEN = """
SELECT id, owner FROM sources
WHERE path = ?1 AND (path <> '-' OR sha256 = ?2) AND owner_given
"""
PRINTED = """
SELECT record ->> 'printed' FROM statements WHERE source_id = ? AND record ->> 'printed' NOTNULL
"""
ALL_SOURCES = """
SELECT f.id, f.path, f.format, f.imported_at, f.owner, f.owner_given, f.owner_margin,
       (SELECT count(*) FROM statements AS s WHERE s.source_id = f.id),
       (SELECT count(*) FROM post_sources AS p WHERE p.source_id = f.id)
FROM sources AS f ORDER BY f.id
"""

LAST_ID = "SELECT coalesce(max(id), 0) FROM statements"
ADD = """
INSERT INTO statements (id, source_id, line, paper_id, match_hash, mark, record)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
REPLACE = "UPDATE statements SET (line, match_hash, mark, record) = (?, ?, ?, ?) WHERE id = ?"
MOVE_LINE = "UPDATE statements SET line = ? WHERE id = ?"
BY_ID = """
SELECT s.id, s.line, s.paper_id, s.key, s.match_hash, s.mark, s.record, f.id, f.path, f.format
FROM json_each(?) AS wanted
JOIN statements AS s ON s.id = wanted.value
JOIN sources AS f ON f.id = s.source_id
ORDER BY s.id
"""
IDS_WITH = {
    column: f"""
SELECT s.id FROM json_each(?) AS wanted JOIN statements AS s ON s.{column} = wanted.value
"""
    for column in ("source_id", "paper_id", "match_hash", "mark")
}
MARKS_OF_SOURCE = "SELECT mark, id FROM statements WHERE source_id = ? ORDER BY line, id"

_ORGANISATIONS = " · "
"""begins the organisations at the end of a listing's line"""


class Source(NamedTuple):
    """An imported file, with counts of its statements."""

    id: int
    path: str
    format: str
    imported_at: str
    owner: str | None
    """the person whose page it is; empty: nobody's; None: unknown"""
    owner_given: bool
    owner_margin: float | None
    statements: int
    posts: int


def source_id(db: sqlite3.Connection, path: str, sha256: str, form: str, now: str) -> int:
    """Return the row of a file, made or brought up to date.

    Standard input is one source for each content.
    """
    found = db.execute(FIND_SOURCE, (path, sha256)).fetchone()
    if found is None:
        found = (*db.execute(ADD_SOURCE, (path, sha256, form, now)).fetchone(), sha256)
    number, known = found
    if known != sha256:
        db.execute(REPLACE_SOURCE, (sha256, form, now, number))
    return int(number)


def owner_given(db: sqlite3.Connection, path: str, sha256: str) -> EarlierPage | None:
    """Return the owner that the user gave for an earlier state of a file, and that state."""
    found = db.execute(OWNER_GIVEN, (path, sha256)).fetchone()
    if found is None:
        return None
    number, owner = found
    lines = (text.partition("\n")[2] for (text,) in db.execute(PRINTED, (number,)))
    return EarlierPage(owner or "", frozenset(lines))


def set_owner(db: sqlite3.Connection, source: int, owner: Owner | None) -> None:
    """Store whose page a file is."""
    values: tuple[object, ...] = (None, False, None)
    if owner is not None:
        values = (owner.name, owner.given, owner.margin)
    db.execute(SET_OWNER, (*values, source))


def list_sources(db: sqlite3.Connection) -> list[Source]:
    """Return every source, the one imported first in front."""
    return [Source(*row) for row in db.execute(ALL_SOURCES)]


def mark_of(paper: Paper) -> int:
    """Return a number by which an entry is recognised when its source is imported again.

    It depends on the printed line of a split entry, else on title and first author, so
    that it survives changes of everything else.
    """
    if paper.confidence is not None and paper.printed:
        line = paper.printed.partition("\n")[2].partition(_ORGANISATIONS)[0]
        return text_hash(f"line {fold_for_search(line)}")
    first = next((author.name for author in paper.stated), "")
    return text_hash(f"{fold_title(paper.title)} by {fold_for_search(first)}")


def is_plain(paper: Paper) -> bool:
    """Tell whether the rows of a paper can hold everything that a record says."""
    beyond = (paper.key, paper.printed, paper.guesses, paper.doubts, paper.origins, paper.inferred)
    return paper.confidence is None and not any(beyond)


def read_statements(db: sqlite3.Connection, ids: Collection[int]) -> list[Statement]:
    """Return statements in the order of their ids."""
    rows = db.execute(BY_ID, (id_list(sorted(ids)),)).fetchall()
    as_rows = [row[2] for row in rows if row[6] is None]
    papers = dict(read_rows(db, as_rows)) if as_rows else {}
    found: list[Statement] = []
    for number, line, paper_id, key, hashed, mark, record, source, path, form in rows:
        if record is not None:
            paper = from_text(record, line)
        else:
            paper = without_people(replace(papers[paper_id], line=line, key=None))
        found.append(
            Statement(number, source, path, form, paper, key, paper_id, hashed, mark, record)
        )
    return found


def statements_of(db: sqlite3.Connection, paper_id: int) -> list[Statement]:
    """Return the statements of a paper in the order of their ids."""
    return read_statements(db, ids_with(db, "paper_id", [paper_id]))


def without_people(paper: Paper) -> Paper:
    """Return a paper as a source states it: its authors are names, not yet people."""
    authors = tuple([replace(author, person=None) for author in paper.authors])
    return replace(paper, authors=authors)


def ids_with(db: sqlite3.Connection, column: str, values: Iterable[int]) -> set[int]:
    """Return the statements that have one of some numbers in a column of `IDS_WITH`."""
    return set(first_column(db.execute(IDS_WITH[column], (id_list(values),))))


def ids_by_mark(db: sqlite3.Connection, source: int) -> dict[int, list[int]]:
    """Return the statements of a source by their marks, in the order of their lines."""
    found: dict[int, list[int]] = {}
    for mark, number in db.execute(MARKS_OF_SOURCE, (source,)):
        found.setdefault(mark, []).append(number)
    return found


def new_statement(number: int, source: int, paper: Paper, mark: int) -> Statement:
    """Return the statement of a record, as one about a paper of its own."""
    return Statement(number, source, "", "", paper, None, number, match_hash(paper), mark)


def add_statements(db: sqlite3.Connection, new: Iterable[Statement]) -> None:
    """Add new statements, in the order of their ids."""
    rows: list[tuple[object, ...]] = []
    for each in sorted(new, key=lambda each: each.id):
        place = (each.id, each.source, each.paper.line, each.paper_id)
        rows.append((*place, each.match_hash, each.mark, each.record))
    db.executemany(ADD, rows)


def replace_statements(db: sqlite3.Connection, papers: Iterable[tuple[int, Paper]]) -> None:
    """Let statements say something else; the caller then derives their papers again."""
    rows: list[tuple[object, ...]] = []
    for number, paper in papers:
        rows.append((paper.line, match_hash(paper), mark_of(paper), to_text(paper), number))
    db.executemany(REPLACE, rows)
