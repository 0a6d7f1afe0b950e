"""Search for papers: find, order and count those that match a query, or are like a paper.

Row ids are ranked first; the rest of a row is read only for papers that are shown.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from papercat.catalogue.sql_values import first_column, id_list
from papercat.papers.find_paper import count_papers
from papercat.search.compile_query import compile_query
from papercat.search.conditions import Condition, every
from papercat.search.query_terms import Node, words_of
from papercat.search.rank import Candidate, best_first
from papercat.search.word_match import any_of_words, match_word
from papercat.text.folding import fold_words, sort_key

MATCHING = "SELECT rowid AS id FROM papers_fts WHERE papers_fts MATCH ?"
TITLED = "SELECT rowid AS id FROM titles_fts WHERE titles_fts MATCH ?"
TITLES_SIZED = """
SELECT titles_fts.rowid FROM titles_fts CROSS JOIN titles_fts_docsize AS length
ON length.id = titles_fts.rowid WHERE titles_fts MATCH ?
"""
PAPERS = "SELECT paper.id FROM papers AS paper WHERE TRUE"
BY_DATE = "SELECT paper.id FROM papers AS paper INDEXED BY papers_published WHERE TRUE"
BY_RANK = " ORDER BY rank LIMIT ?"
SHORTEST = " ORDER BY length.sz, length.id DESC LIMIT ?"
TEXTS = """
SELECT p.id, p.title, coalesce(p.abstract, '')
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
ORDER BY p.published DESC, p.id DESC
"""
NEWEST_OF = """
SELECT p.id FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
ORDER BY p.published DESC, p.id DESC LIMIT ? OFFSET ?
"""
OLDEST_OF = """
SELECT p.id FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
ORDER BY p.published, p.id LIMIT ? OFFSET ?
"""
NEWEST = " ORDER BY paper.published DESC, paper.id DESC LIMIT ? OFFSET ?"
OLDEST = " ORDER BY paper.published, paper.id LIMIT ? OFFSET ?"
COUNTED = """
SELECT w.value, (SELECT count(*) FROM papers_fts WHERE papers_fts MATCH '"' || w.value || '"')
FROM json_each(?) AS w
"""
LIKE = """
SELECT rowid FROM papers_fts
WHERE papers_fts MATCH ?1 AND rank MATCH 'bm25(6.0, 1.0, 3.0, 0.01)' AND rowid <> ?2
ORDER BY rank LIMIT ?3
"""
ORDERS = {
    "date": "(SELECT p.published FROM papers AS p WHERE p.id = found.id)",
    "title": "(SELECT sort_key(p.title) FROM papers AS p WHERE p.id = found.id)",
    "author": """(SELECT sort_key(person.sort_name) FROM authorships AS a
        JOIN names AS n ON n.id = a.name_id JOIN people AS person ON person.id = n.person_id
        WHERE a.paper_id = found.id AND a.slot = 1)""",
    "added": "(SELECT min(source_id) FROM paper_sources WHERE paper_id = found.id)",
}
"""the orders besides relevance; the first source says when a paper was added"""

_LATEST_FIRST = ("date", "added")
"""orders that begin with the latest unless they are reversed"""
_DIRECTIONS = {False: "", True: "DESC"}
_LOOKED_AT = 20
"""the number of the index's best that are looked at more closely. It is the same for every
limit, or else pages of a result would not fit together. No more than that need no ranking."""
_FEW = 300
"""the number of papers that are all looked at or sorted; of more, the index ranks the best"""
_ASKED_IN_TURN = 40
"""the number of papers up to which the index is asked for each in turn; measured"""
_RARE_WORDS = 14
"""the number of rare words that another paper is looked for by"""
_SHORTEST_WORD = 3
"""letters of a word that says something"""
_IN_TITLE = 3
"""the weight of a word of the title, in words of the abstract"""
_AMONG = Condition("{row} IN (SELECT value FROM json_each(?))")


class Order(NamedTuple):
    """The order of results, and the part of them that is wanted."""

    by: str = "relevance"
    reverse: bool = False
    limit: int = 20
    offset: int = 0


class _Tier(NamedTuple):
    """Papers that rank alike: all of them above those of the next tier."""

    match: str
    matching: str = MATCHING
    row: str = "papers_fts.rowid"
    ranked: str = MATCHING
    order: str = BY_RANK


class Search:
    """A query that is compiled for one catalogue."""

    def __init__(
        self, db: sqlite3.Connection, query: Node, *more: Condition, pdfs: bool = False
    ) -> None:
        """Compile a query, with further conditions. With `pdfs`, filed PDFs are searched, too."""
        self._db = db
        self.pdfs = pdfs
        self._plan = compile_query(db, query, pdfs=pdfs)
        self._plan.conditions += more
        self._condition, self._plus = self._narrowed(every(self._plan.conditions))
        self._asked = words_of(query)
        self.marks = query if self._asked else None
        """the query whose words are to be marked in what is shown"""
        self._words: list[str] = []
        for word in self._asked:
            self._words += fold_words(word.text)

    def _narrowed(self, condition: Condition) -> tuple[Condition, str]:
        """Replace a condition that few papers meet by a list of them.

        A plus before the row id keeps SQLite from asking the index for each paper of a
        condition in turn, which is the faster way only for a few papers.
        """
        if condition.narrow:
            sql = f"{PAPERS} AND {condition.sql.replace('{row}', 'paper.id')} LIMIT ?"
            rows = self._db.execute(sql, (*condition.values, _FEW + 1)).fetchall()
            if len(rows) <= _FEW:
                among = _AMONG._replace(values=(id_list(first_column(rows)),))
                if len(rows) <= _ASKED_IN_TURN:
                    return among, ""
                return among, "+"
        return condition, "+"

    def count(self) -> int:
        """Count the papers that match."""
        sql, values = self._fitting()
        count: int = self._db.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0]
        return count

    def ids(self, order: Order) -> list[int]:
        """List the papers in order."""
        has_words = bool(self._words)
        if order.by == "date" or (order.by == "relevance" and not has_words):
            return self._by_date(order)
        if order.by != "relevance":
            return self._sorted(order)
        if order.reverse:
            everything = self._by_relevance(self.count())[::-1]
            return everything[order.offset : order.offset + order.limit]
        return self._by_relevance(order.offset + order.limit)[order.offset :]

    def _fitting(self) -> tuple[str, list[int | str]]:
        """Write the SQL for the ids of all papers that match."""
        match = self._plan.match_wide()
        if match:
            return self._with_conditions(MATCHING, f"{self._plus}papers_fts.rowid", match)
        return self._with_conditions(PAPERS, "paper.id")

    def _with_conditions(
        self, sql: str, row: str, *match: str, one_by_one: bool = False
    ) -> tuple[str, list[int | str]]:
        if not self._plan.conditions:
            return sql, list(match)
        condition = self._condition.sql
        if one_by_one and self._condition.one_by_one:
            condition = self._condition.one_by_one
        return f"{sql} AND {condition.replace('{row}', row)}", [*match, *self._condition.values]

    def _by_date(self, order: Order) -> list[int]:
        """List papers from the newest: sort a few matches, walk through all papers for many."""
        sql, values = self._fitting()
        some = self._db.execute(f"{sql} LIMIT ?", (*values, _FEW + 1)).fetchall()
        by_date, direction = NEWEST_OF, NEWEST
        if order.reverse:
            by_date, direction = OLDEST_OF, OLDEST
        if len(some) <= _FEW:
            values = [id_list(first_column(some))]
        elif self._plan.match_wide():
            by_date = f"{BY_DATE} AND +paper.id IN ({sql}) {direction}"
        else:
            sql, values = self._with_conditions(BY_DATE, "+paper.id")
            by_date = sql + direction
        rows = self._db.execute(by_date, (*values, order.limit, order.offset))
        return first_column(rows)

    def _sorted(self, order: Order) -> list[int]:
        self._db.create_function("sort_key", 1, _sort_key, deterministic=True)
        sql, values = self._fitting()
        key, day = ORDERS[order.by], ORDERS["date"]
        down = _DIRECTIONS[order.reverse != (order.by in _LATEST_FIRST)]
        # Papers without an author or the like come last; among equals the newest first.
        sql = f"""
            SELECT id FROM (SELECT id, {key} AS sorted, {day} AS day FROM ({sql}) AS found)
            ORDER BY sorted IS NULL, sorted {down}, day DESC, id DESC LIMIT ? OFFSET ?
        """
        rows = self._db.execute(sql, (*values, order.limit, order.offset))
        return first_column(rows)

    def _by_relevance(self, most: int) -> list[int]:
        """List the best papers: with the exact words in the title, anywhere, in another form."""
        tiers = self._tiers()
        if not tiers:
            return self._some_words(most)
        ids: list[int] = []
        for tier in tiers:
            ids += self._best(tier, max(most, _LOOKED_AT), known=ids)
            if len(ids) >= most:
                break
        return ids[:most]

    def _tiers(self) -> list[_Tier]:
        plan = self._plan
        tiers = []
        titles, exact, wide = plan.match_titles(), plan.match_exact(), plan.match_wide()
        if not self._plus:
            titles = None  # of a few papers, titles are looked at in any case
        if titles and len(self._words) > 1:
            # Titles have several words once each, so their length says which fits best, and
            # costs a third of a rank.
            tiers.append(_Tier(titles, TITLED, "titles_fts.rowid", TITLES_SIZED, SHORTEST))
        elif titles:
            tiers.append(_Tier(titles, TITLED, "titles_fts.rowid", TITLED))
        if exact:
            tiers.append(_Tier(exact))
        if wide and wide != exact:
            tiers.append(_Tier(wide))
        return tiers

    def _some_words(self, most: int) -> list[int]:
        """List the papers that have one of the words, then the newest of the others.

        This is for queries in which words are only one way to match: `graph OR author:x`.
        """
        any_word = " OR ".join([match_word(self._db, word, wide=True) for word in self._asked])
        ids = self._ranked(_Tier(any_word), limit=most)
        if len(ids) < most:
            newest = self._by_date(Order("date", limit=most + len(ids)))
            ids = list(dict.fromkeys([*ids, *newest]))
        return ids[:most]

    def _best(self, tier: _Tier, limit: int, known: Sequence[int]) -> list[int]:
        """List the best papers of a tier that are not known already."""
        done = set(known)
        few = self._few(tier)
        if few is not None:
            new = [row for row in few if row not in done]
            texts = texts_of(self._db, new)
            return self._looked_at([text[0] for text in texts], texts)
        ranked = self._ranked(tier, limit=limit + len(known))
        new = [row for row in ranked if row not in done]
        close = new[:_LOOKED_AT]
        return self._looked_at(close, texts_of(self._db, close)) + new[_LOOKED_AT:]

    def _few(self, tier: _Tier) -> list[int] | None:
        """List the papers of a tier in no order; None if there are many.

        A few are all looked at closely, so ranking them first would be a waste. Ranking
        titles costs less than asking a second time which papers meet a broad condition.
        """
        most = _LOOKED_AT
        if self._plan.conditions:
            if self._plus and tier.matching == TITLED:
                return None
            most = _FEW
        sql, values = self._with_conditions(tier.matching, self._plus + tier.row, tier.match)
        rows = self._db.execute(f"{sql} LIMIT ?", (*values, most + 1)).fetchall()
        if len(rows) > most:
            return None
        return first_column(rows)

    def _ranked(self, tier: _Tier, *, limit: int) -> list[int]:
        """List the papers of a tier in the order of the index."""
        row = self._plus + tier.row
        sql, values = self._with_conditions(tier.ranked, row, tier.match, one_by_one=True)
        return first_column(self._db.execute(sql + tier.order, (*values, limit)))

    def _looked_at(self, ids: Sequence[int], texts: Sequence[tuple[int, str, str]]) -> list[int]:
        """Order papers by their texts, starting from the order of their ids."""
        places = {row: place for place, row in enumerate(ids)}
        candidates = []
        for row, title, abstract in texts:
            candidates.append(Candidate(row, places[row], title, abstract))
        return best_first(self._words, candidates)


def _sort_key(text: str | None) -> str | None:
    if text is None:
        return None
    return sort_key(text)


def texts_of(db: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """Read (id, title, abstract) of papers, the newest first."""
    return db.execute(TEXTS, (id_list(ids),)).fetchall()


def similar_papers(db: sqlite3.Connection, paper: int, limit: int) -> list[int]:
    """List the papers most like one, the most similar first."""
    ((_, title, abstract),) = texts_of(db, [paper])
    weights = Counter(fold_words(abstract))
    for word in fold_words(title):
        weights[word] += _IN_TITLE
    words = [word for word in weights if len(word) >= _SHORTEST_WORD and not word.isdigit()]
    total = count_papers(db)
    rarities: dict[str, float] = {}
    for word, papers in db.execute(COUNTED, (json.dumps(words),)):
        # A word that no other paper has, or nearly all have, leads nowhere.
        if 1 < papers < total:
            rarities[word] = (1 + log(weights[word])) * log(total / papers)
    best = sorted(rarities, key=lambda word: (-rarities[word], word))[:_RARE_WORDS]
    if not best:
        return []
    return first_column(db.execute(LIKE, (any_of_words(best), paper, limit)))
