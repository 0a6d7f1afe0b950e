-- Papers, people, categories, organisations, and where each of them was said.

-- A file that was imported. One row for each content it was met with.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    read_at TEXT NOT NULL,
    owner TEXT,            -- whose page it is, as printed; NULL where nobody knows
    owner_given INTEGER NOT NULL DEFAULT 0,  -- 1 when the user said so
    owner_margin REAL,     -- how far the evidence lies above the next name's, 0 to 1
    owner_reason TEXT,
    UNIQUE (path, sha256)
);

-- The row id grows with the date (see papercat/papers/paper_ids.py), so newest first is
-- `ORDER BY id DESC` and a year is a range of ids. `key` is the name that lasts.
-- `authors` and `categories` repeat the tables below as text, for the full-text
-- index and for showing a row without a join.
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
    confidence REAL,       -- how sure the split of a listing's line is; NULL: nothing was split
    title_hash INTEGER NOT NULL  -- of the folded title: papers that may be the same
);
CREATE INDEX papers_title_hash ON papers (title_hash);

-- The key's columns stand first: else SQLite 3.40's integrity_check sees NULLs that are not there.
CREATE TABLE identifiers (
    scheme TEXT NOT NULL,  -- arxiv, doi, acl, openalex, url …
    value TEXT NOT NULL,
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (scheme, value)
) WITHOUT ROWID;
CREATE INDEX identifiers_paper ON identifiers (paper_id);

-- `id` is the smallest `names.id` of the person's names.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,      -- the name to show
    sort_name TEXT NOT NULL,  -- Osindero, Simon
    is_group INTEGER NOT NULL DEFAULT 0  -- 1 for an institution or a collaboration
);

-- Every printed name and whose it is. A number behind the folded name tells namesakes
-- apart: `yang liu#2` by decision, `wei wang#p71` by the first paper of its circle.
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id),  -- NULL while no paper has the name
    folded TEXT NOT NULL     -- names that fold alike are one person's
);
CREATE INDEX names_name ON names (name);
CREATE INDEX names_folded ON names (folded);
CREATE INDEX names_person ON names (person_id);

-- Names that may be one person's share a block (see papercat/people/name_forms.py). Each
-- folded name on a paper is listed once, by its first row.
CREATE TABLE name_blocks (
    block TEXT NOT NULL,
    name_id INTEGER NOT NULL,
    meets_all INTEGER NOT NULL,  -- 0: the name meets only names of the block with 1
    PRIMARY KEY (block, name_id)
) WITHOUT ROWID;

-- A person on a paper, under the name printed there. An inferred authorship has
-- no position: its slot is below 0 and it says which source it was inferred from.
CREATE TABLE authorships (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    slot INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names (id),
    inferred_from INTEGER REFERENCES sources (id),
    position INTEGER GENERATED ALWAYS AS (CASE WHEN inferred_from IS NULL THEN slot END) VIRTUAL,
    source TEXT GENERATED ALWAYS AS
        (CASE WHEN inferred_from IS NULL THEN 'listed' ELSE 'inferred' END) VIRTUAL,
    PRIMARY KEY (paper_id, slot)
) WITHOUT ROWID;
CREATE INDEX authorships_name ON authorships (name_id, paper_id);

CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,  -- cs.LG
    name TEXT,                  -- Machine Learning; NULL for a code arXiv does not have
    "group" TEXT                -- Computer Science
);
CREATE TABLE paper_categories (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- 1 is the primary category
    category_id INTEGER NOT NULL REFERENCES categories (id),
    PRIMARY KEY (paper_id, position)
) WITHOUT ROWID;
CREATE INDEX paper_categories_category ON paper_categories (category_id, paper_id);

CREATE TABLE organisations (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE   -- deepmind
);
CREATE TABLE paper_organisations (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (paper_id, position)
) WITHOUT ROWID;
CREATE INDEX paper_organisations_organisation ON paper_organisations (organisation_id, paper_id);

-- Which file said so, and on which line the record begins.
CREATE TABLE paper_sources (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    line INTEGER NOT NULL,
    printed TEXT,               -- the lines as they stood, where they had to be split
    PRIMARY KEY (paper_id, source_id, line)
) WITHOUT ROWID;
CREATE INDEX paper_sources_source ON paper_sources (source_id, paper_id);

-- Where a source says otherwise than the catalogue shows; NULL where it says nothing.
-- A source may have a paper twice, and say two things.
CREATE TABLE variants (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    line INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (paper_id, source_id, line, field)
) WITHOUT ROWID;

-- Values no source states: papercat worked them out.
CREATE TABLE inferences (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    field TEXT NOT NULL,
    printed TEXT NOT NULL DEFAULT '',  -- what the source has in its place, or whom it names
    reason TEXT NOT NULL,
    PRIMARY KEY (paper_id, field, printed)
) WITHOUT ROWID;

-- What papercat had to guess and is not sure of.
CREATE TABLE doubts (
    id INTEGER PRIMARY KEY,
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    field TEXT NOT NULL,
    confidence REAL NOT NULL,   -- how likely the chosen value is right
    reason TEXT NOT NULL,
    alternatives TEXT NOT NULL DEFAULT '[]'  -- JSON list, the likeliest first
);
CREATE INDEX doubts_paper ON doubts (paper_id);

-- Two folded names that may or may not be one person's.
CREATE TABLE name_doubts (
    one TEXT NOT NULL,          -- folded names
    other TEXT NOT NULL,
    probability REAL NOT NULL,  -- how likely they are one person
    reason TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX name_doubts_other ON name_doubts (other);

-- What a person settled. Kept through every later import.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,         -- what sort of thing was decided
    subject TEXT NOT NULL,      -- about what
    value TEXT NOT NULL,        -- JSON: the decision itself
    decided_at TEXT NOT NULL,
    undone_at TEXT
);
CREATE INDEX decisions_subject ON decisions (kind, subject);
