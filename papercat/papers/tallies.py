"""Counts that are kept rather than taken: papers by year and by category, authorships.

Triggers keep them in step; a large load counts once, at its end.
"""

import sqlite3

CLEAR = "DELETE FROM tallies"
COUNT_YEARS = """
INSERT INTO tallies
SELECT 'year', coalesce(substr(published, 1, 4), 'unknown'), count(*) FROM papers GROUP BY 2
"""
COUNT_CATEGORIES = """
INSERT INTO tallies SELECT 'category', category_id, count(*) FROM paper_categories GROUP BY 2
"""
COUNT_PRIMARY = """
INSERT INTO tallies SELECT 'primary category', category_id, count(*) FROM paper_categories
WHERE position = 1 GROUP BY 2
"""
COUNT_AUTHORSHIPS = """
INSERT INTO tallies SELECT 'authorships', iif(slot > 0, 'stated', 'inferred'), count(*)
FROM authorships GROUP BY 2
"""


def recount(db: sqlite3.Connection) -> None:
    """Take every count anew."""
    for statement in (CLEAR, COUNT_YEARS, COUNT_CATEGORIES, COUNT_PRIMARY, COUNT_AUTHORSHIPS):
        db.execute(statement)
