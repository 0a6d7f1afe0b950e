"""Finding papers: which fit a query, in which order, and how many there are.

Row ids are ranked first; what is shown is fetched for those alone.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from papercat.catalogue.sql_values import id_list
from papercat.search.compile_query import Plan, compile_query
from papercat.search.field_sql import Condition, every
from papercat.search.query_language import Node, words_of
from papercat.search.rank import Candidate, best_first
from papercat.search.text_match import match_words, spellings, tokens

RANKED = """
SELECT rowid FROM papers_fts
WHERE papers_fts MATCH ? AND rank MATCH 'bm25(10.0, 1.0, 5.0, 0.0)' AND rowid BETWEEN ? AND ?
"""
MATCHING = "SELECT rowid AS id FROM papers_fts WHERE papers_fts MATCH ? AND rowid BETWEEN ? AND ?"
TITLED = "SELECT rowid AS id FROM titles_fts WHERE titles_fts MATCH ? AND rowid BETWEEN ? AND ?"
TITLES_SIZED = """
SELECT titles_fts.rowid FROM titles_fts CROSS JOIN titles_fts_docsize AS length
ON length.id = titles_fts.rowid
WHERE titles_fts MATCH ? AND titles_fts.rowid BETWEEN ? AND ?
"""
BEST = " ORDER BY rank LIMIT ?"
SHORTEST = " ORDER BY length.sz, length.id DESC LIMIT ?"
PAPERS = "SELECT paper.id FROM papers AS paper WHERE paper.id BETWEEN ? AND ?"
TITLES = """
SELECT p.id, p.title FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""
TEXTS = """
SELECT p.id, p.title, coalesce(p.abstract, '')
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""
BY_DATE = {False: " ORDER BY id DESC", True: " ORDER BY id"}
"""reversed or not"""
ORDERS = {
    "date": "id",
    "title": "(SELECT p.title FROM papers AS p WHERE p.id = found.id) COLLATE NOCASE",
    "author": """(SELECT person.sort_name FROM authorships AS a
        JOIN names AS n ON n.id = a.name_id JOIN people AS person ON person.id = n.person_id
        WHERE a.paper_id = found.id AND a.slot = 1) COLLATE NOCASE""",
    "added": "(SELECT min(source_id) FROM paper_sources WHERE paper_id = found.id)",
}
"""what papers can be sorted by, besides relevance; the first source says when they were added"""

_LATEST_FIRST = ("date", "added")
"""orders that begin with the latest unless they are reversed"""
_LOOKED_AT = 20
"""so many of the best, as the index ranks them, are looked at more closely, however many are
wanted, or else pages of a result would not fit together; where there are no more than that,
it need not rank them"""
_FEW = 300
"""as many that meet conditions are looked at as they are"""

_Values = tuple[int | str, ...]


class Order(NamedTuple):
    """How results are sorted, and which part of them is wanted."""

    by: str = "relevance"
    reverse: bool = False
    limit: int = 20
    offset: int = 0


class _Index(NamedTuple):
    """A full-text index of papers, and how it is asked."""

    matching: str
    row: str
    """the row id, with a plus that keeps SQLite from asking the index once for every
    id that a condition allows"""
    ranked: str
    order: str


_INDEX = _Index(MATCHING, "+papers_fts.rowid", RANKED, BEST)
_TITLES_INDEX = _Index(TITLED, "+titles_fts.rowid", TITLED, BEST)
_TITLES_BY_LENGTH = _Index(TITLED, "+titles_fts.rowid", TITLES_SIZED, SHORTEST)
"""for several words: titles have them once, and which fits best is a matter of its length in
words, which is told three times as quickly as a rank is worked out. One word is ranked as before:
it knows of a title that has the word twice, and docs/benchmarks.md says what else speaks for it"""


class Search:
    """One query, asked of one catalogue."""

    def __init__(self, db: sqlite3.Connection, query: Node, *more: Condition) -> None:
        """`more`: conditions besides the query."""
        self._db = db
        self._plan: Plan = compile_query(db, query)
        self._plan.conditions += more
        self._asked = words_of(query)
        self._wanted = [token for word in self._asked for token in tokens(word.text)]

    @property
    def marks(self) -> str | None:
        """An FTS5 expression for the words to be marked in what is shown."""
        return " OR ".join(self._plan.words) or self._any_word() or None

    def _any_word(self) -> str:
        """An FTS5 expression for papers with at least one of the words."""
        spelt = (spellings(self._db, word.text) for word in self._asked)
        return " OR ".join(match_words(each, None, prefix=False) for each in spelt)

    def count(self) -> int:
        """How many papers fit."""
        sql, values = self._fitting()
        count: int = self._db.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0]  # noqa: S608  constants above
        return count

    def ids(self, order: Order) -> list[int]:
        """The papers, in order."""
        if order.by != "relevance":
            return self._sorted(order.by, order)
        if not self._plan.words and not self._asked:
            return self._sorted("date", order)
        if order.reverse:
            everything = self._by_relevance(self.count())[::-1]
            return everything[order.offset : order.offset + order.limit]
        return self._by_relevance(order.offset + order.limit)[order.offset :]

    def _fitting(self) -> tuple[str, _Values]:
        """The SQL for the ids of all that fit."""
        if match := self._plan.match():
            return self._matching(_INDEX.matching, _INDEX.row, match)
        return self._matching(PAPERS, "paper.id")

    def _matching(self, sql: str, row: str, *match: str) -> tuple[str, _Values]:
        """The SQL with whatever else is asked, over the row id as `sql` calls it."""
        plan = self._plan
        values: _Values = (*match, plan.low, plan.high - 1)
        if not plan.conditions:
            return sql, values
        condition = every(plan.conditions)
        return f"{sql} AND {condition.sql.replace('{row}', row)}", (*values, *condition.values)

    def _sorted(self, by: str, order: Order) -> list[int]:
        sql, values = self._fitting()
        if by == "date":
            sql += BY_DATE[order.reverse]
        else:
            key, down = ORDERS[by], " DESC" * (order.reverse != (by in _LATEST_FIRST))
            # What has no author or the like comes last; among equals the newest first.
            sql = f"SELECT id FROM ({sql}) AS found ORDER BY {key} IS NULL, {key}{down}, id DESC"  # noqa: S608  constants above
        rows = self._db.execute(sql + " LIMIT ? OFFSET ?", (*values, order.limit, order.offset))
        return [row[0] for row in rows]

    def _by_relevance(self, most: int) -> list[int]:
        """The best papers: those with all the words in the title, then the others."""
        if not self._plan.words:
            return self._some_words(most)
        first = max(most, _LOOKED_AT)
        if titles := self._plan.match_titles():
            index = _TITLES_BY_LENGTH if len(self._wanted) > 1 else _TITLES_INDEX
            ids = self._best(index, titles, first, TITLES)
        else:
            ids = self._best(_INDEX, self._plan.match_in_title() or "", first, TITLES)
        if len(ids) < most:
            ids += self._best(_INDEX, self._plan.match() or "", first, TEXTS, known=ids)
        return ids[:most]

    def _some_words(self, most: int) -> list[int]:
        """Words that are but one way to fit: the papers that have them, then the newest."""
        ids = self._ranked(_INDEX, self._any_word(), most)
        if len(ids) < most:
            known = set(ids)
            newest = self._sorted("date", Order(limit=most + len(known)))
            ids += [row for row in newest if row not in known]
        return ids[:most]

    def _best(
        self, index: _Index, match: str, limit: int, texts: str, known: Sequence[int] = ()
    ) -> list[int]:
        """The papers that fit best, without those that are known already.

        A few are all looked at closely, so to rank them first would be a waste, and
        where conditions leave few of many, to rank all of those.
        """
        few = _FEW if self._plan.conditions else _LOOKED_AT
        sql, values = self._matching(index.matching, index.row, match)
        # In the index's own order: to walk it backwards takes twice as long.
        rows = self._db.execute(f"{sql} LIMIT ?", (*values, few + 1)).fetchall()
        if len(rows) <= few:
            ids, close = sorted((row for (row,) in rows), reverse=True), few
        else:
            ids, close = self._ranked(index, match, limit + len(known)), _LOOKED_AT
        done = set(known)
        new = [row for row in ids if row not in done]
        return self._looked_at(new[:close], texts) + new[close:]

    def _ranked(self, index: _Index, match: str, limit: int) -> list[int]:
        """The papers in the order of an index.

        To ask for the rank itself would make the index work it out a second time.
        """
        sql, values = self._matching(index.ranked, index.row, match)
        return [row[0] for row in self._db.execute(sql + index.order, (*values, limit))]

    def _looked_at(self, ranked: Sequence[int], texts: str) -> list[int]:
        """The ids in the order that their texts give."""
        places = {row: place for place, row in enumerate(ranked)}
        rows = self._db.execute(texts, (id_list(ranked),))
        candidates = [Candidate(row, places[row], *text) for row, *text in rows]
        return best_first(self._wanted, candidates)


def texts_of(db: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """(id, title, abstract) of papers, in no order."""
    return db.execute(TEXTS, (id_list(ids),)).fetchall()
