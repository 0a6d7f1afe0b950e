"""The rows of derived papers: written, rewritten and deleted."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from papercat.catalogue.sql_values import id_list
from papercat.papers.lookalikes import authors_hash
from papercat.papers.model import FIELDS, Author, Kind, Paper
from papercat.papers.records import WORD_TABLES
from papercat.papers.taxonomy import taxonomy
from papercat.text.names import fold_for_identity, forms

_COLUMNS = [name for name, field in FIELDS.items() if field.kind is not Kind.WORDS]
"""the fields that are columns of papers"""
_ALL = [
    *("id", "key", *_COLUMNS, "authors", "categories"),
    *("authors_truncated", "extra", "confidence", "authors_hash"),
]

ADD_PAPER = f"""
INSERT INTO papers ({", ".join(_ALL)}) VALUES ({", ".join("?" * len(_ALL))})
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _ALL[1:])}
"""  # noqa: S608  names declared in model.py
ADD_AUTHORSHIP = "INSERT INTO authorships (paper_id, slot, name_id) VALUES (?, ?, ?)"
ADD_IDENTIFIER = "INSERT INTO identifiers (paper_id, scheme, value) VALUES (?, ?, ?)"
ADD_REMOVED = "INSERT INTO removed_identifiers (paper_id, scheme, value) VALUES (?, ?, ?)"
ADD_INFERENCE = (
    "INSERT INTO inferences (paper_id, field, reason, printed, certainty) VALUES (?, ?, ?, ?, ?)"
)
ADD_DOUBT = (
    "INSERT INTO doubts (paper_id, field, confidence, reason, alternatives) VALUES (?, ?, ?, ?, ?)"
)
ADD_FILE = "INSERT INTO paper_files (paper_id, position, path) VALUES (?, ?, ?)"
ADD_TITLE = "INSERT INTO other_titles (paper_id, title) VALUES (?, ?)"
AROUND = (
    "authorships",
    "paper_categories",
    "paper_organisations",
    "paper_tags",
    "identifiers",
    "inferences",
    "doubts",
    "paper_files",
    "other_titles",
)
CLEAR = {
    table: f"DELETE FROM {table} WHERE paper_id IN (SELECT value FROM json_each(?))"  # noqa: S608  names above
    for table in (*AROUND, "removed_identifiers")
}
FREE_KEY = "UPDATE papers SET key = char(0) || id WHERE id IN (SELECT value FROM json_each(?))"
DELETE = "DELETE FROM papers WHERE id IN (SELECT value FROM json_each(?))"
ID_OF_WORD = {
    name: f"SELECT id FROM {name} WHERE {table.column} = ?"  # noqa: S608  names in records.py
    for name, table in WORD_TABLES.items()
}
ADD_WORD = {
    name: f"INSERT INTO {name} ({table.column}) VALUES (?) RETURNING id"  # noqa: S608  as above
    for name, table in WORD_TABLES.items()
}
LINK_WORD = {
    name: f"INSERT INTO {table.links} (paper_id, position, {table.link}) VALUES (?, ?, ?)"  # noqa: S608  as above
    for name, table in WORD_TABLES.items()
}
NAME_CATEGORY = 'UPDATE categories SET (name, "group") = (?, ?) WHERE id = ?'
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

Name = tuple[str, str | None]
"""a printed name, and its folded form with a number where namesakes are told apart"""


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
        for statement in (*CLEAR.values(), FREE_KEY):
            self._db.execute(statement, (wanted,))

    def delete(self, ids: Collection[int]) -> None:
        """Delete papers whose rows around them are cleared."""
        self._db.execute(DELETE, (id_list(sorted(ids)),))

    def add(self, papers: Sequence[tuple[int, Paper]]) -> None:
        """Write new papers, or the new state of cleared ones, in ascending order of ids."""
        db = self._db
        db.executemany(ADD_PAPER, (_paper_row(*each) for each in papers))
        db.executemany(ADD_AUTHORSHIP, self._authorships(papers))
        for name, statement in LINK_WORD.items():
            db.executemany(statement, self._links(name, papers))
        identifiers: list[tuple[int, str, str]] = []
        titles: list[tuple[int, str]] = []
        files: list[tuple[int, int, str]] = []
        for number, paper in papers:
            identifiers += [(number, scheme, value) for scheme, value in paper.ids]
            titles += [(number, title) for title in paper.other_titles]
            files += [(number, position, path) for position, path in enumerate(paper.files, 1)]
        db.executemany(ADD_IDENTIFIER, identifiers)
        db.executemany(ADD_TITLE, titles)
        db.executemany(ADD_FILE, files)
        db.executemany(ADD_INFERENCE, _inferences(papers))
        db.executemany(ADD_DOUBT, _doubts(papers))

    def note_removed(self, papers: Sequence[tuple[int, Paper]]) -> None:
        """Keep the identifiers of removed papers."""
        rows = ((number, *pair) for number, paper in papers for pair in paper.ids)
        self._db.executemany(ADD_REMOVED, rows)

    def _authorships(self, papers: Sequence[tuple[int, Paper]]) -> list[tuple[int, int, int]]:
        rows: list[tuple[int, int, Name]] = []
        for number, paper in papers:
            position = inferred = 0
            for author in paper.authors:
                name = (author.name, self._number(number, author))
                if author.source == "listed":
                    position += 1
                    rows.append((number, position, name))
                else:
                    inferred -= 1
                    rows.append((number, inferred, name))
        ids = name_rows(self._db, [name for _, _, name in rows])
        return [(number, slot, ids[name]) for number, slot, name in rows]

    def _number(self, paper: int, author: Author) -> str | None:
        """Return the numbered form of a name, if this namesake was told apart."""
        if not self._numbers:
            return None
        return self._numbers.get((paper, fold_for_identity(author.name)))

    def _links(
        self, name: str, papers: Sequence[tuple[int, Paper]]
    ) -> Iterable[tuple[int, int, int]]:
        """Yield (paper, position, row of the word) for a field that holds words."""
        for number, paper in papers:
            for position, word in enumerate(getattr(paper, name), 1):
                yield number, position, self._word_id(name, word)

    def _word_id(self, name: str, word: str) -> int:
        """Return the row of a word, which is added if it is new."""
        if (name, word) not in self._word_ids:
            found = self._db.execute(ID_OF_WORD[name], (word,)).fetchone()
            if found is None:
                found = self._db.execute(ADD_WORD[name], (word,)).fetchone()
                if name == "categories" and word in taxonomy():
                    known = taxonomy()[word]
                    self._db.execute(NAME_CATEGORY, (known.name, known.group, found[0]))
            self._word_ids[name, word] = found[0]
        return self._word_ids[name, word]


def name_rows(db: sqlite3.Connection, names: Iterable[Name]) -> dict[Name, int]:
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


def _paper_row(number: int, paper: Paper) -> list[Any]:
    extra = json.dumps(dict(paper.extra), ensure_ascii=False) if paper.extra else None
    return [
        number,
        paper.key,
        *[getattr(paper, name) for name in _COLUMNS],
        ", ".join([author.name for author in paper.listed]),
        " ".join(paper.categories),
        paper.authors_truncated,
        extra,
        paper.confidence,
        authors_hash(paper),
    ]


def _inferences(papers: Iterable[tuple[int, Paper]]) -> Iterable[tuple[object, ...]]:
    for number, paper in papers:
        for guess in paper.guesses:
            yield number, guess.field, guess.reason, guess.printed, guess.certainty.value


def _doubts(papers: Iterable[tuple[int, Paper]]) -> Iterable[tuple[object, ...]]:
    for number, paper in papers:
        for doubt in paper.doubts:
            others = json.dumps(doubt.alternatives, ensure_ascii=False)
            yield number, doubt.field, doubt.confidence, doubt.reason, others
