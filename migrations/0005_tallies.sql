-- How many papers a year and a category have, and how many authorships there are: counted
-- as rows come and go, so that nobody waits for a count of everything. A large load
-- counts once, at its end (see papercat/papers/tallies.py).

CREATE TABLE tallies (
    kind TEXT NOT NULL,     -- year, category, primary category, authorships
    key NOT NULL,           -- 2022 or unknown; id of the category; stated or inferred
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

INSERT INTO tallies
SELECT 'year', coalesce(substr(published, 1, 4), 'unknown'), count(*) FROM papers GROUP BY 2;
INSERT INTO tallies
SELECT 'category', category_id, count(*) FROM paper_categories GROUP BY 2;
INSERT INTO tallies
SELECT 'primary category', category_id, count(*) FROM paper_categories
WHERE position = 1 GROUP BY 2;
INSERT INTO tallies
SELECT 'authorships', iif(slot > 0, 'stated', 'inferred'), count(*) FROM authorships GROUP BY 2;

CREATE TRIGGER tally_papers_ai AFTER INSERT ON papers BEGIN
    INSERT INTO tallies VALUES ('year', coalesce(substr(new.published, 1, 4), 'unknown'), 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_papers_ad AFTER DELETE ON papers BEGIN
    UPDATE tallies SET count = count - 1
    WHERE kind = 'year' AND key = coalesce(substr(old.published, 1, 4), 'unknown');
END;
CREATE TRIGGER tally_papers_au AFTER UPDATE OF published ON papers BEGIN
    UPDATE tallies SET count = count - 1
    WHERE kind = 'year' AND key = coalesce(substr(old.published, 1, 4), 'unknown');
    INSERT INTO tallies VALUES ('year', coalesce(substr(new.published, 1, 4), 'unknown'), 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER tally_categories_ai AFTER INSERT ON paper_categories BEGIN
    INSERT INTO tallies VALUES ('category', new.category_id, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
    INSERT INTO tallies SELECT 'primary category', new.category_id, 1 WHERE new.position = 1
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_categories_ad AFTER DELETE ON paper_categories BEGIN
    UPDATE tallies SET count = count - 1 WHERE kind = 'category' AND key = old.category_id;
    UPDATE tallies SET count = count - 1
    WHERE kind = 'primary category' AND key = old.category_id AND old.position = 1;
END;
CREATE TRIGGER tally_categories_au AFTER UPDATE OF category_id, position ON paper_categories BEGIN
    UPDATE tallies SET count = count - 1 WHERE kind = 'category' AND key = old.category_id;
    UPDATE tallies SET count = count - 1
    WHERE kind = 'primary category' AND key = old.category_id AND old.position = 1;
    INSERT INTO tallies VALUES ('category', new.category_id, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
    INSERT INTO tallies SELECT 'primary category', new.category_id, 1 WHERE new.position = 1
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER tally_authorships_ai AFTER INSERT ON authorships BEGIN
    INSERT INTO tallies VALUES ('authorships', iif(new.slot > 0, 'stated', 'inferred'), 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_authorships_ad AFTER DELETE ON authorships BEGIN
    UPDATE tallies SET count = count - 1
    WHERE kind = 'authorships' AND key = iif(old.slot > 0, 'stated', 'inferred');
END;
CREATE TRIGGER tally_authorships_au AFTER UPDATE OF slot ON authorships BEGIN
    UPDATE tallies SET count = count - 1
    WHERE kind = 'authorships' AND key = iif(old.slot > 0, 'stated', 'inferred');
    INSERT INTO tallies VALUES ('authorships', iif(new.slot > 0, 'stated', 'inferred'), 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
