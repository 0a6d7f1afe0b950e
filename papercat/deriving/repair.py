"""Check that the catalogue is whole, and derive again what can be derived."""

import sqlite3
from collections.abc import Callable, Iterator

from papercat.catalogue.integrity import Fault, file_faults, listed, restore_missing
from papercat.catalogue.schema import declared_index
from papercat.catalogue.sql_values import first_column
from papercat.deriving.derivation import Derivation
from papercat.papers.paper_files import missing_files
from papercat.papers.paper_rows import AROUND
from papercat.search.full_text import (
    clear_paper_index,
    forget_pdf_texts,
    index_faults,
    rebuild_index,
)

CHECK_NAMES = "INSERT INTO names_fts (names_fts, rank) VALUES ('integrity-check', 1)"
FORGET_INDEX = "DELETE FROM sqlite_master WHERE name = ?"
ITS_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ? || '_*'"
LOST_STATEMENTS = """
SELECT s.id FROM statements AS s
WHERE s.record IS NULL AND NOT EXISTS (SELECT 1 FROM papers AS p WHERE p.id = s.paper_id)
"""
PAPERS_WITHOUT_STATEMENT = """
SELECT p.key FROM papers AS p
WHERE NOT EXISTS (SELECT 1 FROM statements AS s WHERE s.paper_id = p.id)
"""
OTHER_AUTHORS = """
SELECT p.key FROM papers AS p JOIN statements AS s ON s.id = p.id
WHERE s.record NOTNULL AND p.authors <> coalesce((
    SELECT group_concat(name, ', ') FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot > 0 ORDER BY a.slot)), '')
"""
LOST_AUTHORS = OTHER_AUTHORS.replace("NOTNULL", "ISNULL")
OTHER_CATEGORIES = """
SELECT p.key FROM papers AS p WHERE p.categories <> coalesce((
    SELECT group_concat(code, ' ') FROM (
        SELECT c.code FROM paper_categories AS pc JOIN categories AS c ON c.id = pc.category_id
        WHERE pc.paper_id = p.id ORDER BY pc.position)), '')
"""
QUERIES = (
    ("statements", "statements whose text is lost", LOST_STATEMENTS, False),
    ("statements", "statements whose authors are lost", LOST_AUTHORS, False),
    ("papers", "papers that no source states", PAPERS_WITHOUT_STATEMENT, True),
    ("papers", "papers that show other authors than they have", OTHER_AUTHORS, True),
    ("papers", "papers that show other categories than they have", OTHER_CATEGORIES, True),
)
"""(check, what is wrong, query for it, True if deriving again repairs it)"""

ALL_STATEMENTS = "SELECT id FROM statements ORDER BY id"
DERIVED = (*AROUND, "paper_doubts", "papers")

_AT_ONCE = 5000
"""statements that are derived together"""
_INDEXES = ("papers_fts", "posts_fts", "names_fts", "titles_fts", "pdf_texts_fts")
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


def find_faults(db: sqlite3.Connection, say: Callable[[str], None]) -> Iterator[Fault]:
    """Yield every fault and change nothing; `say` reports each check."""
    say("checking the file")
    try:
        yield from file_faults(db)
    except sqlite3.DatabaseError as error:
        yield _unreadable("pages", error)
    say("checking full-text indexes")
    try:
        db.execute(CHECK_NAMES)
    except sqlite3.DatabaseError:
        yield Fault("full text", "names_fts is damaged, or out of step", repairable=True)
    for what in index_faults(db):
        yield Fault("full text", what, repairable=True)
    say("checking papers")
    for check, what, query, repairable in QUERIES:
        try:
            wrong = first_column(db.execute(query))
        except sqlite3.DatabaseError as error:
            yield _unreadable(check, error)
            continue
        if wrong:
            yield Fault(check, listed(what, wrong), repairable)
    say("checking PDFs")
    if missing := missing_files(db):
        yield Fault("files", listed("filed PDFs that are missing", missing), repairable=False)


def _unreadable(check: str, error: sqlite3.DatabaseError) -> Fault:
    """Return the fault of a table that can't be read. Raises errors of other kinds again."""
    if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _BROKEN:
        raise error
    return Fault(check, f"can't be checked: {error}", repairable=False)


def repair(db: sqlite3.Connection, say: Callable[[str], None]) -> None:
    """Make indexes again and derive everything, in the caller's transaction.

    If statements are lost, the papers stay as they are: they are all that is left.
    """
    say("making indexes again")
    restore_missing(db)
    for index in _INDEXES:
        _make_index_again(db, index)
    forget_pdf_texts(db)
    db.execute("REINDEX")
    lost = [query for _, _, query, repairable in QUERIES if not repairable]
    if not any(db.execute(query).fetchone() for query in lost):
        say("deriving papers and people again")
        derive_everything(db)
    rebuild_index(db)


def derive_everything(db: sqlite3.Connection) -> None:
    """Derive all papers and people again from statements and decisions."""
    every = first_column(db.execute(ALL_STATEMENTS))
    parts = [every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)]
    derivation = Derivation(db)
    for part in parts:
        derivation.store_whole(part)
    clear_paper_index(db)
    for table in DERIVED:
        db.execute(f"DELETE FROM {table}")
    for part in parts:
        derivation.derive(part)
    derivation.finish(everybody=True)


def _make_index_again(db: sqlite3.Connection, index: str) -> None:
    """Drop a full-text index and declare it again: a damaged one can't be emptied."""
    db.execute("PRAGMA writable_schema = ON")
    db.execute(FORGET_INDEX, (index,))
    db.execute("PRAGMA writable_schema = RESET")
    for (table,) in db.execute(ITS_TABLES, (index,)).fetchall():
        db.execute(f"DROP TABLE {table}")
    for statement in declared_index(index):
        db.execute(statement)
