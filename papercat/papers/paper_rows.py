"""The rows of derived papers: written, rewritten and deleted."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from papercat.catalogue.sql_values import id_list
from papercat.papers.lookalikes import authors_hash
from papercat.papers.model import FIELDS, Author, Kind, Paper
from papercat.papers.printed_names import Name, PrintedNames
from papercat.papers.taxonomy import taxonomy
from papercat.text.names import fold_for_identity

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
ADD_CATEGORY = "INSERT INTO paper_categories (paper_id, position, category_id) VALUES (?, ?, ?)"
ADD_ORGANISATION = (
    "INSERT INTO paper_organisations (paper_id, position, organisation_id) VALUES (?, ?, ?)"
)
ADD_TAG = "INSERT INTO paper_tags (paper_id, position, tag_id) VALUES (?, ?, ?)"
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
CATEGORY = "SELECT id FROM categories WHERE code = ?"
NEW_CATEGORY = 'INSERT INTO categories (code, name, "group") VALUES (?, ?, ?) RETURNING id'
ORGANISATION = "SELECT id FROM organisations WHERE slug = ?"
NEW_ORGANISATION = "INSERT INTO organisations (slug) VALUES (?) RETURNING id"

TAG = "SELECT id FROM tags WHERE name = ?"
NEW_TAG = "INSERT INTO tags (name) VALUES (?) RETURNING id"

NameNumbers = Mapping[tuple[str, str], str]
"""(paper's key, folded name) → the folded name with its number, of namesakes told apart"""


class PaperRows:
    """Writes the rows of papers, within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection, numbers: NameNumbers) -> None:
        """`numbers` are the namesakes that decisions tell apart."""
        self._db = db
        self._names = PrintedNames(db)
        self._numbers = numbers
        self._category_ids: dict[str, int] = {}
        self._organisation_ids: dict[str, int] = {}
        self._tag_ids: dict[str, int] = {}

    def clear(self, ids: Collection[int]) -> None:
        """Delete the rows around papers, and free their keys; the papers themselves stay."""
        wanted = id_list(sorted(ids))
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
        categories: list[tuple[int, int, int]] = []
        organisations: list[tuple[int, int, int]] = []
        tags: list[tuple[int, int, int]] = []
        for number, paper in papers:
            for position, code in enumerate(paper.categories, 1):
                categories.append((number, position, self._category(code)))
            for position, slug in enumerate(paper.organisations, 1):
                organisations.append((number, position, self._organisation(slug)))
            for position, tag in enumerate(paper.tags, 1):
                tags.append((number, position, self._tag(tag)))
        db.executemany(ADD_CATEGORY, categories)
        db.executemany(ADD_ORGANISATION, organisations)
        db.executemany(ADD_TAG, tags)
        db.executemany(ADD_IDENTIFIER, ((n, *pair) for n, paper in papers for pair in paper.ids))
        db.executemany(ADD_INFERENCE, _inferences(papers))
        db.executemany(ADD_DOUBT, _doubts(papers))
        files: list[tuple[int, int, str]] = []
        for number, paper in papers:
            files += [(number, position, path) for position, path in enumerate(paper.files, 1)]
        db.executemany(ADD_FILE, files)
        titles = ((number, title) for number, paper in papers for title in paper.other_titles)
        db.executemany(ADD_TITLE, titles)

    def note_removed(self, papers: Sequence[tuple[int, Paper]]) -> None:
        """Keep the identifiers of removed papers."""
        rows = ((number, *pair) for number, paper in papers for pair in paper.ids)
        self._db.executemany(ADD_REMOVED, rows)

    def _authorships(self, papers: Sequence[tuple[int, Paper]]) -> list[tuple[int, int, int]]:
        rows: list[tuple[int, int, Name]] = []
        for number, paper in papers:
            position = inferred = 0
            for author in paper.authors:
                name = (author.name, self._number(str(paper.key), author))
                if author.source == "listed":
                    position += 1
                    rows.append((number, position, name))
                else:
                    inferred -= 1
                    rows.append((number, inferred, name))
        ids = self._names.ids(name for _, _, name in rows)
        return [(number, slot, ids[name]) for number, slot, name in rows]

    def _number(self, key: str, author: Author) -> str | None:
        """Return the numbered form of a name, if a decision tells this namesake apart."""
        if not self._numbers:
            return None
        return self._numbers.get((key, fold_for_identity(author.name)))

    def _category(self, code: str) -> int:
        if code not in self._category_ids:
            found = self._db.execute(CATEGORY, (code,)).fetchone()
            if found is None:
                known = taxonomy().get(code)
                row = (code, known.name, known.group) if known else (code, None, None)
                found = self._db.execute(NEW_CATEGORY, row).fetchone()
            self._category_ids[code] = found[0]
        return self._category_ids[code]

    def _organisation(self, slug: str) -> int:
        if slug not in self._organisation_ids:
            found = self._db.execute(ORGANISATION, (slug,)).fetchone()
            if found is None:
                found = self._db.execute(NEW_ORGANISATION, (slug,)).fetchone()
            self._organisation_ids[slug] = found[0]
        return self._organisation_ids[slug]

    def _tag(self, name: str) -> int:
        if name not in self._tag_ids:
            found = self._db.execute(TAG, (name,)).fetchone()
            if found is None:
                found = self._db.execute(NEW_TAG, (name,)).fetchone()
            self._tag_ids[name] = found[0]
        return self._tag_ids[name]


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
