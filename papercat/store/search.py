"""Finding papers: which fit a query, in which order, and how many there are.

Row ids are ranked first; what is shown is fetched for those alone.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.query import Node, words_of
from papercat.store.search_compile import Plan, compile_query
from papercat.store.search_fields import Condition, every
from papercat.store.search_rank import Candidate, best_first
from papercat.store.search_text import tokens

RANKED = """
SELECT rowid, rank FROM papers_fts
WHERE papers_fts MATCH ? AND rank MATCH 'bm25(10.0, 1.0, 5.0, 0.0)' AND rowid BETWEEN ? AND ?
"""
BEST = " ORDER BY rank LIMIT ?"
MATCHING = "SELECT rowid FROM papers_fts WHERE papers_fts MATCH ? AND rowid BETWEEN ? AND ?"
PAPERS = "SELECT id FROM papers WHERE id BETWEEN ? AND ?"
TEXTS = """
SELECT p.id, p.title, p.authors, coalesce(p.abstract, '')
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""
ORDERS = {
    "date": "id",
    "title": "(SELECT p.title FROM papers AS p WHERE p.id = found.id) COLLATE NOCASE",
    "author": """(SELECT person.sort_name FROM authorships AS a JOIN names AS n ON n.id = a.name_id
        JOIN people AS person ON person.id = n.person_id
        WHERE a.paper_id = found.id AND a.slot = 1) COLLATE NOCASE""",
    "added": "(SELECT min(source_id) FROM paper_sources WHERE paper_id = found.id)",
}
"""what papers can be sorted by, besides relevance"""
NEWEST_FIRST = ("date", "added")
"""orders that begin with the latest unless they are reversed"""

_LOOKED_AT = 60
"""so many of the best, as the index ranks them, are looked at more closely"""
_FEW = 1000
"""as many that meet conditions are looked at without asking the index for its ranking"""


@dataclass(frozen=True, slots=True)
class Order:
    """How results are sorted, and which part of them is wanted."""

    by: str = "relevance"
    reverse: bool = False
    limit: int = 20
    offset: int = 0


class Search:
    """One query, asked of one catalogue."""

    def __init__(self, db: sqlite3.Connection, query: Node, *more: Condition) -> None:
        """`more`: conditions besides the query."""
        self._db = db
        self._plan = compile_query(db, query)
        self._plan.conditions += more
        self._wanted = [tokens(word.text) for word in words_of(query)]

    def ids(self, order: Order) -> list[int]:
        """The papers, in order."""
        if order.by == "relevance" and self._plan.words:
            return self._by_relevance(order)
        return self._sorted("date" if order.by == "relevance" else order.by, order)

    @property
    def marks(self) -> str | None:
        """An FTS5 expression for the words to be marked in what is shown."""
        return " OR ".join(self._plan.words) or None

    def count(self) -> int:
        """How many papers fit."""
        sql, values = self._fitting()
        count: int = self._db.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0]  # noqa: S608  named constants
        return count

    def _fitting(self, match: str | None = None) -> tuple[str, tuple[int | str, ...]]:
        """The SQL for the ids of all that fit."""
        plan, match = self._plan, match or self._plan.match()
        span = (plan.low, plan.high - 1)
        if match is None:
            return _with(PAPERS, span, plan.conditions, "id")
        return _with(MATCHING, (match, *span), plan.conditions, "+rowid")

    def _sorted(self, by: str, order: Order) -> list[int]:
        sql, values = self._fitting()
        down = order.reverse != (by in NEWEST_FIRST)
        if by == "date":
            sql += f" ORDER BY {'id' if self._plan.match() is None else 'rowid'}"
        else:
            key = ORDERS[by]
            sql = f"SELECT id FROM ({sql.replace('SELECT rowid', 'SELECT rowid AS id', 1)}) AS found ORDER BY {key} IS NULL, {key}"  # noqa: S608, E501
            sql += " DESC, id" if down else ", id"
            down = True
        sql += " DESC" * down + " LIMIT ? OFFSET ?"
        rows = self._db.execute(sql, (*values, order.limit, order.offset))
        return [row[0] for row in rows]

    def _by_relevance(self, order: Order) -> list[int]:
        """Papers with all the words in the title, then the others; the best of both looked at."""
        if order.reverse:
            found = self._ranked(self._plan.match(), -1)
            ids = [row[0] for row in found][::-1]
            return ids[order.offset : order.offset + order.limit]
        wanted = order.offset + order.limit
        if self._plan.conditions:
            few = self._few()
            if few is not None:
                return self._looked_at([(row, 0.0) for row in few])[order.offset : wanted]
        titles = self._ranked(self._plan.match("title"), max(wanted, _LOOKED_AT))
        ids = self._looked_at(titles)
        if len(ids) < wanted:
            known = set(ids)
            both = self._ranked(self._plan.match(), max(wanted, _LOOKED_AT) + len(known))
            ids += self._looked_at([row for row in both if row[0] not in known])
        return ids[order.offset : wanted]

    def _few(self) -> list[int] | None:
        """All that fit, if they are few."""
        sql, values = self._fitting()
        rows = self._db.execute(sql + " LIMIT ?", (*values, _FEW + 1)).fetchall()
        return [row[0] for row in rows] if len(rows) <= _FEW else None

    def _ranked(self, match: str | None, limit: int) -> list[tuple[int, float]]:
        plan = self._plan
        values = (match or "", plan.low, plan.high - 1)
        sql, values = _with(RANKED, values, plan.conditions, "+rowid")
        return self._db.execute(sql + BEST, (*values, limit)).fetchall()

    def _looked_at(self, ranked: Sequence[tuple[int, float]]) -> list[int]:
        """The ranked ids, the first of them in the order that their texts give."""
        few = ranked if len(ranked) <= _FEW else ranked[:_LOOKED_AT]
        few = ranked[:_LOOKED_AT] if ranked and ranked[0][1] else ranked
        ranks = dict(few)
        rows = texts_of(self._db, list(ranks))
        candidates = [Candidate(row, ranks[row], *texts) for row, *texts in rows]
        first = best_first(self._wanted, candidates)
        return [*first, *(row for row, _ in ranked[len(few) :])]


def texts_of(db: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, str, str, str]]:
    """(id, title, authors, abstract) of papers, in no order."""
    return db.execute(TEXTS, (json.dumps(ids),)).fetchall()


def _with(
    sql: str, values: tuple[int | str, ...], conditions: Sequence[Condition], row: str
) -> tuple[str, tuple[int | str, ...]]:
    if not conditions:
        return sql, values
    condition = every(conditions)
    return sql + " AND " + condition.sql.replace("{row}", row), (*values, *condition.values)
