"""Every paper as one flat row, for exports with a field for everything.

One query streams them: the few rows around a paper are joined to a text where they lie,
in the order of an index or, where the index has another one, sorted.
"""

import sqlite3
from collections.abc import Iterator

from papercat.papers.own_table import looked_for
from papercat.shown import Cell

EVERYTHING = """
SELECT p.key, p.title,
    CASE WHEN p.id IN (  -- a name has a comma in it
        SELECT a.paper_id FROM names AS n JOIN authorships AS a ON a.name_id = n.id
        WHERE instr(n.name, ', '))
    THEN (SELECT group_concat(name, '; ') FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot > 0 ORDER BY a.slot))
    ELSE nullif(replace(p.authors, ', ', '; '), '')
    END,
    CASE WHEN p.id IN (SELECT paper_id FROM authorships WHERE slot < 0)
    THEN (SELECT group_concat(name, '; ') FROM (
        SELECT n.name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        WHERE a.paper_id = p.id AND a.slot < 0 ORDER BY a.slot DESC))
    END,
    p.authors_truncated, p.published, replace(p.categories, ' ', '; '), p.has_code,
    CASE WHEN p.id IN (SELECT paper_id FROM paper_organisations)
    THEN (SELECT group_concat(slug, '; ') FROM (
        SELECT o.slug FROM paper_organisations AS po JOIN organisations AS o
        ON o.id = po.organisation_id WHERE po.paper_id = p.id ORDER BY po.position))
    END,
    p.venue,
    (SELECT group_concat(i.scheme || ':' || i.value, '; ') FROM identifiers AS i
     WHERE i.paper_id = p.id),
    p.confidence,
    CASE WHEN p.id IN (SELECT paper_id FROM doubts)
    THEN (SELECT group_concat(said, '; ') FROM (
        SELECT d.field || ': ' || d.reason AS said FROM doubts AS d
        WHERE d.paper_id = p.id ORDER BY d.id))
    END,
    (SELECT group_concat(s.path || ':' || ps.line, '; ')
     FROM paper_sources AS ps CROSS JOIN sources AS s ON s.id = ps.source_id
     WHERE ps.paper_id = p.id),
    p.abstract
FROM papers AS p ORDER BY p.id DESC
"""


def flat_papers(db: sqlite3.Connection) -> Iterator[tuple[Cell, ...]]:
    """Every paper, the newest first; where it has several of something, semicolons between."""
    for key, title, authors, inferred, cut, day, subjects, code, *rest in db.execute(EVERYTHING):
        more = looked_for(day, subjects, rest[2] or "")
        yield key, title, authors, inferred, cut != 0, day, subjects, code != 0, *rest, *more
