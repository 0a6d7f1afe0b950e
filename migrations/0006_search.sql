-- What searching needs beside the full-text indexes.

-- Titles once more, by themselves: whoever types a word mostly means one of a title, and
-- to rank those alone takes a fifth of the time. Without content of its own, so that
-- sqlite-utils and Datasette take papers_fts for the index of papers.
CREATE VIRTUAL TABLE titles_fts USING fts5 (
    title, content='', tokenize='porter unicode61 remove_diacritics 2'
);
INSERT INTO titles_fts (titles_fts, rank) VALUES ('hashsize', 67108864);
INSERT INTO titles_fts (rowid, title) SELECT id, title FROM papers ORDER BY id;

CREATE TRIGGER papers_titles_ai AFTER INSERT ON papers BEGIN
    INSERT INTO titles_fts (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER papers_titles_ad AFTER DELETE ON papers BEGIN
    INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.id, old.title);
END;
CREATE TRIGGER papers_titles_au AFTER UPDATE OF id, title ON papers BEGIN
    INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.id, old.title);
    INSERT INTO titles_fts (rowid, title) VALUES (new.id, new.title);
END;

-- Names by their words, for `author:`, completion and "did you mean". They are folded
-- already and short, so where a word stands does not matter.
CREATE VIRTUAL TABLE names_fts USING fts5 (
    folded, content='names', content_rowid='id',
    detail='none', columnsize=0, tokenize='unicode61'
);
INSERT INTO names_fts (names_fts) VALUES ('rebuild');

CREATE TRIGGER names_ai AFTER INSERT ON names BEGIN
    INSERT INTO names_fts (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER names_ad AFTER DELETE ON names BEGIN
    INSERT INTO names_fts (names_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
END;
CREATE TRIGGER names_au AFTER UPDATE OF id, folded ON names BEGIN
    INSERT INTO names_fts (names_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    INSERT INTO names_fts (rowid, folded) VALUES (new.id, new.folded);
END;

-- Words that somebody without the right keyboard types otherwise: lukasz → łukasz, and
-- without TeX: schrodinger → schr odinger, which is what the index makes of Schr\"odinger.
CREATE TABLE folds (
    folded TEXT NOT NULL,
    word TEXT NOT NULL,     -- as the full-text index has it, or words that stand together
    PRIMARY KEY (folded, word)
) WITHOUT ROWID;

-- The words of the catalogue under the keys of papercat/search/spelling_keys.py, so that
-- the nearest spelling is found without looking at every word. A word that is no
-- longer in any paper may stay; it is never offered, because it finds nothing.
CREATE TABLE spellings (
    key TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (key, word)
) WITHOUT ROWID;

-- `has:` without a look at every paper.
CREATE INDEX papers_with_code ON papers (id) WHERE has_code;
CREATE INDEX papers_without_abstract ON papers (id) WHERE abstract IS NULL;
CREATE INDEX papers_venue ON papers (venue) WHERE venue NOTNULL;

-- `search --save NAME`.
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    last_source INTEGER NOT NULL  -- the newest source when it was last asked for
) WITHOUT ROWID;
