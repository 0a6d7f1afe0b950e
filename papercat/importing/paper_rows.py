"""A paper as rows: its own, and those of the tables around it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain
from operator import itemgetter

from papercat.importing.prepared import Prepared
from papercat.papers.model import Paper
from papercat.papers.taxonomy import taxonomy
from papercat.people.name_loader import NameLoader

ADD_PAPER = """
INSERT INTO papers (id, key, title, abstract, authors, categories, published, has_code,
                    authors_truncated, venue, confidence, title_hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
CHANGE_PAPER = """
UPDATE papers SET (id, key, title, abstract, authors, categories, published, has_code,
                   authors_truncated, venue, confidence, title_hash)
= (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?
"""
ADD_AUTHORSHIP = (
    "INSERT INTO authorships (paper_id, slot, name_id, inferred_from) VALUES (?, ?, ?, ?)"
)
ADD_CATEGORY = "INSERT INTO paper_categories (paper_id, position, category_id) VALUES (?, ?, ?)"
ADD_ORGANISATION = (
    "INSERT INTO paper_organisations (paper_id, position, organisation_id) VALUES (?, ?, ?)"
)
ADD_IDENTIFIER = "INSERT OR IGNORE INTO identifiers (paper_id, scheme, value) VALUES (?, ?, ?)"
ADD_INFERENCE = (
    "INSERT OR IGNORE INTO inferences (paper_id, field, reason, printed) VALUES (?, ?, ?, ?)"
)
ADD_DOUBT = (
    "INSERT INTO doubts (paper_id, field, confidence, reason, alternatives) VALUES (?, ?, ?, ?, ?)"
)
AROUND = {
    "authorships": ADD_AUTHORSHIP,
    "paper_categories": ADD_CATEGORY,
    "paper_organisations": ADD_ORGANISATION,
    "identifiers": ADD_IDENTIFIER,
    "inferences": ADD_INFERENCE,
    "doubts": ADD_DOUBT,
}
"""the tables around papers, and how a row of each is added"""
CLEAR = {table: f"DELETE FROM {table} WHERE paper_id = ?" for table in AROUND}  # noqa: S608  names above
FOLLOW = {
    table: f"UPDATE {table} SET paper_id = ? WHERE paper_id = ?"  # noqa: S608  names here
    for table in ("paper_sources", "variants", "split_lines", "mentions")
}
"""what else refers to a paper, and is not written anew when it gets another row id"""
INFERRED_FROM = (
    "SELECT name_id, inferred_from FROM authorships WHERE paper_id = ? AND inferred_from NOTNULL"
)
CATEGORY = "SELECT id FROM categories WHERE code = ?"
NEW_CATEGORY = 'INSERT INTO categories (code, name, "group") VALUES (?, ?, ?) RETURNING id'
ORGANISATION = "SELECT id FROM organisations WHERE slug = ?"
NEW_ORGANISATION = "INSERT INTO organisations (slug) VALUES (?) RETURNING id"

_Row = tuple[int | str | float | None, ...]
_BY_ID = itemgetter(0)


class PaperRows:
    """Collects the rows of new papers, and rewrites those of changed ones."""

    def __init__(self, db: sqlite3.Connection, names: NameLoader) -> None:
        """Rows are written within the caller's transaction."""
        self._db = db
        self._names = names
        self._plain: list[tuple[int, str, Prepared]] = []
        self._papers: list[_Row] = []
        self._around: dict[str, list[_Row]] = {table: [] for table in AROUND}
        self._category_ids: dict[str, int] = {}
        self._organisation_ids: dict[str, int] = {}

    def add(
        self, paper_id: int, key: str, paper: Prepared, inferred_from: Mapping[str, int]
    ) -> None:
        """Collect a new paper's rows; `write` inserts them."""
        if paper.whole:
            self._papers.append(_paper_row(paper_id, key, paper.whole, paper.hashed))
            self._collect(paper_id, paper.whole, {}, inferred_from)
        else:
            self._plain.append((paper_id, key, paper))

    def change(
        self, old_id: int, new_id: int, new: Paper, hashed: int, inferred_from: Mapping[str, int]
    ) -> None:
        """Rewrite a paper's rows to what is to stand."""
        before = dict(self._db.execute(INFERRED_FROM, (old_id,)).fetchall())
        for clear in CLEAR.values():
            self._db.execute(clear, (old_id,))
        self._db.execute(CHANGE_PAPER, (*_paper_row(new_id, new.key, new, hashed), old_id))
        if new_id != old_id:
            for follow in FOLLOW.values():  # by themselves only where foreign keys are looked up
                self._db.execute(follow, (new_id, old_id))
        self._collect(new_id, new, before, inferred_from)
        self._names.write()
        self._write_around()

    def write(self) -> None:
        """Insert what has been collected, in the order of the row ids, which costs least."""
        self._write_plain()
        self._papers.sort(key=_BY_ID)
        self._db.executemany(ADD_PAPER, self._papers)
        self._papers.clear()
        self._write_around()

    def _write_plain(self) -> None:
        """Insert papers that say nothing unusual: each row is made when it is wanted."""
        plain, insert = self._plain, self._db.executemany
        for code in dict.fromkeys(chain.from_iterable([each.categories for *_, each in plain])):
            self._category(code)  # as they are met first
        plain.sort(key=_BY_ID)
        insert(
            ADD_PAPER,
            (
                (
                    paper_id,
                    key,
                    paper.title,
                    paper.abstract,
                    ", ".join(paper.names),
                    " ".join(paper.categories),
                    paper.published,
                    0,
                    0,
                    paper.venue,
                    None,
                    paper.hashed,
                )
                for paper_id, key, paper in plain
            ),
        )
        name_ids, categories = self._names.name_ids, self._category_ids
        insert(
            ADD_AUTHORSHIP,
            (
                (paper_id, slot, name_id, None)
                for paper_id, _, paper in plain
                for slot, name_id in enumerate(name_ids(paper.names), 1)
            ),
        )
        insert(
            ADD_CATEGORY,
            (
                (paper_id, position, categories[code])
                for paper_id, _, paper in plain
                for position, code in enumerate(paper.categories, 1)
            ),
        )
        insert(
            ADD_IDENTIFIER,
            ((paper_id, *pair) for paper_id, _, paper in plain for pair in paper.ids),
        )
        plain.clear()

    def _write_around(self) -> None:
        for table, rows in self._around.items():
            if rows:
                rows.sort(key=_BY_ID)
                self._db.executemany(AROUND[table], rows)
                rows.clear()

    def _collect(
        self, paper_id: int, paper: Paper, before: dict[int, int], inferred_from: Mapping[str, int]
    ) -> None:
        """Collect the rows around a paper. `before`: from what a name was inferred till now."""
        around = self._around
        around["authorships"] += self._authorships(paper_id, paper, before, inferred_from)
        around["paper_categories"] += [
            (paper_id, position, self._category(code))
            for position, code in enumerate(paper.categories, 1)
        ]
        around["paper_organisations"] += [
            (paper_id, position, self._organisation(slug))
            for position, slug in enumerate(paper.organisations, 1)
        ]
        around["identifiers"] += [(paper_id, *pair) for pair in paper.ids]
        around["inferences"] += [(paper_id, g.field, g.reason, g.printed) for g in paper.guesses]
        around["doubts"] += [
            (paper_id, d.field, d.confidence, d.reason, json.dumps(d.alternatives))
            for d in paper.doubts
        ]

    def _authorships(
        self, paper_id: int, paper: Paper, before: dict[int, int], inferred_from: Mapping[str, int]
    ) -> Iterable[_Row]:
        listed = inferred = 0
        for author in paper.authors:
            name_id = self._names.name_id(author)
            if author.source == "listed":
                listed += 1
                yield paper_id, listed, name_id, None
            else:
                inferred -= 1
                yield paper_id, inferred, name_id, before.get(name_id) or inferred_from[author.name]

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


def _paper_row(paper_id: int, key: str | None, paper: Paper, hashed: int) -> _Row:
    return (
        paper_id,
        key,
        paper.title,
        paper.abstract,
        ", ".join(author.name for author in paper.listed),
        " ".join(paper.categories),
        paper.published,
        paper.has_code,
        paper.authors_truncated,
        paper.venue,
        paper.confidence,
        hashed,
    )
