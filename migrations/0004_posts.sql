-- Conferences and the posts about them.

-- Derived from post_conferences: of every fact, what the earliest post says.
CREATE TABLE conferences (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,   -- iclr2024
    series TEXT NOT NULL,       -- ICLR
    year INTEGER NOT NULL,
    edition INTEGER,            -- 12 for the 12th
    name TEXT,                  -- International Conference on Learning Representations
    city TEXT,
    country TEXT,
    first_day TEXT,
    last_day TEXT
);

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    description TEXT,
    summary TEXT,
    published TEXT,             -- ISO 8601 with its zone
    published_printed TEXT,
    source TEXT,                -- the blog, as the front matter names it
    url TEXT UNIQUE,
    thumbnail TEXT,
    extra TEXT NOT NULL DEFAULT '{}',  -- JSON: front matter without a column of its own
    text TEXT NOT NULL DEFAULT '',     -- headings and paragraphs, for the full-text index
    conference_id INTEGER REFERENCES conferences (id),  -- the main one
    papers_count INTEGER,       -- how many papers the post says its publisher brings
    papers_at_least INTEGER NOT NULL DEFAULT 0,  -- 1 for `more than 70`
    announced_by TEXT           -- whose papers those are
);
CREATE INDEX posts_conference ON posts (conference_id);

-- What a post says of each conference that it is about; position 0 is the main one.
CREATE TABLE post_conferences (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    edition INTEGER,
    name TEXT,
    city TEXT,
    country TEXT,
    first_day TEXT,
    last_day TEXT,
    PRIMARY KEY (post_id, position)
);
CREATE INDEX post_conferences_key ON post_conferences (key);

CREATE TABLE post_sections (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    heading TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
);

CREATE TABLE post_tags (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (post_id, tag)
);
CREATE INDEX post_tags_tag ON post_tags (tag);

-- The systems, models, datasets and methods that a post names.
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,   -- position in post_sections
    name TEXT NOT NULL,
    expansion TEXT,             -- Dynamic Scene Transformer
    sentence TEXT NOT NULL,
    presentation TEXT,          -- oral, spotlight, poster or demo; NULL: the post does not say
    paper_id INTEGER REFERENCES papers (id) ON DELETE SET NULL
);
CREATE INDEX mentions_post ON mentions (post_id);
CREATE INDEX mentions_paper ON mentions (paper_id);

-- Sentences in which a post says what its publisher presents.
CREATE TABLE highlights (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,   -- position in post_sections
    sentence TEXT NOT NULL,
    presentation TEXT,
    paper_id INTEGER REFERENCES papers (id) ON UPDATE CASCADE ON DELETE SET NULL,
    confidence REAL             -- how sure that is the paper, 0 to 1
);
CREATE INDEX highlights_post ON highlights (post_id);
CREATE INDEX highlights_paper ON highlights (paper_id);

-- The papers that a post lists, as it prints them.
CREATE TABLE post_papers (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,      -- where it stands in the post's source
    title TEXT NOT NULL,
    authors TEXT NOT NULL,      -- JSON: names as printed
    presentation TEXT,
    paper_id INTEGER REFERENCES papers (id) ON UPDATE CASCADE ON DELETE SET NULL,
    PRIMARY KEY (post_id, position)
);
CREATE INDEX post_papers_paper ON post_papers (paper_id);

CREATE TABLE post_sources (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    line INTEGER NOT NULL,
    PRIMARY KEY (post_id, source_id, line)
);
CREATE INDEX post_sources_source ON post_sources (source_id);

-- The papers that posts about a conference list, name or highlight.
CREATE VIEW conference_papers AS
SELECT conference.id AS conference_id, said.paper_id, max(said.presentation) AS presentation
FROM (
    SELECT post_id, paper_id, presentation FROM post_papers
    UNION ALL SELECT post_id, paper_id, presentation FROM mentions
    UNION ALL SELECT post_id, paper_id, presentation FROM highlights
) AS said
JOIN post_conferences AS about ON about.post_id = said.post_id
JOIN conferences AS conference ON conference.key = about.key
WHERE said.paper_id NOTNULL
GROUP BY conference.id, said.paper_id;
