-- Views with plain names, for questions in SQL.

CREATE VIEW paper_sources AS
SELECT paper_id, source_id, line FROM statements;

-- Numbers of papers by year and category, and of authorships.
CREATE VIEW tallies AS
SELECT 'year' AS kind, coalesce(substr(published, 1, 4), 'unknown') AS key, count(*) AS count
FROM papers GROUP BY 2
UNION ALL
SELECT 'category', category_id, count(*) FROM paper_categories GROUP BY 2
UNION ALL
SELECT 'primary category', category_id, count(*) FROM paper_categories
WHERE position = 1 GROUP BY 2
UNION ALL
SELECT 'authorships', iif(slot > 0, 'stated', 'inferred'), count(*) FROM authorships GROUP BY 2;
