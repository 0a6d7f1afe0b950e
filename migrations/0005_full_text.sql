-- Full-text indexes of papers, posts and PDFs.

-- The content is external, so sqlite-utils and Datasette find the index of a table without
-- being told. The text is folded in Python before it is indexed (papercat/text/folding.py),
-- so papercat/search/full_text.py writes these tables and no trigger does. Never run 'rebuild'
-- on them; `papercat check --repair` indexes everything again.
CREATE VIRTUAL TABLE papers_fts USING fts5 (
    title,     -- with the titles that other sources give the paper
    abstract,
    authors,
    comment,   -- with the names of inferred authors: searched below everything else
    notes,
    content="papers", content_rowid='id',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
-- Terms are collected in memory up to this many bytes before a segment is written.
INSERT INTO papers_fts (papers_fts, rank) VALUES ('hashsize', 8388608);
INSERT INTO papers_fts (papers_fts, rank) VALUES ('rank', 'bm25(10.0, 1.0, 5.0, 0.01, 1.0)');

CREATE VIRTUAL TABLE posts_fts USING fts5 (
    title, description, text,
    content="posts", content_rowid='id',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
INSERT INTO posts_fts (posts_fts, rank) VALUES ('rank', 'bm25(10.0, 3.0, 1.0)');

-- Filed PDFs whose text is indexed, for `search --fulltext`. The text comes from the files.
CREATE TABLE pdf_texts (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,       -- of the file when it was read, in bytes
    changed_at INTEGER NOT NULL, -- when it was last changed before, in nanoseconds
    text TEXT NOT NULL           -- as read; the index has it folded
);
CREATE VIRTUAL TABLE pdf_texts_fts USING fts5 (
    text, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
