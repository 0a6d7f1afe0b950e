"""Papers as flat rows for CSV: one field for each value, semicolons between several."""

import sqlite3
from collections.abc import Iterator, Sequence

from papercat.catalogue.sql_values import id_list
from papercat.papers.own_table import looked_for
from papercat.shown import Cell, Column

FLAT_COLUMNS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("title", rank=0, style="bold"),
    Column("authors", 24, 2),
    Column("authors_inferred", 16, 3),
    Column("authors_truncated", 3, 9),
    Column("published", 10, 1),
    Column("categories", 8, 3),
    Column("has_code", 3, 8),
    Column("organisations", 12, 8),
    Column("venue", 12, 8),
    Column("ids", 12, 8),
    Column("confidence", 5, 9),
    Column("doubts", 12, 9),
    Column("sources", 12, 9),
    Column("abstract", 40, 9),
    Column("year", 4, 9),
    Column("arxiv", 12, 9),
    Column("doi", 20, 9),
    Column("url", 20, 9),
    Column("category", 8, 9),
)
FLAT = """
SELECT p.key, p.title,
    CASE WHEN p.id IN (  -- a name has a comma in it
        SELECT a.paper_id FROM names AS n JOIN authorships AS a ON a.name_id = n.id
        WHERE instr(n.name, ', '))
    THEN (SELECT group_concat(name, '; ') FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot > 0 ORDER BY a.slot))
    ELSE nullif(replace(p.authors, ', ', '; '), '')
    END,
    (SELECT group_concat(name, '; ') FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot < 0 ORDER BY a.slot DESC)),
    p.authors_truncated, p.published, replace(p.categories, ' ', '; '), p.has_code,
    (SELECT group_concat(slug, '; ') FROM (
        SELECT o.slug FROM paper_organisations AS po JOIN organisations AS o
        ON o.id = po.organisation_id WHERE po.paper_id = p.id ORDER BY po.position)),
    p.venue,
    (SELECT group_concat(i.scheme || ':' || i.value, '; ') FROM identifiers AS i
     WHERE i.paper_id = p.id),
    p.confidence,
    (SELECT group_concat(said, '; ') FROM (
        SELECT d.field || ': ' || d.reason AS said FROM doubts AS d
        WHERE d.paper_id = p.id ORDER BY d.id)),
    (SELECT group_concat(s.path || ':' || ps.line, '; ')
     FROM paper_sources AS ps CROSS JOIN sources AS s ON s.id = ps.source_id
     WHERE ps.paper_id = p.id),
    p.abstract
FROM json_each(?) AS wanted CROSS JOIN papers AS p ON p.id = wanted.value
"""
"""no ORDER BY: the list is read in its order, and sorting whole papers takes half of the time"""


def flat_papers(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    """Yield the papers in the order of `ids` as rows of FLAT_COLUMNS."""
    for row in db.execute(FLAT, (id_list(ids),)):
        key, title, authors, inferred, cut, day, codes, code, *rest = row
        more = looked_for(day, codes, rest[2] or "")
        yield key, title, authors, inferred, cut != 0, day, codes, code != 0, *rest, *more
