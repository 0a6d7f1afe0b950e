-- Papers as derived from statements and decisions.

-- `authors` and `categories` repeat the tables below as text, for the full-text index
-- and for showing a row without a join.
CREATE TABLE papers (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    abstract TEXT,
    authors TEXT NOT NULL DEFAULT '',
    categories TEXT NOT NULL DEFAULT '',
    published TEXT,        -- as long as what is known: 2022, 2022-03 or 2022-03-29
    has_code INTEGER NOT NULL DEFAULT 0,
    authors_truncated INTEGER NOT NULL DEFAULT 0,
    venue TEXT,
    comment TEXT,
    extra TEXT,            -- JSON: what sources say beyond these columns
    confidence REAL,       -- how sure the split of a listing's line is; NULL: nothing was split
    authors_hash INTEGER,  -- equal for papers by the same authors (papers/matching.py)
    status TEXT,           -- unread, reading or read, as the user said
    notes TEXT             -- Markdown by the user
);
CREATE INDEX papers_authors_hash ON papers (authors_hash) WHERE authors_hash NOTNULL;
CREATE INDEX papers_published ON papers (published);
CREATE INDEX papers_status ON papers (status) WHERE status NOTNULL;
CREATE INDEX papers_with_notes ON papers (id) WHERE notes NOTNULL;

CREATE TABLE identifiers (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL,  -- arxiv, doi, acl, openalex, url …
    value TEXT NOT NULL
);
CREATE INDEX identifiers_value ON identifiers (value, scheme);
CREATE INDEX identifiers_paper ON identifiers (paper_id);

-- The identifiers of papers that the user removed: a later source that has one is recognised.
CREATE TABLE removed_identifiers (
    paper_id INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX removed_identifiers_value ON removed_identifiers (value, scheme);
CREATE INDEX removed_identifiers_paper ON removed_identifiers (paper_id);

-- Titles that sources give a paper besides the one shown.
CREATE TABLE other_titles (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    title TEXT NOT NULL
);
CREATE INDEX other_titles_paper ON other_titles (paper_id);

CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,  -- cs.LG
    name TEXT,                  -- Machine Learning; NULL for a code arXiv does not have
    "group" TEXT                -- Computer Science
);
CREATE TABLE paper_categories (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- 1 is the primary category
    category_id INTEGER NOT NULL REFERENCES categories (id)
);
CREATE INDEX paper_categories_paper ON paper_categories (paper_id);
CREATE INDEX paper_categories_category ON paper_categories (category_id, paper_id);

CREATE TABLE organisations (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE   -- deepmind
);
CREATE TABLE paper_organisations (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id)
);
CREATE INDEX paper_organisations_paper ON paper_organisations (paper_id);
CREATE INDEX paper_organisations_organisation ON paper_organisations (organisation_id, paper_id);

-- Tags and PDFs that the user gave, derived from decisions.
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
CREATE TABLE paper_files (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- the last one is opened
    path TEXT NOT NULL
);
CREATE INDEX paper_files_paper ON paper_files (paper_id);
CREATE INDEX paper_files_path ON paper_files (path);

-- Values that no source states: papercat inferred them.
CREATE TABLE inferences (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    printed TEXT NOT NULL DEFAULT '',  -- what the source has in its place, or whom it names
    reason TEXT NOT NULL,
    -- what the inference rests on
    certainty TEXT NOT NULL CHECK (certainty IN ('clock', 'page', 'user'))
);
CREATE INDEX inferences_paper ON inferences (paper_id);

-- Values that papercat is not sure of.
CREATE TABLE doubts (
    id INTEGER PRIMARY KEY,
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    confidence REAL NOT NULL,   -- how likely the chosen value is right
    reason TEXT NOT NULL,
    alternatives TEXT NOT NULL DEFAULT '[]'  -- JSON list, the likeliest first
);
CREATE INDEX doubts_paper ON doubts (paper_id);

-- Two papers that may be one.
CREATE TABLE paper_doubts (
    one INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    probability REAL NOT NULL,  -- how likely they are one
    reason TEXT NOT NULL
);
CREATE INDEX paper_doubts_one ON paper_doubts (one);
CREATE INDEX paper_doubts_other ON paper_doubts (other);
