-- Tables that search needs beside the full-text indexes.

-- Titles by themselves: most words that people type stand in a title, and ranking titles
-- alone takes a fifth of the time. Contentless, so that sqlite-utils and Datasette take
-- papers_fts for the index of papers.
CREATE VIRTUAL TABLE titles_fts USING fts5 (
    title, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
INSERT INTO titles_fts (titles_fts, rank) VALUES ('hashsize', 8388608);

-- Names by their words, for `author:`, completion and "did you mean". They are folded already.
CREATE VIRTUAL TABLE names_fts USING fts5 (
    folded, content='names', content_rowid='id',
    columnsize=0, tokenize="unicode61 categories 'L* N* M* Co'"
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

-- Other ways to type words of the catalogue: multiagent → multi agent (from multi-agent),
-- kolmogorov → колмогоров.
CREATE TABLE word_variants (
    typed TEXT NOT NULL,
    indexed TEXT NOT NULL,  -- one or more words as the full-text index has them
    PRIMARY KEY (typed, indexed)
);

-- Words of the catalogue under the keys of papercat/text/spelling_index.py, so that the
-- nearest spelling is found without looking at every word. A word that no paper has any
-- more may stay; it is never offered, because it finds nothing.
CREATE TABLE spellings (
    key TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (key, word)
);

-- `has:` without a look at every paper; pasted keys in any case.
CREATE INDEX papers_with_code ON papers (id) WHERE has_code;
CREATE INDEX papers_without_abstract ON papers (id) WHERE abstract IS NULL;
CREATE INDEX papers_venue ON papers (venue) WHERE venue NOTNULL;
CREATE INDEX papers_key_any_case ON papers (key COLLATE NOCASE);

-- `search --save NAME`.
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    last_source INTEGER NOT NULL  -- the newest source when its results were last shown
);
