"""The full-text indexes of papers and posts: writing, forgetting, rebuilding, checking.

The indexes hold folded text, so rows are written here and by no trigger. Whoever changes
papers calls `forget_papers` before the rows change and `index_papers` after.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from papercat.catalogue.sql_values import id_list
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
INDEXED_PAPERS = """
SELECT size.id FROM json_each(?) AS wanted JOIN papers_fts_docsize AS size ON size.id = wanted.value
"""
INDEXED_POSTS = """
SELECT size.id FROM json_each(?) AS wanted JOIN posts_fts_docsize AS size ON size.id = wanted.value
"""
ALL_PAPERS = "SELECT id FROM papers ORDER BY id"
ALL_POSTS = "SELECT id FROM posts ORDER BY id"
INDEX_PAPER = """
INSERT INTO {index} (rowid, title, abstract, authors, comment, notes) VALUES (?, ?, ?, ?, ?, ?)
"""
FORGET_PAPER = """
INSERT INTO papers_fts (papers_fts, rowid, title, abstract, authors, comment, notes)
VALUES ('delete', ?, ?, ?, ?, ?, ?)
"""
INDEX_TITLE = "INSERT INTO {index} (rowid, title) VALUES (?, ?)"
FORGET_TITLE = "INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', ?, ?)"
INDEX_POST = "INSERT INTO {index} (rowid, title, description, text) VALUES (?, ?, ?, ?)"
FORGET_POST = """
INSERT INTO posts_fts (posts_fts, rowid, title, description, text) VALUES ('delete', ?, ?, ?, ?)
"""
EMPTY = "INSERT INTO {index} ({index}) VALUES ('delete-all')"
DAMAGED = "INSERT INTO {index} ({index}) VALUES ('integrity-check')"
FRESH_PAPERS = """
CREATE VIRTUAL TABLE temp.fresh_papers_fts USING fts5 (
    title, abstract, authors, comment, notes, content='',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'")
"""
FRESH_TITLES = """
CREATE VIRTUAL TABLE temp.fresh_titles_fts USING fts5 (
    title, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'")
"""
FRESH_POSTS = """
CREATE VIRTUAL TABLE temp.fresh_posts_fts USING fts5 (
    title, description, text, content='',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'")
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

_AT_ONCE = 1000
"""rows read and written together"""
_FEW = 5000
"""papers whose abstracts are looked at for spellings, too: of more, titles and authors have
enough words, and what abstracts add is numbers, formulas and other people's misspellings"""

_Row = tuple[int | str | None, ...]


def index_papers(db: sqlite3.Connection, paper_ids: Iterable[int]) -> None:
    """Index the text of papers that are new or were forgotten, within the caller's transaction."""
    ids = sorted(set(paper_ids))
    vocabulary = Vocabulary()
    with_abstracts = len(ids) <= _FEW
    for papers in _paper_texts(db, ids):
        _write_papers(db, "papers_fts", "titles_fts", papers)
        for _, title, abstract, authors, *_ in papers:
            vocabulary.add(f"{title} {authors}")
            if with_abstracts and abstract:
                vocabulary.add(str(abstract))
    vocabulary.store(db)


def forget_papers(db: sqlite3.Connection, paper_ids: Iterable[int]) -> None:
    """Take papers out of the index before their rows in `papers` change or vanish.

    The index needs their present text for that. Papers that are not indexed are passed over.
    """
    indexed = db.execute(INDEXED_PAPERS, (id_list(set(paper_ids)),)).fetchall()
    ids = sorted(row[0] for row in indexed)
    for papers in _paper_texts(db, ids):
        rows = _paper_rows(papers)
        db.executemany(FORGET_PAPER, rows)
        db.executemany(FORGET_TITLE, [row[:2] for row in rows])


def index_posts(db: sqlite3.Connection, post_ids: Iterable[int]) -> None:
    """Index the text of posts that are new or were forgotten."""
    for posts in _post_texts(db, sorted(set(post_ids))):
        db.executemany(INDEX_POST.format(index="posts_fts"), _folded_rows(posts))


def forget_posts(db: sqlite3.Connection, post_ids: Iterable[int]) -> None:
    """Take posts out of the index before their rows change or vanish."""
    indexed = db.execute(INDEXED_POSTS, (id_list(set(post_ids)),)).fetchall()
    for posts in _post_texts(db, sorted(row[0] for row in indexed)):
        db.executemany(FORGET_POST, _folded_rows(posts))


def clear_paper_index(db: sqlite3.Connection) -> None:
    """Empty the indexes of papers, and the words to suggest."""
    for index in ("papers_fts", "titles_fts"):
        db.execute(EMPTY.format(index=index))
    db.execute("DELETE FROM spellings")
    db.execute("DELETE FROM word_variants")


def rebuild_index(db: sqlite3.Connection) -> None:
    """Index every paper and post again."""
    for index in ("papers_fts", "titles_fts", "posts_fts"):
        db.execute(EMPTY.format(index=index))
    db.execute("DELETE FROM spellings")
    db.execute("DELETE FROM word_variants")
    index_papers(db, _all_ids(db, ALL_PAPERS))
    index_posts(db, _all_ids(db, ALL_POSTS))


def index_faults(db: sqlite3.Connection) -> Iterator[str]:
    """Index everything again on the side and report each index that differs."""
    fresh = {"papers_fts": FRESH_PAPERS, "titles_fts": FRESH_TITLES, "posts_fts": FRESH_POSTS}
    for sql in fresh.values():
        db.execute(sql)
    try:
        for papers in _paper_texts(db, _all_ids(db, ALL_PAPERS)):
            _write_papers(db, "fresh_papers_fts", "fresh_titles_fts", papers)
        for posts in _post_texts(db, _all_ids(db, ALL_POSTS)):
            db.executemany(INDEX_POST.format(index="fresh_posts_fts"), _folded_rows(posts))
        for index in fresh:
            fault = _index_fault(db, index)
            if fault:
                yield f"{index}: {fault}"
    finally:
        for index in fresh:
            db.execute(f"DROP TABLE temp.fresh_{index}")


def _index_fault(db: sqlite3.Connection, index: str) -> str | None:
    try:
        db.execute(DAMAGED.format(index=index))
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


def _all_ids(db: sqlite3.Connection, query: str) -> list[int]:
    return [row[0] for row in db.execute(query)]


def _write_papers(db: sqlite3.Connection, index: str, titles: str, papers: Sequence[_Row]) -> None:
    rows = _paper_rows(papers)
    db.executemany(INDEX_PAPER.format(index=index), rows)
    db.executemany(INDEX_TITLE.format(index=titles), [row[:2] for row in rows])


def _paper_texts(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[list[_Row]]:
    """Yield the texts to index of papers, some rows at a time, in the order of the index."""
    for start in range(0, len(ids), _AT_ONCE):
        wanted = id_list(ids[start : start + _AT_ONCE])
        yield db.execute(PAPER_TEXTS, (wanted,)).fetchall()


def _paper_rows(papers: Sequence[_Row]) -> list[_Row]:
    """Fold the texts of papers into the columns of the index."""
    rows: list[_Row] = []
    for paper, title, abstract, authors, comment, notes, titles, inferred in papers:
        all_titles = f"{title} {titles}" if titles else title
        below = " ".join([str(text) for text in (comment, inferred) if text])
        rows.append((paper, *map(_folded, (all_titles, abstract, authors, below, notes))))
    return rows


def _post_texts(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[list[_Row]]:
    for start in range(0, len(ids), _AT_ONCE):
        wanted = id_list(ids[start : start + _AT_ONCE])
        yield db.execute(POST_TEXTS, (wanted,)).fetchall()


def _folded_rows(rows: Sequence[_Row]) -> list[_Row]:
    """Fold the texts of rows that begin with an id."""
    folded = []
    for row_id, *texts in rows:
        folded.append((row_id, *map(_folded, texts)))
    return folded


def _folded(text: int | str | None) -> str:
    return fold_letters(str(text)) if text else ""
