-- Tags, reading status and notes that the user gave, derived from decisions.

ALTER TABLE papers ADD COLUMN status TEXT;  -- unread, reading or read
ALTER TABLE papers ADD COLUMN notes TEXT;   -- Markdown
CREATE INDEX papers_status ON papers (status) WHERE status NOTNULL;
CREATE INDEX papers_with_notes ON papers (id) WHERE notes NOTNULL;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE paper_tags (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag_id INTEGER NOT NULL REFERENCES tags (id)
);
CREATE INDEX paper_tags_paper ON paper_tags (paper_id);
CREATE INDEX paper_tags_tag ON paper_tags (tag_id, paper_id);

-- One row for each tag of each paper.
CREATE VIEW tag_list AS
SELECT p.key AS paper, p.title, t.name AS tag, p.status
FROM paper_tags AS pt
JOIN papers AS p ON p.id = pt.paper_id
JOIN tags AS t ON t.id = pt.tag_id;

DROP VIEW paper_list;
CREATE VIEW paper_list AS
SELECT p.id, p.key, p.title, CAST(substr(p.published, 1, 4) AS INTEGER) AS year, p.published,
    nullif(substr(p.categories, 1, instr(p.categories || ' ', ' ') - 1), '') AS category,
    p.authors,
    (SELECT json_group_array(name) FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot > 0 ORDER BY a.slot)) AS authors_json,
    (SELECT json_group_array(name) FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot < 0 ORDER BY a.slot DESC)) AS inferred_authors_json,
    p.authors_truncated, p.venue,
    (SELECT min(value) FROM identifiers WHERE paper_id = p.id AND scheme = 'arxiv') AS arxiv,
    (SELECT min(value) FROM identifiers WHERE paper_id = p.id AND scheme = 'doi') AS doi,
    (SELECT min(value) FROM identifiers WHERE paper_id = p.id AND scheme = 'url') AS url,
    p.abstract,
    (SELECT group_concat(name, ' ') FROM (
        SELECT t.name FROM paper_tags AS pt JOIN tags AS t ON t.id = pt.tag_id
        WHERE pt.paper_id = p.id ORDER BY pt.position)) AS tags,
    p.status, p.notes
FROM papers AS p;
