-- Which paper a listing's line was split into (see papercat/importing/split_lines.py).
CREATE TABLE split_lines (
    hash INTEGER NOT NULL,      -- of the folded line without its organisations
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (hash, paper_id)
) WITHOUT ROWID;
CREATE INDEX split_lines_paper ON split_lines (paper_id);
