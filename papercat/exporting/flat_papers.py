"""Papers as flat rows for CSV: one field for each value, semicolons between several."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from papercat.catalogue.sql_values import id_list
from papercat.papers.model import FIELDS, Kind
from papercat.papers.record import looked_for
from papercat.shown import Cell, Column

_COLUMNS = (
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
    Column("tags", 8, 9),
    Column("files", 12, 9),
    Column("extra", 12, 9),
)
_NAMES = {column.name for column in _COLUMNS}
_FURTHER = [
    name for name, field in FIELDS.items() if field.kind is not Kind.WORDS and name not in _NAMES
]
"""fields of a paper that are columns of their own, as the declaration of fields has them"""
FLAT_COLUMNS = (*_COLUMNS, *[Column(name, 12, 9) for name in _FURTHER])
FLAT = """
SELECT p.id, p.key, p.title,
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
    (SELECT group_concat(said, '; ') FROM (
        SELECT i.scheme || ':' || i.value AS said FROM identifiers AS i
        WHERE i.paper_id = p.id ORDER BY i.scheme, i.value)),
    p.confidence,
    (SELECT group_concat(said, '; ') FROM (
        SELECT d.field || ': ' || d.reason AS said FROM doubts AS d
        WHERE d.paper_id = p.id ORDER BY d.id)),
    (SELECT group_concat(said, '; ') FROM (
        SELECT f.path || ':' || s.line AS said
        FROM statements AS s CROSS JOIN sources AS f ON f.id = s.source_id
        WHERE s.paper_id = p.id ORDER BY s.id)),
    p.abstract,
    (SELECT group_concat(name, '; ') FROM (
        SELECT t.name FROM paper_tags AS pt JOIN tags AS t ON t.id = pt.tag_id
        WHERE pt.paper_id = p.id ORDER BY pt.position)),
    (SELECT group_concat(path, '; ') FROM (
        SELECT pf.path FROM paper_files AS pf WHERE pf.paper_id = p.id ORDER BY pf.position)),
    p.extra
FROM json_each(?) AS wanted CROSS JOIN papers AS p ON p.id = wanted.value
"""
_QUERY = FLAT.replace("p.extra", ", ".join(["p.extra", *[f"p.{name}" for name in _FURTHER]]))
_AT_ONCE = 10_000
"""papers that are read together; each time, all names are searched for commas"""


def flat_papers(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    """Yield the papers in the order of `ids` as rows of FLAT_COLUMNS."""
    for begin in range(0, len(ids), _AT_ONCE):
        chunk = ids[begin : begin + _AT_ONCE]
        rows: dict[int, tuple[Cell, ...]] = {}
        for paper_id, *row in db.execute(_QUERY, (id_list(chunk),)):
            rows[paper_id] = _flat(*row)
        for paper_id in chunk:
            if paper_id in rows:
                yield rows[paper_id]


def _flat(*row: Any) -> tuple[Cell, ...]:
    """Return a row with its flags, and with year, identifiers and category apart."""
    key, title, authors, inferred, cut, day, codes, code, organisations, venue, ids, *rest = row
    confidence, doubts, sources, abstract, tags, files, extra, *further = rest
    first = (key, title, authors, inferred, cut != 0, day, codes, code != 0, organisations, venue)
    address = None
    if extra and '"url"' in extra:
        address = json.loads(extra).get("url")
    more = looked_for(day, codes, ids or "", address)
    return (*first, ids, confidence, doubts, sources, abstract, *more, tags, files, extra, *further)
