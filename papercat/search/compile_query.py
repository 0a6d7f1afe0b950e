"""A query, as terms, compiled to what SQLite is asked.

Everything that is text, and categories, which the full-text index has as well,
becomes one MATCH; dates become a range of row ids, which grow with the date;
whatever else was asked becomes conditions over row ids.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from papercat.search.field_sql import (
    ALWAYS,
    VALUES,
    Condition,
    any_of,
    by_author,
    category_codes,
    every,
    none_of,
    span_of,
)
from papercat.search.query_language import And, Field, Node, Not, Or, Phrase, Word, words_of
from papercat.search.text_match import (
    PROSE,
    TITLES,
    is_literal,
    match_words,
    quoted,
    spellings,
)

MATCHES = "{row} IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH ?)"
LITERALLY = """(SELECT ' ' || title || ' ' || coalesce(abstract, '') FROM papers WHERE id = {row})
LIKE ? ESCAPE '\\'"""
NO_CATEGORY = 'categories : "no such category"'

_SPANS = ("year", "since", "before")
_COLUMNS = ("title", "abstract")
_STATED_AUTHOR = "stated author"
"""no field that can be typed: a person on papers that state them"""
_OTHERWISE = {"yes": "no", "no": "yes"}


class Plan:
    """A compiled query."""

    def __init__(self) -> None:
        """Nothing is asked yet."""
        self.words: list[str] = []
        """FTS5 expressions that rank: what is looked for in title, abstract and authors"""
        self.titles: list[str] | None = []
        """the same for the index of titles; None where that can't answer"""
        self.within: list[str] = []
        """FTS5 expressions that only narrow down: categories"""
        self.without: list[str] = []
        """FTS5 expressions of what must not be there"""
        self.low, self.high = -(1 << 62), 1 << 62
        """row ids, from and up to but not including"""
        self.conditions: list[Condition] = []

    def add(self, words: str, titles: str | None) -> None:
        """Want words, too, which the index of titles may be able to find."""
        self.words.append(words)
        if titles is None:
            self.titles = None
        elif self.titles is not None:
            self.titles.append(titles)

    def match(self) -> str | None:
        """All of the text as one FTS5 expression."""
        return self._narrowed(" AND ".join(self.words))

    def match_titles(self) -> str | None:
        """All of it as an expression for the index of titles; None where that can't answer."""
        if not self.titles or self.within or self.without:
            return None
        return " AND ".join(self.titles)

    def match_in_title(self) -> str | None:
        """The same as `match` for papers with all the words in the title."""
        return self._narrowed(f"(title : ({' AND '.join(self.words)}))")

    def _narrowed(self, words: str) -> str | None:
        wanted = " AND ".join(filter(None, [words, *self.within]))
        if wanted and self.without:
            return f"({wanted}) NOT ({' OR '.join(self.without)})"
        return wanted or None


def compile_query(db: sqlite3.Connection, query: Node) -> Plan:
    """What a query asks of this catalogue."""
    query = _with_stated(query)
    terms = query.terms if isinstance(query, And) else (query,)
    compiler = _Compiler(db)
    plan = Plan()
    for term in terms:
        inner = term.term if isinstance(term, Not) else term
        text = compiler.text(inner)
        match term:
            case Field(name, Word(value)) if name in _SPANS:
                low, high = span_of(name, value)
                plan.low, plan.high = max(plan.low, low), min(plan.high, high)
            case Not() if text:
                plan.without.append(text)
            case Word(word) | Phrase(word) if is_literal(word):
                plan.add(match_words(compiler.spelt(word), PROSE, prefix=False), None)
                plan.conditions.append(compiler.literally(word))
            case _ if text and not words_of(term):
                plan.within.append(text)
            case _ if text:
                plan.add(text, compiler.text(term, TITLES))
            case _:
                plan.conditions.append(compiler.condition(term))
    if plan.without and not plan.words and not plan.within:
        plan.conditions += [none_of(Condition(MATCHES, (text,))) for text in plan.without]
    return plan


class _Compiler:
    """Compiles terms for one catalogue."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Remember the catalogue."""
        self._db = db
        self.spelt = cache(partial(spellings, db))

    def text(self, node: Node, column: str | None = None) -> str | None:
        """An FTS5 expression for the term; None where it takes more than one."""
        match node:
            case Word(text) | Phrase(text) if not is_literal(text):
                prefix = isinstance(node, Word) and node.prefix
                return match_words(self.spelt(text), column, prefix=prefix)
            case Field("title", value):
                return self.text(value, TITLES if column == TITLES else "title")
            case Field(name, value) if column != TITLES:
                return self._field_text(name, value)
            case Or(terms):
                parts = [self.text(term, column) for term in terms]
                return _either(parts)
            case And(terms):
                return self._all(terms, lambda term: self.text(term, column))
        return None

    def _field_text(self, name: str, value: Node) -> str | None:
        if name == "category":
            return self._categories(value)
        return self.text(value, name) if name in _COLUMNS else None

    def _all(self, terms: Iterable[Node], text: Callable[[Node], str | None]) -> str | None:
        """All of the terms; FTS5 knows "without" only beside something wanted."""
        wanted, without = list[str](), list[str]()
        for term in terms:
            found = text(term.term if isinstance(term, Not) else term)
            if not found:
                return None
            (without if isinstance(term, Not) else wanted).append(found)
        if not wanted:
            return None
        match = f"({' AND '.join(wanted)})"
        return f"({match} NOT ({' OR '.join(without)}))" if without else match

    def _categories(self, node: Node) -> str | None:
        match node:
            case Word(text) | Phrase(text):
                prefix = isinstance(node, Word) and node.prefix
                codes = category_codes(self._db, text, prefix=prefix)
                either = " OR ".join(map(quoted, codes))
                return f"(categories : ({either}))" if codes else NO_CATEGORY
            case Or(terms):
                parts = [self._categories(term) for term in terms]
                return _either(parts)
            case And(terms):
                return self._all(terms, self._categories)
        return None

    def condition(self, node: Node) -> Condition:
        """A condition for any term."""
        if text := self.text(node):
            return Condition(MATCHES, (text,))
        match node:
            case Word(text) | Phrase(text):
                return self.literally(text)
            case Field(name, value):
                return self._field(name, value)
            case _:
                return self._inside(node, self.condition)

    def _field(self, name: str, value: Node) -> Condition:
        if name == "stated":
            return ALWAYS
        if name in ("author", _STATED_AUTHOR):
            return self._authors(value, stated=name == _STATED_AUTHOR)
        if name not in _COLUMNS and name != "category":
            return self._inside(value, lambda leaf: self._value(name, leaf))
        if isinstance(value, Word | Phrase):
            return self.literally(value.text, name)
        return self._inside(value, lambda leaf: self.condition(Field(name, leaf)))

    def _inside(self, node: Node, leaf: Callable[[Node], Condition]) -> Condition:
        """Conditions put together as the terms are."""
        match node:
            case Not(term):
                return none_of(self._inside(term, leaf))
            case And(terms):
                return every([self._inside(term, leaf) for term in terms])
            case Or(terms):
                return any_of([self._inside(term, leaf) for term in terms])
            case _:
                return leaf(node)

    def _value(self, name: str, leaf: Node) -> Condition:
        match leaf:
            case Word(text, prefix):
                return VALUES[name](self._db, text, prefix)
            case Phrase(text):
                return VALUES[name](self._db, text, False)  # noqa: FBT003  no prefix
        raise TypeError(leaf)

    def _authors(self, node: Node, *, stated: bool) -> Condition:
        """Words side by side are one person's: `author:(simon osindero)`."""
        match node:
            case And(terms) if all(isinstance(term, Word | Phrase) for term in terms):
                words = [term.text for term in terms if isinstance(term, Word | Phrase)]
                last = terms[-1]
                prefix = isinstance(last, Word) and last.prefix
                return by_author(self._db, " ".join(words), prefix=prefix, stated=stated)
            case Word(text) | Phrase(text):
                prefix = isinstance(node, Word) and node.prefix
                return by_author(self._db, text, prefix=prefix, stated=stated)
            case Not(term):
                return none_of(self._authors(term, stated=stated))
            case And(terms):
                return every([self._authors(term, stated=stated) for term in terms])
            case Or(terms):
                return any_of([self._authors(term, stated=stated) for term in terms])
        raise TypeError(node)

    def literally(self, text: str, column: str = PROSE) -> Condition:
        """Words of which the index has only a part: that part, and the word itself."""
        match = match_words(self.spelt(text), column, prefix=False)
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        return every([Condition(MATCHES, (match,)), Condition(LITERALLY, (pattern,))])


def _either(parts: Sequence[str | None]) -> str | None:
    return f"({' OR '.join(filter(None, parts))})" if all(parts) else None


def _with_stated(node: Node, *, stated: bool = False) -> Node:
    """The query with every author as `stated:` beside it asks: within its brackets or alternative.

    Left out, `stated:yes` is `stated:no`.
    """
    match node:
        case Field("author", value) if stated:
            return Field(_STATED_AUTHOR, value, node.at)
        case Not(Field("stated", Word(value))):
            return Field("stated", Word(_OTHERWISE[value]), node.at)
        case Not(term):
            return Not(_with_stated(term, stated=stated), node.at)
        case Or(terms):
            return Or(tuple(_with_stated(term, stated=stated) for term in terms))
        case And(terms):
            asked = {_with_stated(term) for term in terms if isinstance(term, Not | Field)}
            stated = stated or Field("stated", Word("yes")) in asked
            return And(tuple(_with_stated(term, stated=stated) for term in terms))
    return node
