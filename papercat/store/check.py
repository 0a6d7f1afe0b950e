"""Whether the catalogue is whole, and making anew what follows from the rest of it.

Every check looks for faults of one kind. Indices, counts and whatever else is worked out
of other tables can be made anew; what was read from a file or settled by a person can't,
and is for a backup to bring back.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from papercat.infer.dates import is_partial_date
from papercat.infer.same_paper import title_hash, title_words
from papercat.store.paper_ids import PaperIds, stands_at
from papercat.store.schema import declared
from papercat.store.tallies import recount
from papercat.store.writing import transaction

PAGES = "PRAGMA integrity_check(100)"
SORT_ANEW = "REINDEX"
REFERENCES = "PRAGMA foreign_key_check"
PARTS = "SELECT type, name FROM sqlite_master"
CHECK_INDEX = "INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)"
MAKE_INDEX = "INSERT INTO {0} ({0}) VALUES ('rebuild')"
TITLES_NOT_INDEXED = """
SELECT count(*) FROM papers WHERE id NOT IN (SELECT id FROM titles_fts_docsize)
"""
TITLES_OF_NO_PAPER = """
SELECT count(*) FROM titles_fts_docsize WHERE id NOT IN (SELECT id FROM papers)
"""
FORGET_TITLES = "INSERT INTO titles_fts (titles_fts) VALUES ('delete-all')"
INDEX_TITLES = "INSERT INTO titles_fts (rowid, title) SELECT id, title FROM papers ORDER BY id"
TALLIES = "SELECT kind, key, count FROM tallies WHERE count <> 0"
COPIES = """
SELECT id, key, authors, categories,
    coalesce((SELECT group_concat(name, ', ') FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot > 0 ORDER BY a.slot)), ''),
    coalesce((SELECT group_concat(code, ' ') FROM (
        SELECT c.code FROM paper_categories AS pc JOIN categories AS c ON c.id = pc.category_id
        WHERE pc.paper_id = p.id ORDER BY pc.position)), '')
FROM papers AS p
"""
COPY = "UPDATE papers SET (authors, categories) = (?2, ?3) WHERE id = ?1"
TITLES = "SELECT id, key, title, title_hash FROM papers"
KEEP_HASH = "UPDATE papers SET title_hash = ?2 WHERE id = ?1"
DATES = "SELECT id, key, published FROM papers"
MOVE = "UPDATE papers SET id = ?2 WHERE id = ?1"
DECISIONS = "SELECT id FROM decisions WHERE NOT json_valid(value)"

_INDICES = ("papers_fts", "posts_fts", "names_fts")
"""that can be held against the tables they index"""
_MADE_TABLES = {"tallies", "folds", "spellings", "name_blocks"}
"""beside the indices; what is not made anew here the next import or question files"""
_FEW = 3
"""examples in what is said of many"""


class Check(NamedTuple):
    """One kind of fault."""

    name: str
    find: Callable[[sqlite3.Connection], Iterable[str]]
    """what is wrong, a line each; nothing where all is well"""
    mend: Callable[[sqlite3.Connection], None] | None = None
    """makes anew what is at fault; None where nothing in the catalogue says how it was"""


class Fault(NamedTuple):
    """Something that is not as it should be."""

    check: str
    what: str
    repairable: bool


def find_faults(
    db: sqlite3.Connection, began: Callable[[str], None] = lambda _: None
) -> Iterator[Fault]:
    """Every fault, in a transaction that may be rolled back: nothing is changed.

    `began` is told what is looked at as each check begins; some take a while.
    """
    for check in CHECKS:
        began(f"looking at {check.name}")
        try:
            yield from (Fault(check.name, what, check.mend is not None) for what in check.find(db))
        except sqlite3.DatabaseError as error:
            if _code(error) not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}:
                raise
            yield Fault(check.name, f"can't be looked at: {error}", repairable=False)


def make_anew(db: sqlite3.Connection) -> None:
    """Make whatever follows from the rest, within the caller's transaction.

    What can't be made, as a table that it follows from is lost, stays as it is.
    """
    for check in CHECKS:
        if check.mend:
            try:
                with transaction(db):
                    check.mend(db)
            except sqlite3.DatabaseError as error:
                if _code(error) != sqlite3.SQLITE_ERROR:
                    raise


def _code(error: sqlite3.DatabaseError) -> int:
    """What kind of complaint it is; Python, which finds text that is none, has no code for it."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _pages(db: sqlite3.Connection) -> Iterator[str]:
    return (line for (line,) in db.execute(PAGES) if line != "ok")


def _sort_anew(db: sqlite3.Connection) -> None:
    db.execute(SORT_ANEW)


def _lost(db: sqlite3.Connection) -> Iterator[str]:
    return (f"{kind} {name} is missing" for kind, name in _not_there(db) if not _made(kind, name))


def _missing(db: sqlite3.Connection) -> Iterator[str]:
    return (f"{kind} {name} is missing" for kind, name in _not_there(db) if _made(kind, name))


def _make_missing(db: sqlite3.Connection) -> None:
    for part in _not_there(db):
        if _made(*part) and part not in set(db.execute(PARTS)):  # an index brings its own tables
            db.execute(declared()[part])


def _not_there(db: sqlite3.Connection) -> list[tuple[str, str]]:
    there = set(db.execute(PARTS))
    return [part for part in declared() if part not in there]


def _made(kind: str, name: str) -> bool:
    """Whether a part of the schema holds nothing but what follows from the rest."""
    return kind != "table" or name in _MADE_TABLES or "_fts" in name


def _references(db: sqlite3.Connection) -> Iterator[str]:
    return (
        f"row {row} of {table} refers to a row of {other} that is not there"
        for table, row, other, _ in db.execute(REFERENCES)
    )


def _texts(db: sqlite3.Connection) -> Iterator[str]:
    kept = [name for kind, name in declared() if not _made(kind, name)]
    lost = {name for _, name in _not_there(db)}
    for table in (table for table in kept if table not in lost):
        try:
            rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608  a table of ours
            damaged = any(bytes in map(type, row) for row in rows)
        except sqlite3.DatabaseError as error:
            if _code(error) != sqlite3.SQLITE_ERROR:
                raise
            damaged = True
        if damaged:
            yield f"{table}: has a text that is none, or can't be read"


def _full_text(db: sqlite3.Connection) -> Iterator[str]:
    for index in (*_INDICES, "titles_fts"):
        try:
            db.execute(CHECK_INDEX.format(index))
        except sqlite3.DatabaseError:
            yield f"{index}: is damaged, or not what its table says"
    (left_out,) = db.execute(TITLES_NOT_INDEXED).fetchone()
    (left_over,) = db.execute(TITLES_OF_NO_PAPER).fetchone()
    if left_out or left_over:
        yield f"titles_fts: papers left out: {left_out}; papers that are not there: {left_over}"


def _index_anew(db: sqlite3.Connection) -> None:
    for index in _INDICES:
        db.execute(MAKE_INDEX.format(index))
    db.execute(FORGET_TITLES)
    db.execute(INDEX_TITLES)


def _counts(db: sqlite3.Connection) -> Iterator[str]:
    before = set(db.execute(TALLIES))
    db.execute("SAVEPOINT counted")
    recount(db)
    after = set(db.execute(TALLIES))
    db.execute("ROLLBACK TO counted")
    db.execute("RELEASE counted")
    if wrong := {row[:2] for row in before ^ after}:
        yield _said("counts that are wrong", (f"{kind} {key}" for kind, key in wrong))


def _copies(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := [key for _, key, *copies in db.execute(COPIES) if copies[:2] != copies[2:]]:
        yield _said("papers that show other authors or categories than they have", wrong)


def _copy_anew(db: sqlite3.Connection) -> None:
    rows = [(row[0], *row[4:]) for row in db.execute(COPIES) if row[2:4] != row[4:]]
    db.executemany(COPY, rows)


def _hashes(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := [key for _, key, _ in _wrong_hashes(db)]:
        yield _said("papers that would not be known again by their titles", wrong)


def _wrong_hashes(db: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    for row, key, title, kept in db.execute(TITLES):
        if not isinstance(title, str):  # a bit tells text from bytes
            raise sqlite3.DatabaseError(f"the title of {key} is not text")
        hashed = title_hash(title_words(title))
        if hashed != kept:
            yield row, key, hashed


def _hash_anew(db: sqlite3.Connection) -> None:
    db.executemany(KEEP_HASH, [(row, hashed) for row, _, hashed in _wrong_hashes(db)])


def _dates(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := [key for _, key, published in db.execute(DATES) if not _is_date(published)]:
        yield _said("papers with a date that is none", wrong)


def _places(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := [key for _, key, _ in _misplaced(db)]:
        yield _said("papers that are not found by the date that they have", wrong)


def _misplaced(db: sqlite3.Connection) -> Iterator[tuple[int, str, str | None]]:
    for row, key, published in db.execute(DATES):
        if _is_date(published) and not stands_at(row, published):
            yield row, key, published


def _place_anew(db: sqlite3.Connection) -> None:
    ids = PaperIds(db)
    for row, _, published in list(_misplaced(db)):
        db.execute(MOVE, (row, ids.take(published)))


def _is_date(published: object) -> bool:
    return published is None or (isinstance(published, str) and is_partial_date(published))


def _decisions(db: sqlite3.Connection) -> Iterator[str]:
    return (f"decision {number} can't be read" for (number,) in db.execute(DECISIONS))


def _said(what: str, wrong: Iterable[str]) -> str:
    listed = sorted(map(str, wrong))
    return f"{what}: {len(listed)}, {', '.join(listed[:_FEW])}{' …' * (len(listed) > _FEW)}"


CHECKS = (
    Check("pages", _pages, _sort_anew),
    Check("tables", _lost),
    Check("tables", _missing, _make_missing),
    Check("references", _references),
    Check("texts", _texts),
    Check("decisions", _decisions),
    Check("copies", _copies, _copy_anew),
    Check("titles", _hashes, _hash_anew),
    Check("counts", _counts, recount),
    Check("full text", _full_text, _index_anew),
    Check("dates", _dates),
    Check("dates", _places, _place_anew),
)
"""in an order in which each may build on those before it"""
