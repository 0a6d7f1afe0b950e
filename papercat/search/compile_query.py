"""A compiler from the terms of a query to what SQLite is asked.

Words become FTS5 expressions, everything else conditions on row ids. Each word is compiled
twice: exactly as typed, and widely with its other forms and spellings.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from papercat.search.conditions import (
    FIELD_CONDITIONS,
    IN_PDF,
    LITERALLY_IN_PDF,
    Condition,
    any_of,
    by_author,
    every,
    none_of,
    pasted_condition,
)
from papercat.search.query_terms import (
    TEXT_FIELDS,
    And,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    top_terms,
)
from papercat.search.word_match import STATED_TEXT, is_literal, match_all, match_word
from papercat.text.folding import contains_literally

MATCHES = "{row} IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH ?)"
LITERALLY = """(
    SELECT contains_literally(
        title || ' ' || coalesce(abstract, '') || ' ' || coalesce(notes, ''), ?)
    FROM papers WHERE id = {row})"""


@dataclass
class Plan:
    """A compiled query."""

    exact: list[str] = field(default_factory=list)
    """FTS5 expressions of the words as typed"""
    wide: list[str] = field(default_factory=list)
    """the same with other forms and spellings"""
    titles: list[str] | None = field(default_factory=list)
    """the exact words for the index of titles; None if titles alone can't answer"""
    conditions: list[Condition] = field(default_factory=list)

    def match_titles(self) -> str | None:
        """Write the query for the index of titles; None if titles alone can't answer."""
        return _all_words(self.titles or [])

    def match_exact(self) -> str | None:
        """Write the query for papers with the words as typed; None without words."""
        return _all_words(self.exact)

    def match_wide(self) -> str | None:
        """Write the query for papers with any form of the words; None without words."""
        return _all_words(self.wide)


def _all_words(expressions: Sequence[str]) -> str | None:
    return " AND ".join(dict.fromkeys(expressions)) or None  # a word may be repeated


def compile_query(db: sqlite3.Connection, query: Node, *, pdfs: bool) -> Plan:
    """Compile a query for one catalogue. With `pdfs`, words are found in filed PDFs, too."""
    compiler = _Compiler(db, pdfs=pdfs)
    plan = Plan()
    for term in top_terms(query):
        compiler.add_term(plan, term)
    return plan


class _Compiler:
    """A compiler of terms for one catalogue."""

    def __init__(self, db: sqlite3.Connection, *, pdfs: bool) -> None:
        self._db = db
        self._db.create_function("contains_literally", 2, contains_literally, deterministic=True)
        self._pdfs = pdfs
        self._pasted = cache(partial(pasted_condition, db))

    def add_term(self, plan: Plan, term: Node) -> None:
        """Add a term that must match to the plan."""
        if self._pdfs:
            plan.conditions.append(self._anywhere(term))
            return
        exact = None
        if not isinstance(term, Not):
            exact = self.text(term, wide=False)
        if exact is None:
            plan.conditions.append(self.condition(term))
            if isinstance(term, Word | Phrase) and is_literal(term.text):
                self._add_literal(plan, term)
            return
        plan.exact.append(exact)
        plan.wide.append(self.text(term, wide=True) or exact)
        in_titles = self.text(term, wide=False, titles=True)
        if in_titles is None:
            plan.titles = None
        elif plan.titles is not None:
            plan.titles.append(in_titles)

    def _add_literal(self, plan: Plan, word: Word | Phrase) -> None:
        """Rank `C++` by its letters; a condition looks for the signs."""
        match = self._word_text(word, wide=False)
        plan.exact.append(match)
        plan.wide.append(match)
        plan.titles = None

    def text(
        self, node: Node, *, wide: bool, titles: bool = False, in_field: bool = False
    ) -> str | None:
        """Write the FTS5 expression of a term; None if the full-text index can't answer it.

        With `titles` the expression is for the index of titles, with `in_field` for the value
        of a field, without its column.
        """

        def inner(term: Node) -> str | None:
            return self.text(term, wide=wide, titles=titles, in_field=in_field)

        match node:
            case Word() | Phrase():
                if is_literal(node.text) or (not in_field and self._is_pasted(node)):
                    return None
                return self._word_text(node, wide=wide, anywhere=titles or in_field)
            case Field(name, value):
                return self._column_text(name, value, wide=wide, titles=titles)
            case Or(terms):
                return _either(list(map(inner, terms)))
            case And(terms):
                return all_but(terms, inner)
        return None

    def _column_text(self, name: str, value: Node, *, wide: bool, titles: bool) -> str | None:
        if name not in TEXT_FIELDS or (titles and name != "title"):
            return None
        match = self.text(value, wide=wide, in_field=True)
        if match is None or titles:
            return match
        return f"({name} : {match})"

    def _word_text(self, word: Word | Phrase, *, wide: bool, anywhere: bool = False) -> str:
        match = match_word(self._db, word, wide=wide)
        if isinstance(word, Phrase) and not anywhere:
            return f"({STATED_TEXT} : {match})"
        return match

    def _is_pasted(self, node: Word | Phrase) -> bool:
        return isinstance(node, Word) and self._pasted(node.text) is not None

    def condition(self, node: Node) -> Condition:
        """Write a condition for any term."""
        match = self.text(node, wide=True)
        if match is not None:
            return Condition(MATCHES, (match,))
        match node:
            case Word(text) | Phrase(text):
                return self._pasted(text) or self._literally(text)
            case Field(name, value):
                return self._field_condition(name, value)
            case _:
                return self._combined(node, self.condition)

    def _anywhere(self, node: Node) -> Condition:
        """Write the condition for a term whose words may also be in a PDF."""
        if isinstance(node, Field):
            return self.condition(node)
        if not isinstance(node, Word | Phrase):
            return self._combined(node, self._anywhere)
        match = match_word(self._db, node, wide=True)
        in_pdf = Condition(IN_PDF, (match,))
        if is_literal(node.text):
            in_pdf = Condition(LITERALLY_IN_PDF, (match, node.text))
        return any_of([self.condition(node), in_pdf])

    def _field_condition(self, name: str, value: Node) -> Condition:
        if name in ("author", "stated"):
            return self._authors(value, stated=name == "stated")
        if name not in TEXT_FIELDS:
            return self._combined(value, lambda leaf: self._value(name, leaf))
        if isinstance(value, Word | Phrase):
            return self._literally(value.text, name)
        return self._combined(value, lambda leaf: self.condition(Field(name, leaf)))

    def _combined(self, node: Node, leaf: Callable[[Node], Condition]) -> Condition:
        """Combine the conditions of a term's leaves as the term combines them."""
        match node:
            case Not(term):
                return none_of(self._combined(term, leaf))
            case And(terms):
                return every([self._combined(term, leaf) for term in terms])
            case Or(terms):
                return any_of([self._combined(term, leaf) for term in terms])
            case _:
                return leaf(node)

    def _value(self, name: str, leaf: Node) -> Condition:
        text, prefix = _typed(leaf)
        return FIELD_CONDITIONS[name](self._db, text, prefix)

    def _authors(self, node: Node, *, stated: bool) -> Condition:
        """Write the condition for a person; words side by side are one person's name."""
        if isinstance(node, And):
            name = _name_of(node.terms)
            if name is not None:
                return by_author(self._db, name.text, prefix=name.prefix, stated=stated)
        return self._combined(node, lambda leaf: self._author(leaf, stated=stated))

    def _author(self, leaf: Node, *, stated: bool) -> Condition:
        text, prefix = _typed(leaf)
        return by_author(self._db, text, prefix=prefix, stated=stated)

    def _literally(self, text: str, column: str = STATED_TEXT) -> Condition:
        """Look for a word of which the index has only a part: the part, and the word itself."""
        match = f"{column} : {match_word(self._db, Phrase(text), wide=False)}"
        return every([Condition(MATCHES, (match,)), Condition(LITERALLY, (text,))])


def _typed(leaf: Node) -> tuple[str, bool]:
    """Return a value as it was typed, and True if only its beginning was."""
    if isinstance(leaf, Word):
        return leaf.text, leaf.prefix
    if isinstance(leaf, Phrase):
        return leaf.text, False
    raise TypeError(leaf)


def _either(parts: Sequence[str | None]) -> str | None:
    if not all(parts):
        return None
    return f"({' OR '.join(filter(None, parts))})"


def all_but(terms: Sequence[Node], text: Callable[[Node], str | None]) -> str | None:
    """Join terms that must match, and those that must not; FTS5 needs one that must."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for term in terms:
        inner, matches = term, wanted
        if isinstance(term, Not):
            inner, matches = term.term, unwanted
        match = text(inner)
        if match is None:
            return None
        matches.append(match)
    if not wanted:
        return None
    return match_all(wanted, unwanted)


def _name_of(terms: Sequence[Node]) -> Word | None:
    """Join words of a name; None if there is more than words."""
    words = []
    prefix = False
    for term in terms:
        if not isinstance(term, Word | Phrase):
            return None
        words.append(term.text)
        prefix = isinstance(term, Word) and term.prefix
    return Word(" ".join(words), prefix)
