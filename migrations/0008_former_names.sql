-- By which name a former person was first met: the id comes back where that name turns
-- out to be somebody of its own after all.
ALTER TABLE former_people ADD COLUMN name_id INTEGER REFERENCES names (id) ON DELETE SET NULL;
CREATE INDEX former_people_name ON former_people (name_id);
