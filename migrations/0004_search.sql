-- What searching needs beside the full-text indexes.

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

-- Words that somebody without the right keyboard types otherwise: lukasz → łukasz.
CREATE TABLE folds (
    folded TEXT NOT NULL,
    word TEXT NOT NULL,     -- as the full-text index has it
    PRIMARY KEY (folded, word)
) WITHOUT ROWID;

-- The words of the catalogue under the keys of papercat/infer/spelling.py, so that
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
