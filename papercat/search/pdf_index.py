"""The full-text index of filed PDFs, for `search --fulltext`.

Their text comes from files, so it is no part of what statements and decisions say. It is read
again when a file has changed, or when the index was emptied.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from papercat.text.folding import fold_letters

FILED = """
SELECT DISTINCT f.path, t.size, t.changed_at
FROM paper_files AS f LEFT JOIN pdf_texts AS t ON t.path = f.path ORDER BY f.path
"""
READ_BEFORE = "SELECT id, text FROM pdf_texts WHERE path = ?"
NOT_FILED = "SELECT id, text FROM pdf_texts WHERE path NOT IN (SELECT path FROM paper_files)"
FORGET = "DELETE FROM pdf_texts WHERE id = ?"
FORGET_TEXT = "INSERT INTO pdf_texts_fts (pdf_texts_fts, rowid, text) VALUES ('delete', ?, ?)"
ADD = "INSERT INTO pdf_texts (path, size, changed_at, text) VALUES (?, ?, ?, ?) RETURNING id"
ADD_TEXT = "INSERT INTO pdf_texts_fts (rowid, text) VALUES (?, ?)"
CHECK = "INSERT INTO pdf_texts_fts (pdf_texts_fts) VALUES ('integrity-check')"
WITHOUT_TEXT = """
SELECT count(*) FROM pdf_texts WHERE id NOT IN (SELECT id FROM pdf_texts_fts_docsize)
"""


def unread_pdfs(db: sqlite3.Connection) -> list[str]:
    """Return the paths of filed PDFs that are new or have changed. Missing files are left out."""
    unread: list[str] = []
    for path, *known in db.execute(FILED):
        now = _state(path)
        if now is not None and now != tuple(known):
            unread.append(path)
    return unread


def index_pdf(db: sqlite3.Connection, path: str, text: str) -> None:
    """Index the text of a PDF in place of an earlier one, within the caller's transaction."""
    state = _state(path)
    if state is None:  # it vanished in the meantime
        return
    _forget(db, READ_BEFORE, path)
    (number,) = db.execute(ADD, (path, *state, text)).fetchone()
    db.execute(ADD_TEXT, (number, fold_letters(text)))


def forget_unfiled(db: sqlite3.Connection) -> None:
    """Delete the texts of PDFs that are not filed any more."""
    _forget(db, NOT_FILED)


def forget_pdf_texts(db: sqlite3.Connection) -> None:
    """Note that no PDF is read; the index itself is made again."""
    db.execute("DELETE FROM pdf_texts")


def pdf_index_faults(db: sqlite3.Connection) -> Iterator[str]:
    """Report a damaged index, or texts that it lacks."""
    try:
        db.execute(CHECK)
        (missing,) = db.execute(WITHOUT_TEXT).fetchone()
    except sqlite3.DatabaseError as error:
        yield f"pdf_texts_fts: damaged ({error})"
        return
    if missing:
        yield f"pdf_texts_fts: {missing} texts of PDFs are missing"


def _forget(db: sqlite3.Connection, query: str, *values: str) -> None:
    for number, text in db.execute(query, values).fetchall():
        db.execute(FORGET_TEXT, (number, fold_letters(text)))
        db.execute(FORGET, (number,))


def _state(path: str) -> tuple[int, int] | None:
    """Return size and time of a file, which tell whether it has changed; None without a file."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
