-- PDFs that the user filed, derived from decisions.

CREATE TABLE paper_files (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- the last one is opened
    path TEXT NOT NULL
);
CREATE INDEX paper_files_paper ON paper_files (paper_id);
