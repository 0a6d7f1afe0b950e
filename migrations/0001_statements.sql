-- What sources state and what people decide. Everything else is derived from this.

-- An imported file. A path has one row; standard input (`-`) has one for each content.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    owner TEXT,            -- the person whose page this is; '': nobody's; NULL: unknown
    owner_given INTEGER NOT NULL DEFAULT 0,  -- 1: the user named the owner
    owner_margin REAL      -- lead over the next candidate, 0 to 1
);
CREATE INDEX sources_path ON sources (path);

-- What a source says about one paper. Replaced when the source is imported again.
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    line INTEGER NOT NULL,        -- where the entry begins in the source, from 1
    paper_id INTEGER NOT NULL,    -- the paper it is about: the smallest id among its statements
    key TEXT,                     -- the key of its paper, if papers.key does not hold it
    match_hash INTEGER NOT NULL,  -- equal for records that may be one paper (papers/matching.py)
    mark INTEGER NOT NULL,        -- equal for the same entry in every import (papers/statements.py)
    record TEXT                   -- JSON, as read; NULL: exactly what the rows of the paper say
);
CREATE INDEX statements_source ON statements (source_id);
CREATE INDEX statements_paper ON statements (paper_id);
CREATE INDEX statements_match ON statements (match_hash);
CREATE INDEX statements_mark ON statements (mark);
CREATE INDEX statements_key ON statements (key) WHERE key NOTNULL;

-- What the user settled. Kept through every import; taken back by setting undone_at.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,        -- the key or name it is about, for reading
    value TEXT NOT NULL,          -- JSON
    decided_at TEXT NOT NULL,
    undone_at TEXT
);
CREATE INDEX decisions_subject ON decisions (kind, subject);

-- A record that a decision to add or complete papers fetched from the web. When the decision
-- is taken back, the source says again what the fetch before said.
CREATE TABLE fetches (
    id INTEGER PRIMARY KEY,
    decision_id INTEGER NOT NULL REFERENCES decisions (id),
    address TEXT NOT NULL,        -- the path of the source
    sha256 TEXT NOT NULL,
    record TEXT NOT NULL          -- JSON, as read
);
CREATE INDEX fetches_decision ON fetches (decision_id);
CREATE INDEX fetches_address ON fetches (address);
