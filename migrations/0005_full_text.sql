-- Full-text indexes, kept in step by triggers. External content, so sqlite-utils
-- and Datasette find them without being told.

CREATE VIRTUAL TABLE papers_fts USING fts5 (
    title, abstract, authors, categories,
    content="papers", content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
);
-- Terms are collected in memory up to this many bytes before a segment is written.
INSERT INTO papers_fts (papers_fts, rank) VALUES ('hashsize', 67108864);
-- Title over authors over abstract.
INSERT INTO papers_fts (papers_fts, rank) VALUES ('rank', 'bm25(10.0, 1.0, 5.0, 1.0)');
INSERT INTO papers_fts (papers_fts) VALUES ('rebuild');

CREATE TRIGGER papers_ai AFTER INSERT ON papers BEGIN
    INSERT INTO papers_fts (rowid, title, abstract, authors, categories)
    VALUES (new.id, new.title, new.abstract, new.authors, new.categories);
END;
CREATE TRIGGER papers_ad AFTER DELETE ON papers BEGIN
    INSERT INTO papers_fts (papers_fts, rowid, title, abstract, authors, categories)
    VALUES ('delete', old.id, old.title, old.abstract, old.authors, old.categories);
END;
CREATE TRIGGER papers_au AFTER UPDATE OF id, title, abstract, authors, categories ON papers BEGIN
    INSERT INTO papers_fts (papers_fts, rowid, title, abstract, authors, categories)
    VALUES ('delete', old.id, old.title, old.abstract, old.authors, old.categories);
    INSERT INTO papers_fts (rowid, title, abstract, authors, categories)
    VALUES (new.id, new.title, new.abstract, new.authors, new.categories);
END;

CREATE VIRTUAL TABLE posts_fts USING fts5 (
    title, description, text,
    content="posts", content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
);
INSERT INTO posts_fts (posts_fts, rank) VALUES ('rank', 'bm25(10.0, 3.0, 1.0)');
INSERT INTO posts_fts (posts_fts) VALUES ('rebuild');

CREATE TRIGGER posts_ai AFTER INSERT ON posts BEGIN
    INSERT INTO posts_fts (rowid, title, description, text)
    VALUES (new.id, new.title, new.description, new.text);
END;
CREATE TRIGGER posts_ad AFTER DELETE ON posts BEGIN
    INSERT INTO posts_fts (posts_fts, rowid, title, description, text)
    VALUES ('delete', old.id, old.title, old.description, old.text);
END;
CREATE TRIGGER posts_au AFTER UPDATE ON posts BEGIN
    INSERT INTO posts_fts (posts_fts, rowid, title, description, text)
    VALUES ('delete', old.id, old.title, old.description, old.text);
    INSERT INTO posts_fts (rowid, title, description, text)
    VALUES (new.id, new.title, new.description, new.text);
END;
