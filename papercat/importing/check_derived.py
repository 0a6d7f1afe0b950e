"""Whether what is worked out of other tables still fits them."""

import sqlite3
from collections.abc import Iterator

from papercat.catalogue.check_kind import Check, said
from papercat.catalogue.schema import declared_index
from papercat.papers.paper_ids import PaperIds, stands_at
from papercat.papers.same_paper import title_hash, title_words
from papercat.papers.tallies import recount
from papercat.partial_date import is_partial_date

CHECK_INDEX = "INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)"
FORGET_INDEX = "DELETE FROM sqlite_master WHERE name = ?"
ITS_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ? || '_*'"
TITLES_NOT_INDEXED = """
SELECT count(*) FROM papers WHERE id NOT IN (SELECT id FROM titles_fts_docsize)
"""
TITLES_OF_NO_PAPER = """
SELECT count(*) FROM titles_fts_docsize WHERE id NOT IN (SELECT id FROM papers)
"""
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

_INDICES = ("papers_fts", "posts_fts", "names_fts", "titles_fts")


def _full_text(db: sqlite3.Connection) -> Iterator[str]:
    for index in _INDICES:
        try:
            db.execute(CHECK_INDEX.format(index))
        except sqlite3.DatabaseError:
            yield f"{index}: is damaged, or not what its table says"
    (left_out,) = db.execute(TITLES_NOT_INDEXED).fetchone()
    (left_over,) = db.execute(TITLES_OF_NO_PAPER).fetchone()
    if left_out or left_over:
        yield f"titles_fts: papers left out: {left_out}; papers that are not there: {left_over}"


def _index_anew(db: sqlite3.Connection) -> None:
    """Drop every index and declare it again: one that is damaged can't even be emptied."""
    for index in _INDICES:
        db.execute("PRAGMA writable_schema = ON")
        db.execute(FORGET_INDEX, (index,))
        db.execute("PRAGMA writable_schema = RESET")
        for (table,) in db.execute(ITS_TABLES, (index,)).fetchall():
            db.execute(f"DROP TABLE {table}")
        for statement in declared_index(index):
            db.execute(statement)


def _counts(db: sqlite3.Connection) -> Iterator[str]:
    before = set(db.execute(TALLIES))
    db.execute("SAVEPOINT counted")
    recount(db)
    after = set(db.execute(TALLIES))
    db.execute("ROLLBACK TO counted")
    db.execute("RELEASE counted")
    if wrong := {row[:2] for row in before ^ after}:
        yield said("counts that are wrong", (f"{kind} {key}" for kind, key in wrong))


def _copies(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := [key for _, key, *copies in db.execute(COPIES) if _is_wrong(*copies)]:
        yield said("papers that show other authors or categories than they have", wrong)


def _lost(db: sqlite3.Connection) -> Iterator[str]:
    if lost := [key for _, key, *copies in db.execute(COPIES) if _is_all_there_is(*copies)]:
        yield said("papers that only still show some of their authors or categories", lost)


def _is_wrong(authors: str, categories: str, *own: str) -> bool:
    return (authors, categories) != own and not _is_all_there_is(authors, categories, *own)


def _is_all_there_is(authors: str, categories: str, own_authors: str, own_categories: str) -> bool:
    """Whether what is shown says all that the paper has, and more: rows are lost."""
    return _author_names(own_authors) < _author_names(authors) or (
        set(own_categories.split()) < set(categories.split())
    )


def _author_names(listed: str) -> set[str]:
    """Split a list of authors; a paper without authors has an empty one."""
    return set(listed.split(", ")) if listed else set()


def _copy_anew(db: sqlite3.Connection) -> None:
    rows = [(row[0], *row[4:]) for row in db.execute(COPIES) if _is_wrong(*row[2:])]
    db.executemany(COPY, rows)


def _hashes(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := [key for _, key, _ in _wrong_hashes(db)]:
        yield said("papers that would not be known again by their titles", wrong)


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
        yield said("papers with a date that is none", wrong)


def _places(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := [key for _, key, _ in _misplaced(db)]:
        yield said("papers that are not found by the date that they have", wrong)


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


CHECKS = (
    Check("full text", _full_text, _index_anew),  # first: nothing is written while one is damaged
    Check("copies", _lost),
    Check("copies", _copies, _copy_anew),
    Check("titles", _hashes, _hash_anew),
    Check("counts", _counts, recount),
    Check("dates", _dates),
    Check("dates", _places, _place_anew),
)
