"""Papers read out of the catalogue, whole, in the order asked for."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from papercat.catalogue.id_list import id_list
from papercat.papers.model import Author, Doubt, Guess, Origin, Paper

_AT_ONCE = 500

_Row = tuple[Any, ...]

PAPERS = """
SELECT p.id, p.key, p.title, p.abstract, p.authors_truncated, p.published, p.categories,
       p.has_code, p.venue, p.confidence
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""
AUTHORS = """
SELECT a.paper_id, n.name, a.source, n.person_id, a.inferred_from
FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value
JOIN names AS n ON n.id = a.name_id
ORDER BY a.paper_id, a.position IS NULL, abs(a.slot)
"""
ORGANISATIONS = """
SELECT po.paper_id, o.slug
FROM json_each(?) AS wanted
JOIN paper_organisations AS po ON po.paper_id = wanted.value
JOIN organisations AS o ON o.id = po.organisation_id
ORDER BY po.paper_id, po.position
"""
IDENTIFIERS = """
SELECT i.paper_id, i.scheme, i.value
FROM json_each(?) AS wanted JOIN identifiers AS i ON i.paper_id = wanted.value
ORDER BY i.paper_id, i.scheme, i.value
"""
INFERENCES = """
SELECT i.paper_id, i.field, i.reason, i.printed
FROM json_each(?) AS wanted JOIN inferences AS i ON i.paper_id = wanted.value
ORDER BY i.paper_id, i.field, i.printed
"""
DOUBTS = """
SELECT d.paper_id, d.field, d.confidence, d.reason, d.alternatives
FROM json_each(?) AS wanted JOIN doubts AS d ON d.paper_id = wanted.value
ORDER BY d.paper_id, d.id
"""
SOURCES = """
SELECT ps.paper_id, s.id, s.path, ps.line, s.sha256, s.format, ps.printed
FROM json_each(?) AS wanted
JOIN paper_sources AS ps ON ps.paper_id = wanted.value
JOIN sources AS s ON s.id = ps.source_id
ORDER BY ps.paper_id, ps.source_id, ps.line
"""
SAID = """
SELECT v.paper_id, v.source_id, v.line, v.field, v.value
FROM json_each(?) AS wanted JOIN variants AS v ON v.paper_id = wanted.value
ORDER BY v.paper_id, v.source_id, v.line, v.field
"""
ALL_IDS = "SELECT id FROM papers ORDER BY id DESC"


def read_papers(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[Paper]:
    """The papers of those ids, in that order; ids that are not there are left out."""
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        found = dict(_read_chunk(db, chunk))
        yield from (found[paper_id] for paper_id in chunk if paper_id in found)


def read_all(db: sqlite3.Connection) -> Iterator[Paper]:
    """Every paper, the newest first."""
    return read_papers(db, (row[0] for row in db.execute(ALL_IDS)))


def _read_chunk(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, Paper]]:
    wanted = id_list(ids)
    authors = _by_paper(db, AUTHORS, wanted)
    organisations = _by_paper(db, ORGANISATIONS, wanted)
    identifiers = _by_paper(db, IDENTIFIERS, wanted)
    inferences = _by_paper(db, INFERENCES, wanted)
    doubts = _by_paper(db, DOUBTS, wanted)
    sources = _by_paper(db, SOURCES, wanted)
    said = _by_paper(db, SAID, wanted)
    for row in db.execute(PAPERS, (wanted,)):
        paper_id, key, title, abstract, truncated, published, categories, code, venue, sure = row
        yield (
            paper_id,
            Paper(
                title=title,
                line=0,
                abstract=abstract,
                authors=tuple(Author(*author) for *author, _ in authors[paper_id]),
                authors_truncated=bool(truncated),
                published=published,
                categories=tuple(categories.split()),
                has_code=bool(code),
                organisations=tuple(slug for (slug,) in organisations[paper_id]),
                venue=venue,
                ids=tuple((scheme, value) for scheme, value in identifiers[paper_id]),
                key=key,
                confidence=sure,
                guesses=tuple(Guess(*guess) for guess in inferences[paper_id]),
                doubts=tuple(
                    Doubt(field, confidence, reason, tuple(json.loads(others)))
                    for field, confidence, reason, others in doubts[paper_id]
                ),
                origins=tuple(
                    Origin(
                        file,
                        line,
                        sha256,
                        form,
                        printed,
                        _said(said[paper_id], source, line),
                        _inferred(authors[paper_id], source),
                    )
                    for source, file, line, sha256, form, printed in sources[paper_id]
                ),
            ),
        )


def _said(rows: Sequence[_Row], source: int, line: int) -> tuple[tuple[str, str | None], ...]:
    """What one place says otherwise, of what all places of a paper do."""
    return tuple((field, text) for of, at, field, text in rows if (of, at) == (source, line))


def _inferred(authors: Sequence[_Row], source: int) -> tuple[str, ...]:
    """The names of those authors of a paper who were inferred from a source."""
    return tuple(name for name, *_, inferred_from in authors if inferred_from == source)


def _by_paper(db: sqlite3.Connection, query: str, wanted: str) -> defaultdict[int, list[_Row]]:
    rows: defaultdict[int, list[_Row]] = defaultdict(list)
    for paper_id, *row in db.execute(query, (wanted,)):
        rows[paper_id].append(tuple(row))
    return rows
