-- People, the names they are printed under, and the papers they are on.

CREATE TABLE people (
    id INTEGER PRIMARY KEY,  -- the smallest id among the person's names
    name TEXT NOT NULL,      -- the name to show
    sort_name TEXT NOT NULL  -- Osindero, Simon
);

-- Every printed name. Rows are never renumbered or deleted, so ids of people last.
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

-- The number of a name's block and its row as one number. Names that may be one person's
-- share a block (see papercat/people/compatible_names.py).
CREATE TABLE name_blocks (place INTEGER PRIMARY KEY);

-- Two names that may or may not be one person's; the same name twice: it may be several
-- people's.
CREATE TABLE name_doubts (
    one TEXT NOT NULL,          -- folded names
    other TEXT NOT NULL,
    probability REAL NOT NULL,  -- how likely they are one person
    reason TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX name_doubts_other ON name_doubts (other);

-- Ids of people who turned out to be somebody else.
CREATE TABLE former_people (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    name_id INTEGER REFERENCES names (id) ON DELETE SET NULL
);
CREATE INDEX former_people_person ON former_people (person_id);
CREATE INDEX former_people_name ON former_people (name_id);
