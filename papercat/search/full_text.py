"""The full-text indexes of papers, posts and filed PDFs: writing, forgetting, checking.

The indexes hold folded text, so rows are written here and by no trigger. Whoever changes
papers calls `forget_papers` before the rows change and `index_papers` after.

The text of PDFs comes from files, so it is no part of what statements and decisions say. It is
read again when a file has changed, or when the index was emptied.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from papercat.catalogue.sql_values import first_column, id_list
from papercat.text.folding import fold_letters
from papercat.text.spelling import Vocabulary

PAPER_TEXTS = """
SELECT p.id, p.title, p.abstract, p.authors, p.comment, p.notes,
    (SELECT group_concat(t.title, ' ') FROM other_titles AS t WHERE t.paper_id = p.id),
    (SELECT group_concat(n.name, ', ') FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot < 0)
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value ORDER BY p.id
"""
POST_TEXTS = """
SELECT p.id, p.title, p.description, p.text
FROM json_each(?) AS wanted JOIN posts AS p ON p.id = wanted.value ORDER BY p.id
"""
ALL_PAPERS = "SELECT id FROM papers ORDER BY id"
ALL_POSTS = "SELECT id FROM posts ORDER BY id"
INDEXED = """
SELECT size.id FROM json_each(?) AS wanted JOIN {index}_docsize AS size ON size.id = wanted.value
"""
ADD = "INSERT INTO {index} (rowid, {columns}) VALUES (?{values})"
FORGET = "INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', ?{values})"
EMPTY = "INSERT INTO {index} ({index}) VALUES ('delete-all')"
DAMAGED = "INSERT INTO {index} ({index}) VALUES ('integrity-check')"
FRESH = """
CREATE VIRTUAL TABLE temp.fresh_{index} USING fts5 (
    {columns}, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'")
"""
TERMS = """
CREATE VIRTUAL TABLE temp.{index}_terms USING fts5vocab ({schema}, {index}, col);
"""
DIFFERENT_TERMS = """
SELECT count(*) FROM (
    SELECT * FROM (SELECT * FROM temp.{index}_terms EXCEPT SELECT * FROM temp.fresh_{index}_terms)
    UNION ALL
    SELECT * FROM (SELECT * FROM temp.fresh_{index}_terms EXCEPT SELECT * FROM temp.{index}_terms))
"""
DIFFERENT_ROWS = """
SELECT count(*) FROM (
    SELECT * FROM (
        SELECT id, sz FROM {index}_docsize EXCEPT SELECT id, sz FROM fresh_{index}_docsize)
    UNION ALL
    SELECT * FROM (
        SELECT id, sz FROM fresh_{index}_docsize EXCEPT SELECT id, sz FROM {index}_docsize))
"""
FILED = """
SELECT DISTINCT f.path, t.size, t.changed_at
FROM paper_files AS f LEFT JOIN pdf_texts AS t ON t.path = f.path ORDER BY f.path
"""
READ_BEFORE = "SELECT id, text FROM pdf_texts WHERE path = ?"
NOT_FILED = "SELECT id, text FROM pdf_texts WHERE path NOT IN (SELECT path FROM paper_files)"
FORGET_PDF = "DELETE FROM pdf_texts WHERE id = ?"
ADD_PDF = "INSERT INTO pdf_texts (path, size, changed_at, text) VALUES (?, ?, ?, ?) RETURNING id"
WITHOUT_TEXT = """
SELECT count(*) FROM pdf_texts WHERE id NOT IN (SELECT id FROM pdf_texts_fts_docsize)
"""

_AT_ONCE = 1000
"""rows read and written together"""
_FEW = 5000
"""papers whose abstracts are looked at for spellings, too: of more, titles and authors have
enough words, and what abstracts add is numbers, formulas and other people's misspellings"""

COLUMNS = {
    "papers_fts": ("title", "abstract", "authors", "comment", "notes"),
    "titles_fts": ("title",),
    "posts_fts": ("title", "description", "text"),
    "pdf_texts_fts": ("text",),
}
_OF_CATALOGUE = ("papers_fts", "titles_fts", "posts_fts")
"""the indexes whose text is in the catalogue"""

_Row = tuple[int | str | None, ...]


def index_papers(db: sqlite3.Connection, paper_ids: Iterable[int]) -> None:
    """Index the text of papers that are new or were forgotten, within the caller's transaction."""
    ids = sorted(set(paper_ids))
    vocabulary = Vocabulary()
    with_abstracts = len(ids) <= _FEW
    for papers in _texts(db, PAPER_TEXTS, ids):
        _write_papers(db, ADD, papers)
        for _, title, abstract, authors, *_ in papers:
            vocabulary.add(f"{title} {authors}")
            if with_abstracts and abstract:
                vocabulary.add(str(abstract))
    vocabulary.store(db)


def forget_papers(db: sqlite3.Connection, paper_ids: Iterable[int]) -> None:
    """Take papers out of the index before their rows in `papers` change or vanish.

    The index needs their present text for that. Papers that are not indexed are passed over.
    """
    for papers in _texts(db, PAPER_TEXTS, _indexed(db, "papers_fts", paper_ids)):
        _write_papers(db, FORGET, papers)


def index_posts(db: sqlite3.Connection, post_ids: Iterable[int]) -> None:
    """Index the text of posts that are new or were forgotten."""
    for posts in _texts(db, POST_TEXTS, sorted(set(post_ids))):
        _write(db, ADD, "posts_fts", _folded_rows(posts))


def forget_posts(db: sqlite3.Connection, post_ids: Iterable[int]) -> None:
    """Take posts out of the index before their rows change or vanish."""
    for posts in _texts(db, POST_TEXTS, _indexed(db, "posts_fts", post_ids)):
        _write(db, FORGET, "posts_fts", _folded_rows(posts))


def clear_paper_index(db: sqlite3.Connection) -> None:
    """Empty the indexes of papers, and the words to suggest."""
    for index in ("papers_fts", "titles_fts"):
        db.execute(EMPTY.format(index=index))
    db.execute("DELETE FROM spellings")
    db.execute("DELETE FROM word_variants")


def rebuild_index(db: sqlite3.Connection) -> None:
    """Index every paper and post again."""
    clear_paper_index(db)
    db.execute(EMPTY.format(index="posts_fts"))
    index_papers(db, first_column(db.execute(ALL_PAPERS)))
    index_posts(db, first_column(db.execute(ALL_POSTS)))


def index_faults(db: sqlite3.Connection) -> Iterator[str]:
    """Report each index that is damaged or differs from the text it indexes.

    The texts of papers and posts are indexed again on the side, those of PDFs are counted.
    """
    for index in _OF_CATALOGUE:
        columns = ", ".join(COLUMNS[index])
        db.execute(FRESH.format(index=index, columns=columns))
    try:
        for papers in _texts(db, PAPER_TEXTS, first_column(db.execute(ALL_PAPERS))):
            _write_papers(db, ADD, papers, "fresh_")
        for posts in _texts(db, POST_TEXTS, first_column(db.execute(ALL_POSTS))):
            _write(db, ADD, "posts_fts", _folded_rows(posts), "fresh_")
        for index in COLUMNS:
            fault = _index_fault(db, index)
            if fault:
                yield f"{index}: {fault}"
    finally:
        for index in _OF_CATALOGUE:
            db.execute(f"DROP TABLE temp.fresh_{index}")


def _index_fault(db: sqlite3.Connection, index: str) -> str | None:
    try:
        db.execute(DAMAGED.format(index=index))
        if index not in _OF_CATALOGUE:
            (missing,) = db.execute(WITHOUT_TEXT).fetchone()
            return f"{missing} texts of PDFs are missing" if missing else None
        (rows,) = db.execute(DIFFERENT_ROWS.format(index=index)).fetchone()
        if rows:
            return f"{rows} rows differ from the text they index"
        db.execute(TERMS.format(schema="main", index=index))
        db.execute(TERMS.format(schema="temp", index=f"fresh_{index}"))
        (terms,) = db.execute(DIFFERENT_TERMS.format(index=index)).fetchone()
        db.execute(f"DROP TABLE temp.{index}_terms")
        db.execute(f"DROP TABLE temp.fresh_{index}_terms")
    except sqlite3.DatabaseError as error:
        return f"damaged ({error})"
    if terms:
        return f"{terms} words differ from the text they index"
    return None


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
    _forget_pdfs(db, READ_BEFORE, path)
    (number,) = db.execute(ADD_PDF, (path, *state, text)).fetchone()
    _write(db, ADD, "pdf_texts_fts", [(number, fold_letters(text))])


def forget_unfiled(db: sqlite3.Connection) -> None:
    """Delete the texts of PDFs that are not filed any more."""
    _forget_pdfs(db, NOT_FILED)


def forget_pdf_texts(db: sqlite3.Connection) -> None:
    """Note that no PDF is read; the index itself is made again."""
    db.execute("DELETE FROM pdf_texts")


def _forget_pdfs(db: sqlite3.Connection, query: str, *values: str) -> None:
    for number, text in db.execute(query, values).fetchall():
        _write(db, FORGET, "pdf_texts_fts", [(number, fold_letters(text))])
        db.execute(FORGET_PDF, (number,))


def _state(path: str) -> tuple[int, int] | None:
    """Return size and time of a file, which tell whether it has changed; None without a file."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _indexed(db: sqlite3.Connection, index: str, ids: Iterable[int]) -> list[int]:
    """Return those of some rows that are in an index."""
    rows = db.execute(INDEXED.format(index=index), (id_list(set(ids)),))
    return sorted(first_column(rows))


def _texts(db: sqlite3.Connection, query: str, ids: Sequence[int]) -> Iterator[list[_Row]]:
    """Yield the texts to index, some rows at a time, in the order of the index."""
    for start in range(0, len(ids), _AT_ONCE):
        wanted = id_list(ids[start : start + _AT_ONCE])
        yield db.execute(query, (wanted,)).fetchall()


def _write_papers(
    db: sqlite3.Connection, sql: str, papers: Sequence[_Row], prefix: str = ""
) -> None:
    """Write papers into their indexes, or take them out."""
    rows: list[_Row] = []
    for paper, title, abstract, authors, comment, notes, titles, inferred in papers:
        all_titles = f"{title} {titles or ''}"
        below = f"{comment or ''} {inferred or ''}"
        rows.append((paper, *map(_folded, (all_titles, abstract, authors, below, notes))))
    _write(db, sql, "papers_fts", rows, prefix)
    _write(db, sql, "titles_fts", [row[:2] for row in rows], prefix)


def _write(
    db: sqlite3.Connection, sql: str, index: str, rows: Sequence[_Row], prefix: str = ""
) -> None:
    """Write rows of folded texts into an index, or take them out; ADD and FORGET are the SQL."""
    columns = COLUMNS[index]
    values = ", ?" * len(columns)
    statement = sql.format(index=prefix + index, columns=", ".join(columns), values=values)
    db.executemany(statement, rows)


def _folded_rows(rows: Sequence[_Row]) -> list[_Row]:
    """Fold the texts of rows that begin with an id."""
    folded = []
    for row_id, *texts in rows:
        folded.append((row_id, *map(_folded, texts)))
    return folded


def _folded(text: int | str | None) -> str:
    return fold_letters(str(text)) if text else ""
