-- Views with plain names, for questions in SQL.

CREATE VIEW paper_sources AS
SELECT paper_id, source_id, line FROM statements;

-- One row a paper. Inferred authors are apart from the stated ones.
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
    coalesce(
        json_extract(p.extra, '$.url'),
        (SELECT min(value) FROM identifiers WHERE paper_id = p.id AND scheme = 'url'),
        (SELECT 'https://doi.org/' || min(value) FROM identifiers
         WHERE paper_id = p.id AND scheme = 'doi'),
        (SELECT 'https://arxiv.org/abs/' || min(value) FROM identifiers
         WHERE paper_id = p.id AND scheme = 'arxiv')) AS url,
    p.abstract,
    (SELECT json_group_array(slug) FROM (
        SELECT o.slug FROM paper_organisations AS po
        JOIN organisations AS o ON o.id = po.organisation_id
        WHERE po.paper_id = p.id ORDER BY po.position)) AS organisations_json,
    (SELECT json_group_array(name) FROM (
        SELECT t.name FROM paper_tags AS pt JOIN tags AS t ON t.id = pt.tag_id
        WHERE pt.paper_id = p.id ORDER BY pt.position)) AS tags_json,
    (SELECT group_concat(name, ' ') FROM (
        SELECT t.name FROM paper_tags AS pt JOIN tags AS t ON t.id = pt.tag_id
        WHERE pt.paper_id = p.id ORDER BY pt.position)) AS tags,
    p.status, p.notes
FROM papers AS p;

-- One row for each author of each paper. `sources_json` has the files that state the paper.
CREATE VIEW author_list AS
SELECT p.key AS paper, p.title, people.id AS person_id, people.name AS person,
    n.name AS printed, CASE WHEN a.slot > 0 THEN a.slot END AS position,
    CASE WHEN a.slot > 0 THEN 'stated' ELSE 'inferred' END AS basis,
    (SELECT json_group_array(path) FROM (
        SELECT DISTINCT f.path FROM statements AS s JOIN sources AS f ON f.id = s.source_id
        WHERE s.paper_id = p.id ORDER BY s.id)) AS sources_json
FROM authorships AS a
JOIN papers AS p ON p.id = a.paper_id
JOIN names AS n ON n.id = a.name_id
JOIN people ON people.id = n.person_id;

-- One row for each printed name of each person, with the number of papers it stands on.
CREATE VIEW person_list AS
SELECT n.id AS name_id, people.id AS person_id, people.name AS person, people.sort_name,
    n.name AS printed,
    (SELECT count(*) FROM authorships WHERE name_id = n.id AND slot > 0) AS stated,
    (SELECT count(*) FROM authorships WHERE name_id = n.id AND slot < 0) AS inferred
FROM names AS n JOIN people ON people.id = n.person_id;

-- One row for each category of each paper.
CREATE VIEW category_list AS
SELECT p.key AS paper, p.title, c.code, c.name, c."group", pc.position
FROM paper_categories AS pc
JOIN papers AS p ON p.id = pc.paper_id
JOIN categories AS c ON c.id = pc.category_id;

-- One row for each tag of each paper.
CREATE VIEW tag_list AS
SELECT p.key AS paper, p.title, t.name AS tag, p.status
FROM paper_tags AS pt
JOIN papers AS p ON p.id = pt.paper_id
JOIN tags AS t ON t.id = pt.tag_id;

-- One row for each name that a post mentions.
CREATE VIEW mention_list AS
SELECT post.key AS post, post.title, m.name, m.presentation, m.sentence, p.key AS paper
FROM mentions AS m JOIN posts AS post ON post.id = m.post_id
LEFT JOIN papers AS p ON p.id = m.paper_id;

-- One row for each statement of a source about a paper.
CREATE VIEW source_list AS
SELECT f.path AS file, s.line, f.format, f.imported_at, f.owner, p.key AS paper, p.title
FROM statements AS s
JOIN sources AS f ON f.id = s.source_id
LEFT JOIN papers AS p ON p.id = s.paper_id;
