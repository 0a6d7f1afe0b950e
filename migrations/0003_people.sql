-- People, the names they are printed under, and the papers they are on.

CREATE TABLE people (
    id INTEGER PRIMARY KEY,  -- the smallest id among the person's names
    name TEXT NOT NULL,      -- the name to show
    sort_name TEXT NOT NULL, -- Osindero, Simon
    is_group INTEGER NOT NULL DEFAULT 0  -- 1: a collaboration or institution, not a person
);

-- Every printed name. Rows are never renumbered or deleted, so ids of people last. A number
-- behind the folded name tells namesakes apart: `yang liu#2`.
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id),  -- NULL: the name is on no paper
    folded TEXT NOT NULL     -- equal means one person, unless a decision says otherwise
);
CREATE INDEX names_name ON names (name);
CREATE INDEX names_folded ON names (folded);
CREATE INDEX names_person ON names (person_id);

-- A person on a paper, under the name printed there. `slot` is the position of a stated
-- author, from 1; an inferred author has no position and a slot below 0.
CREATE TABLE authorships (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    slot INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names (id)
);
CREATE INDEX authorships_paper ON authorships (paper_id, slot);
CREATE INDEX authorships_name ON authorships (name_id, paper_id, slot);

-- Names that may be one person's share a block (see papercat/people/name_store.py). Each
-- folded name on a paper is listed once, by its first row.
CREATE TABLE name_blocks (
    block TEXT NOT NULL,
    name_id INTEGER NOT NULL,
    meets_all INTEGER NOT NULL,  -- 0: the name meets only names of the block with 1
    PRIMARY KEY (block, name_id)
);

-- Two names that may or may not be one person's; the same name twice: it may be several
-- people's.
CREATE TABLE name_doubts (
    one TEXT NOT NULL,          -- folded names
    other TEXT NOT NULL,
    probability REAL NOT NULL,  -- how likely they are one person
    reason TEXT NOT NULL,
    PRIMARY KEY (one, other)
);
CREATE INDEX name_doubts_other ON name_doubts (other);
