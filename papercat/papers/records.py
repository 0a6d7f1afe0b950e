"""Derived papers, read from the catalogue in the order asked for."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from papercat.catalogue.sql_values import id_list
from papercat.papers.derive import origins_of
from papercat.papers.model import FIELDS, Author, Certainty, Doubt, Guess, Kind, Origin, Paper
from papercat.papers.record import from_text

_AT_ONCE = 500

_Row = tuple[Any, ...]

_COLUMNS = [name for name, field in FIELDS.items() if field.kind is not Kind.WORDS]
"""the fields that are columns of papers"""

_FLAGS = [name for name, field in FIELDS.items() if field.kind is Kind.FLAG]


class WordTable(NamedTuple):
    """The tables of a field that holds words: one for the words, one for those of each paper."""

    column: str
    """of the word, in the table named like the field"""
    links: str
    """the table that says which paper has which words"""
    link: str
    """its column for the row of the word"""


WORD_TABLES = {
    "categories": WordTable("code", "paper_categories", "category_id"),
    "organisations": WordTable("slug", "paper_organisations", "organisation_id"),
    "tags": WordTable("name", "paper_tags", "tag_id"),
}

WORDS = {
    name: f"""
SELECT links.paper_id, words.{table.column} FROM json_each(?) AS wanted
JOIN {table.links} AS links ON links.paper_id = wanted.value
JOIN {name} AS words ON words.id = links.{table.link}
ORDER BY links.paper_id, links.position
"""  # noqa: S608  names above
    for name, table in WORD_TABLES.items()
}
PAPERS = f"""
SELECT p.id, p.key, p.authors_truncated, p.extra, p.confidence,
       {", ".join(f"p.{name}" for name in _COLUMNS)}
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""  # noqa: S608  names declared in model.py
AUTHORS = """
SELECT a.paper_id, n.name, a.slot, n.person_id
FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value
JOIN names AS n ON n.id = a.name_id
ORDER BY a.paper_id, a.slot < 0, abs(a.slot)
"""
IDENTIFIERS = """
SELECT i.paper_id, i.scheme, i.value
FROM json_each(?) AS wanted JOIN identifiers AS i ON i.paper_id = wanted.value
ORDER BY i.paper_id, i.scheme, i.value
"""
INFERENCES = """
SELECT i.paper_id, i.field, i.reason, i.printed, i.certainty
FROM json_each(?) AS wanted JOIN inferences AS i ON i.paper_id = wanted.value
ORDER BY i.paper_id, i.field, i.printed
"""
DOUBTS = """
SELECT d.paper_id, d.field, d.confidence, d.reason, d.alternatives
FROM json_each(?) AS wanted JOIN doubts AS d ON d.paper_id = wanted.value
ORDER BY d.paper_id, d.id
"""
TITLES = """
SELECT t.paper_id, t.title FROM json_each(?) AS wanted
JOIN other_titles AS t ON t.paper_id = wanted.value ORDER BY t.paper_id, t.title
"""
FILES = """
SELECT f.paper_id, f.path FROM json_each(?) AS wanted
JOIN paper_files AS f ON f.paper_id = wanted.value ORDER BY f.paper_id, f.position
"""
SOURCES = """
SELECT s.paper_id, f.path, s.line, f.format, s.record
FROM json_each(?) AS wanted
JOIN statements AS s ON s.paper_id = wanted.value
JOIN sources AS f ON f.id = s.source_id
ORDER BY s.paper_id, s.id
"""
ALL_IDS = "SELECT id FROM papers ORDER BY published DESC, key"


def read_papers(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[Paper]:
    """Yield the papers of those ids in that order, without ids that do not exist."""
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        found = dict(read_rows(db, chunk))
        origins = _origins(db, chunk)
        for paper_id in chunk:
            if paper_id in found:
                yield replace(found[paper_id], origins=origins.get(paper_id, ()))


def read_all(db: sqlite3.Connection) -> Iterator[Paper]:
    """Yield every paper, the newest first."""
    return read_papers(db, (row[0] for row in db.execute(ALL_IDS)))


def read_rows(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, Paper]]:
    """Yield (id, paper) without its origins, in any order."""
    wanted = id_list(ids)
    authors = _by_paper(db, AUTHORS, wanted)
    words = {name: _by_paper(db, query, wanted) for name, query in WORDS.items()}
    identifiers = _by_paper(db, IDENTIFIERS, wanted)
    inferences = _by_paper(db, INFERENCES, wanted)
    doubts = _by_paper(db, DOUBTS, wanted)
    files = _by_paper(db, FILES, wanted)
    titles = _by_paper(db, TITLES, wanted)
    for number, key, truncated, extra, confidence, *columns in db.execute(PAPERS, (wanted,)):
        values = dict(zip(_COLUMNS, columns, strict=True))
        for name in _FLAGS:
            values[name] = bool(values[name])
        for name, found in words.items():
            values[name] = _firsts(found[number])
        paper = Paper(
            **values,
            authors=tuple([_author(*author) for author in authors[number]]),
            authors_truncated=bool(truncated),
            extra=tuple(json.loads(extra).items()) if extra else (),
            ids=tuple(identifiers[number]),
            key=key,
            confidence=confidence,
            guesses=tuple([_guess(*guess) for guess in inferences[number]]),
            doubts=tuple([_doubt(*doubt) for doubt in doubts[number]]),
            files=_firsts(files[number]),
            other_titles=_firsts(titles[number]),
        )
        yield number, paper


def _firsts(rows: Iterable[_Row]) -> tuple[Any, ...]:
    """Return the first value of each row."""
    return tuple([row[0] for row in rows])


def _author(name: str, slot: int, person: int | None) -> Author:
    return Author(name, "listed" if slot > 0 else "inferred", person)


def _guess(field: str, reason: str, printed: str, certainty: str) -> Guess:
    return Guess(field, reason, printed, Certainty(certainty))


def _doubt(field: str, confidence: float, reason: str, alternatives: str) -> Doubt:
    return Doubt(field, confidence, reason, tuple(json.loads(alternatives)))


def _origins(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[Origin, ...]]:
    """Return where the statements of each paper stand."""
    found: defaultdict[int, list[tuple[Origin, tuple[Origin, ...]]]] = defaultdict(list)
    for number, path, line, form, record in db.execute(SOURCES, (id_list(ids),)):
        paper = from_text(record, line) if record else None
        own = Origin(path, line, form, paper.printed if paper else None)
        found[number].append((own, paper.origins if paper else ()))
    return {number: origins_of(places) for number, places in found.items()}


def _by_paper(db: sqlite3.Connection, query: str, wanted: str) -> defaultdict[int, list[_Row]]:
    rows: defaultdict[int, list[_Row]] = defaultdict(list)
    for paper_id, *row in db.execute(query, (wanted,)):
        rows[paper_id].append(tuple(row))
    return rows
