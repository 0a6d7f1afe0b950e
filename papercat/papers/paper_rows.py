"""The rows of derived papers: read, written and deleted."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, starmap
from typing import Any, NamedTuple

from papercat.catalogue.sql_values import id_list
from papercat.papers.matching import authors_hash
from papercat.papers.model import FIELDS, Author, Certainty, Doubt, Guess, Kind, Origin, Paper
from papercat.papers.record import from_text
from papercat.papers.subjects import taxonomy
from papercat.text.names import fold_for_identity, forms

_COLUMNS = [name for name, field in FIELDS.items() if field.kind is not Kind.WORDS]
"""the fields that are columns of papers"""
_OF_PAPERS = ["id", "key", "authors_truncated", "extra", "confidence", *_COLUMNS]
_DERIVED = ["authors", "categories", "authors_hash"]
"""columns of papers that repeat other tables"""
_ALL = [*_OF_PAPERS, *_DERIVED]


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
SIDE_TABLES = {
    "identifiers": ("scheme", "value"),
    "inferences": ("field", "reason", "printed", "certainty"),
    "doubts": ("field", "confidence", "reason", "alternatives"),
    "paper_files": ("position", "path"),
    "other_titles": ("title",),
}
"""tables with rows for each paper → their columns"""
AROUND = (
    *("authorships", "removed_identifiers", *SIDE_TABLES),
    *(table.links for table in WORD_TABLES.values()),
)
"""all tables with rows for each paper"""

PAPERS = f"""
SELECT {", ".join(f"p.{name}" for name in _OF_PAPERS)}
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""
AUTHORS = """
SELECT a.paper_id, n.name, a.slot, n.person_id
FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value
JOIN names AS n ON n.id = a.name_id
ORDER BY a.paper_id, a.slot < 0, abs(a.slot)
"""
READ = {
    "authors": AUTHORS,
    **{
        name: f"""
SELECT links.paper_id, words.{table.column} FROM json_each(?) AS wanted
JOIN {table.links} AS links ON links.paper_id = wanted.value
JOIN {name} AS words ON words.id = links.{table.link}
ORDER BY links.paper_id, links.position
"""
        for name, table in WORD_TABLES.items()
    },
    **{
        table: f"""
SELECT side.paper_id, {", ".join(f"side.{name}" for name in columns)}
FROM json_each(?) AS wanted JOIN {table} AS side ON side.paper_id = wanted.value
ORDER BY side.paper_id, side.rowid
"""
        for table, columns in SIDE_TABLES.items()
    },
}
SOURCES = """
SELECT s.paper_id, f.path, s.line, f.format, s.record
FROM json_each(?) AS wanted
JOIN statements AS s ON s.paper_id = wanted.value
JOIN sources AS f ON f.id = s.source_id
ORDER BY s.paper_id, s.id
"""
ALL_IDS = "SELECT id FROM papers ORDER BY published DESC, key"

ADD_PAPER = f"""
INSERT INTO papers ({", ".join(_ALL)}) VALUES ({", ".join("?" * len(_ALL))})
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _ALL[1:])}
"""
ADD_AUTHORSHIP = "INSERT INTO authorships (paper_id, slot, name_id) VALUES (?, ?, ?)"
ADD_SIDE = {
    table: f"INSERT INTO {table} (paper_id, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"
    for table, columns in SIDE_TABLES.items()
}
ADD_REMOVED = "INSERT INTO removed_identifiers (paper_id, scheme, value) VALUES (?, ?, ?)"
ADD_WORD = {
    name: f"""
INSERT INTO {name} ({table.column}) VALUES (?)
ON CONFLICT ({table.column}) DO UPDATE SET {table.column} = {table.column} RETURNING id
"""
    for name, table in WORD_TABLES.items()
}
LINK_WORD = {
    name: f"INSERT INTO {table.links} (paper_id, position, {table.link}) VALUES (?, ?, ?)"
    for name, table in WORD_TABLES.items()
}
NAME_CATEGORY = 'UPDATE categories SET (name, "group") = (?, ?) WHERE id = ?'
FREE_KEY = "UPDATE papers SET key = char(0) || id WHERE id IN (SELECT value FROM json_each(?))"
CLEAR = [
    f"DELETE FROM {table} WHERE paper_id IN (SELECT value FROM json_each(?))" for table in AROUND
]
DELETE = "DELETE FROM papers WHERE id IN (SELECT value FROM json_each(?))"
KNOWN_NAMES = """
SELECT n.folded, n.name, n.id FROM json_each(?) AS wanted
JOIN names AS n ON n.name = wanted.value ORDER BY n.id DESC
"""
NUMBERED_NAMES = """
SELECT a.paper_id, n.folded FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value
JOIN names AS n ON n.id = a.name_id
WHERE n.folded GLOB '?*#*' AND n.folded NOT GLOB '*#0[0-9][0-9][0-9]'
"""
LAST_NAME = "SELECT coalesce(max(id), 0) FROM names"
ADD_NAME = "INSERT INTO names (id, name, folded) VALUES (?, ?, ?)"

_AT_ONCE = 500

Name = tuple[str, str | None]
"""a printed name, and its folded form with a number where namesakes are told apart"""
_Row = tuple[Any, ...]


def read_all(db: sqlite3.Connection) -> Iterator[Paper]:
    """Yield every paper, the newest first."""
    return read_papers(db, (row[0] for row in db.execute(ALL_IDS)))


def read_papers(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[Paper]:
    """Yield the papers of those ids in that order, without ids that do not exist."""
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        papers = dict(read_rows(db, chunk))
        origins = _origins(db, chunk)
        for number in chunk:
            if number in papers:
                yield replace(papers[number], origins=tuple(origins[number].values()))


def _origins(
    db: sqlite3.Connection, ids: Sequence[int]
) -> defaultdict[int, dict[tuple[str, int], Origin]]:
    """Return where the statements of papers stand, or stood before an export; each place once."""
    found: defaultdict[int, dict[tuple[str, int], Origin]] = defaultdict(dict)
    for number, path, line, form, record in db.execute(SOURCES, (id_list(ids),)):
        origins: tuple[Origin, ...] = (Origin(path, line, form),)
        if record:
            said = from_text(record, line)
            origins = said.origins or (Origin(path, line, form, said.printed),)
        for origin in origins:
            known = found[number].get((origin.file, origin.line))
            if known is None or not known.printed:
                found[number][origin.file, origin.line] = origin
    return found


def read_rows(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, Paper]]:
    """Yield (id, paper) without its origins, in any order."""
    wanted = id_list(ids)
    rows: dict[str, defaultdict[int, list[_Row]]] = {}
    for name, query in READ.items():
        rows[name] = defaultdict(list)
        for number, *row in db.execute(query, (wanted,)):
            rows[name][number].append(tuple(row))
    for number, key, truncated, extra, confidence, *columns in db.execute(PAPERS, (wanted,)):
        values: dict[str, Any] = {}
        for name, value in zip(_COLUMNS, columns, strict=True):
            values[name] = bool(value) if FIELDS[name].kind is Kind.FLAG else value
        for name in WORD_TABLES:
            values[name] = _last_of(rows[name][number])
        paper = Paper(
            **values,
            authors=tuple(starmap(_author, rows["authors"][number])),
            authors_truncated=bool(truncated),
            extra=tuple(json.loads(extra).items()) if extra else (),
            ids=tuple(rows["identifiers"][number]),
            key=key,
            confidence=confidence,
            guesses=tuple(starmap(_guess, rows["inferences"][number])),
            doubts=tuple(starmap(_doubt, rows["doubts"][number])),
            files=_last_of(rows["paper_files"][number]),
            other_titles=_last_of(rows["other_titles"][number]),
        )
        yield number, paper


def _author(name: str, slot: int, person: int | None) -> Author:
    return Author(name, "stated" if slot > 0 else "inferred", person)


def _guess(field: str, reason: str, printed: str, certainty: str) -> Guess:
    return Guess(field, reason, printed, Certainty(certainty))


def _doubt(field: str, confidence: float, reason: str, alternatives: str) -> Doubt:
    return Doubt(field, confidence, reason, tuple(json.loads(alternatives)))


def _last_of(rows: Iterable[_Row]) -> tuple[Any, ...]:
    """Return the last value of each row."""
    return tuple([row[-1] for row in rows])


class PaperRows:
    """Writes the rows of papers, within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Write into the catalogue."""
        self._db = db
        self._numbers: dict[tuple[int, str], str] = {}
        """(paper, folded name) → the name with its number, of namesakes told apart before"""
        self._word_ids: dict[tuple[str, str], int] = {}
        """(field, word) → row of the word"""

    def clear(self, ids: Collection[int]) -> None:
        """Delete the rows around papers, and free their keys; the papers themselves stay.

        A namesake on such a paper is the same one when the paper is written again.
        """
        wanted = id_list(sorted(ids))
        for paper, folded in self._db.execute(NUMBERED_NAMES, (wanted,)):
            self._numbers[paper, folded.partition("#")[0]] = folded
        for statement in (*CLEAR, FREE_KEY):
            self._db.execute(statement, (wanted,))

    def delete(self, ids: Collection[int]) -> None:
        """Delete papers whose rows around them are cleared."""
        self._db.execute(DELETE, (id_list(sorted(ids)),))

    def add(self, papers: Sequence[tuple[int, Paper]]) -> None:
        """Write new papers, or the new state of cleared ones, in ascending order of ids."""
        db = self._db
        db.executemany(ADD_PAPER, (_paper_row(*each) for each in papers))
        sides: dict[str, list[_Row]] = {table: [] for table in SIDE_TABLES}
        links: dict[str, list[_Row]] = {name: [] for name in WORD_TABLES}
        for number, paper in papers:
            for table, row in _side_rows(paper):
                sides[table].append((number, *row))
            for name, rows in links.items():
                for position, word in enumerate(getattr(paper, name), 1):
                    rows.append((number, position, self._word_id(name, word)))
        for table, rows in sides.items():
            db.executemany(ADD_SIDE[table], rows)
        for name, rows in links.items():
            db.executemany(LINK_WORD[name], rows)
        self._add_authors(papers)

    def _add_authors(self, papers: Sequence[tuple[int, Paper]]) -> None:
        """Write authors: the stated ones in slots from 1, the inferred ones from -1 down."""
        rows: list[tuple[int, int, Name]] = []
        for number, paper in papers:
            slots = [*enumerate(paper.stated, 1)]
            slots += [(-slot, author) for slot, author in enumerate(paper.inferred, 1)]
            for slot, author in slots:
                folded = None
                if self._numbers:
                    folded = self._numbers.get((number, fold_for_identity(author.name)))
                rows.append((number, slot, (author.name, folded)))
        names = _name_rows(self._db, [name for _, _, name in rows])
        authorships = ((number, slot, names[name]) for number, slot, name in rows)
        self._db.executemany(ADD_AUTHORSHIP, authorships)

    def note_removed(self, papers: Sequence[tuple[int, Paper]]) -> None:
        """Keep the identifiers of removed papers."""
        rows = ((number, *pair) for number, paper in papers for pair in paper.ids)
        self._db.executemany(ADD_REMOVED, rows)

    def _word_id(self, name: str, word: str) -> int:
        """Return the row of a word, which is added if it is new."""
        if (name, word) not in self._word_ids:
            (number,) = self._db.execute(ADD_WORD[name], (word,)).fetchone()
            if name == "categories" and word in taxonomy():
                known = taxonomy()[word]
                self._db.execute(NAME_CATEGORY, (known.name, known.group, number))
            self._word_ids[name, word] = number
        return self._word_ids[name, word]


def _paper_row(number: int, paper: Paper) -> list[Any]:
    return [
        number,
        paper.key,
        paper.authors_truncated,
        json.dumps(dict(paper.extra), ensure_ascii=False) if paper.extra else None,
        paper.confidence,
        *[getattr(paper, name) for name in _COLUMNS],
        ", ".join([author.name for author in paper.stated]),
        " ".join(paper.categories),
        authors_hash(paper),
    ]


def _side_rows(paper: Paper) -> Iterator[tuple[str, _Row]]:
    """Yield the rows of `SIDE_TABLES`, each with its table."""
    for pair in paper.ids:
        yield "identifiers", pair
    for title in paper.other_titles:
        yield "other_titles", (title,)
    for file in enumerate(paper.files, 1):
        yield "paper_files", file
    for guess in paper.guesses:
        row = (guess.field, guess.reason, guess.printed, guess.certainty.value)
        yield "inferences", row
    for doubt in paper.doubts:
        alternatives = json.dumps(doubt.alternatives, ensure_ascii=False)
        yield "doubts", (doubt.field, doubt.confidence, doubt.reason, alternatives)


def _name_rows(db: sqlite3.Connection, names: Iterable[Name]) -> dict[Name, int]:
    """Return the row of every printed name, within the caller's transaction.

    New names get a row; nobody has it until people are grouped. Rows never change their ids.
    """
    wanted = dict.fromkeys(names)
    rows: dict[Name, int] = {}
    printed = json.dumps(list({name for name, _ in wanted}))
    for folded, name, number in db.execute(KNOWN_NAMES, (printed,)):
        if "#" in folded and folded != forms(name)[0]:
            rows[name, folded] = number
        else:
            rows[name, None] = number
    (last,) = db.execute(LAST_NAME).fetchone()
    new: list[tuple[int, str, str]] = []
    for name in wanted:
        if name not in rows:
            last += 1
            rows[name] = last
            new.append((last, name[0], name[1] or forms(name[0])[0]))
    db.executemany(ADD_NAME, new)
    return rows
