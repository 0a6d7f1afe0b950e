-- Conferences and the posts about them.

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
    conference_id INTEGER REFERENCES conferences (id),
    papers_count INTEGER,       -- how many papers the post says its teams bring
    papers_at_least INTEGER NOT NULL DEFAULT 0  -- 1 for `more than 70`
);
CREATE INDEX posts_conference ON posts (conference_id);

CREATE TABLE post_sections (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    heading TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;

CREATE TABLE post_tags (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (post_id, tag)
) WITHOUT ROWID;
CREATE INDEX post_tags_tag ON post_tags (tag);

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

CREATE TABLE post_sources (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    line INTEGER NOT NULL,
    PRIMARY KEY (post_id, source_id, line)
) WITHOUT ROWID;
CREATE INDEX post_sources_source ON post_sources (source_id);
