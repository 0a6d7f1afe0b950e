"""Reads a search from left to right into terms; `language.py` documents the grammar."""

import re
from collections.abc import Callable
from typing import NoReturn

from papercat.errors import QueryError
from papercat.search.query_fields import (
    FIELDS,
    FieldSyntax,
    checked_value,
    field_called,
    field_meant,
)
from papercat.search.query_terms import (
    EVERYTHING,
    Field,
    Node,
    Phrase,
    Word,
    all_of,
    any_of,
    negated,
)

MAX_DEPTH = 50

_NAME = re.compile(r"([A-Za-z]+):")
_OPERATOR = re.compile(r'(OR|AND|NOT)(?=[\s()"]|$)|\|(?=[\s()"]|$)')
_NUMBER = re.compile(r"-[\d.,]*\d[^\w\s]*(?=[\s)]|$)|\^[\d{]")
_UNSHOWN = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_CLOSERS = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«»", "「": "」", "『": "』"}
_SHORTEST_NAME = 3
# Text before a colon though it looks like a name: `(cid:22)` is what PDF readers
# leave of a glyph they can't read.
_NO_NAMES = frozenset({"cid", "mailto", "urn"})


class Reader:
    """Reads one query, once. Its methods follow the rules of the grammar."""

    def __init__(self, query: str) -> None:
        """Prepare to read; what can't be shown, such as NUL, separates words."""
        self.query = query
        self.text = (query if query.isprintable() else re.sub(_UNSHOWN, " ", query)).rstrip()
        self.at = 0
        self.depth = 0
        self.open_groups = 0
        self.begun = False
        self.field: FieldSyntax | None = None
        self.pairs = _brackets_inside_words(self.text)
        self.passed_over: list[Node] = []

    def read(self) -> Node:
        """Read the whole query.

        Raises QueryError with the place where it can't be read.
        """
        node = self._any()
        if self.at < len(self.text):
            self._fail("this bracket closes nothing; quote it to search for it", self.at)
        if node == EVERYTHING:
            return all_of(self.passed_over)
        return node

    def _fail(self, message: str, at: int) -> NoReturn:
        raise QueryError(message, query=self.query, position=at)

    def _peek(self, characters: str) -> bool:
        return self.text[self.at : self.at + 1] in tuple(characters)

    def _operator(self) -> str:
        """Name the operator that begins here, or "" where none does."""
        found = _OPERATOR.match(self.text, self.at)
        return found[0] if found else ""

    def _deeper(self, read: Callable[[], Node], at: int) -> Node:
        if self.depth == MAX_DEPTH:
            self._fail(f"more than {MAX_DEPTH} brackets and negations inside one another", at)
        self.depth += 1
        node = read()
        self.depth -= 1
        return node

    def _any(self) -> Node:
        parts = [self._all()]
        while (operator := self._operator()) in ("OR", "|"):
            at = self.at
            self.at += len(operator)
            parts.append(self._all())
            if EVERYTHING in parts[-2:]:
                msg = f"{operator} needs a word on both sides; in quotes it is a word itself"
                self._fail(msg, at)
        return any_of(parts)

    def _all(self) -> Node:
        parts: list[Node] = []
        while True:
            self._skip_spaces()
            operator = self._operator()
            if self._peek(")") or self.at == len(self.text) or operator in ("OR", "|"):
                return all_of(parts)
            if operator == "AND":
                self._pass_over(Word(operator, at=self.at))
                self.at += len(operator)
            else:
                parts.append(self._item())

    def _skip_spaces(self) -> None:
        while self._peek_space():
            self.at += 1

    def _peek_space(self) -> bool:
        return self.text[self.at : self.at + 1].isspace()

    def _item(self) -> Node:
        if self._operator() != "NOT":
            return self._signed()
        at = self.at
        self.at += len("NOT")
        self._skip_spaces()
        nothing = self._peek(")") or self.at == len(self.text)
        if nothing or self._operator() not in ("", "NOT"):
            self._fail("NOT needs a word after it; in quotes it is a word itself", at)
        return self._without(self._deeper(self._item, at), at)

    def _signed(self) -> Node:
        if not self._is_sign():
            return self._alternatives()
        at = self.at
        self.at += 1
        return self._without(self._deeper(self._signed, at), at)

    def _is_sign(self) -> bool:
        sign, follower = self.text[self.at : self.at + 1], self.text[self.at + 1 : self.at + 2]
        if sign not in ("-", "^") or follower in ("", sign, ")", "|") or follower.isspace():
            return False
        return self.field is not None or not _NUMBER.match(self.text, self.at)

    def _without(self, node: Node, at: int) -> Node:
        """Negate; but to leave out nothing is to ask for nothing: `->`, `-()`."""
        return node if node == EVERYTHING else negated(node, at)

    def _alternatives(self) -> Node:
        parts = [self._atom()]
        while self._peek("|") and _joins(self.text, self.at):
            self.at += 1
            parts.append(self._deeper(self._atom, self.at))
        return any_of([part for part in parts if part != EVERYTHING] or [EVERYTHING])

    def _atom(self) -> Node:
        found = _NAME.match(self.text, self.at)
        if found and (syntax := self._field_named(found)):
            return self._field(syntax, found)
        if self._peek("("):
            return self._deeper(self._group, self.at)
        closers = _CLOSERS.get(self.text[self.at], "")
        ends = [self.text.find(closer, self.at + 1) for closer in closers]
        if end := min((end for end in ends if end > 0), default=0):
            return self._phrase(end)
        if closers == '"':
            self._fail('this quote is never closed; add a " or leave it out', self.at)
        return self._word()

    def _field_named(self, found: re.Match[str]) -> FieldSyntax | None:
        """Decide whether what stands before a colon names a field or is text."""
        at, name, follower = found.start(), found[1], self.text[found.end() : found.end() + 1]
        first = not self.begun
        syntax = field_called(name.lower() if first else name)
        if follower in ("", ")") and syntax and name.islower():
            self._fail(f"nothing after '{name}:'; write {syntax.example}", at)
        if follower in ("", ")", ":") or follower.isspace():
            return None
        if syntax and self.field:
            self._fail(f"'{name}:' can't stand inside '{self.field.name}:'", at)
        looks_meant = follower.isalnum() or follower in '"('
        if not syntax and not self.field and looks_meant and _could_be_name(name):
            self._refuse_name(name, at, first=first)
        return syntax

    def _refuse_name(self, name: str, at: int, *, first: bool) -> None:
        """Refuse an unknown name, but let pass what may come from a title."""
        if meant := field_meant(name):
            self._fail(f"no field '{name}'; did you mean '{meant.name}'?", at)
        if first:
            self._fail(f"no field '{name}'; the fields are {', '.join(FIELDS)}", at)

    def _field(self, syntax: FieldSyntax, found: re.Match[str]) -> Node:
        self.at, self.field, self.begun = found.end(), syntax, True
        value = self._signed()
        self.field = None
        if value == EVERYTHING:
            self._fail(f"nothing to look for after '{found[0]}'", found.start())
        return Field(syntax.name, value, found.start())

    def _group(self) -> Node:
        at = self.at
        self.at += 1
        self.open_groups += 1
        node = self._any()
        self.open_groups -= 1
        if not self._peek(")"):
            self._fail("this bracket is never closed; add a ) or leave it out", at)
        self.at += 1
        self._skip_hyphens()
        return node

    def _phrase(self, end: int) -> Node:
        # A straight quote between typographic ones would end the canonical form.
        text = " ".join(self.text[self.at + 1 : end].replace('"', " ").split())
        choice = self.field is not None and bool(self.field.choices)
        phrase = (Word if choice else Phrase)(self._checked(text), at=self.at)
        self.at = end + 1
        self._skip_hyphens()
        return self._kept(phrase) if _says_something(text) else self._pass_over(phrase)

    def _skip_hyphens(self) -> None:
        """Pass over what would be a sign if it were not glued to the left: `(2+1)-form`."""
        while self._peek("-^"):
            self.at += 1

    def _word(self) -> Node:
        at, end = self.at, _end_of_word(self.text, self.at, self.pairs)
        text = self._checked(self.text[at:end])
        self.at = end
        while self._peek(")") and not self.open_groups:
            self.at += 1
        stem = text.rstrip("*")
        if not _says_something(stem):
            return self._pass_over(Word(text, at=at))
        if stem[-1] == ":" and field_called(stem[:-1]):
            # At the end of the canonical form the name would look forgotten.
            stem = text = stem[:-1]
        # Where an operator can only be a word, a phrase of it stays one in any place.
        word = Phrase(text, at) if _OPERATOR.fullmatch(text) else Word(stem, stem != text, at)
        return self._kept(word)

    def _checked(self, value: str) -> str:
        if self.field is None:
            return value
        try:
            return checked_value(self.field, value)
        except ValueError as error:
            self._fail(str(error), self.at)

    def _kept(self, node: Node) -> Node:
        self.begun = True
        return node

    def _pass_over(self, node: Word | Phrase) -> Node:
        # A star alone is how people ask for everything.
        if self.field is None and node.text.strip("*"):
            self.passed_over.append(node)
        return EVERYTHING


def _could_be_name(name: str) -> bool:
    return name.islower() and len(name) >= _SHORTEST_NAME and name not in _NO_NAMES


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _joins(text: str, at: int) -> bool:
    """Tell whether the bar at this place stands between two alternatives."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isalnum() or before in tuple('*)"”»')) and (
        after.isalnum() or after in tuple('("“«')
    )


def _end_of_word(text: str, start: int, pairs: dict[int, int]) -> int:
    at = start
    while at < len(text) and not text[at].isspace() and text[at] != ")":
        if text[at] == "(":
            if at not in pairs:
                break
            at = pairs[at]
        elif text[at] == "|" and at > start and _joins(text, at):
            break
        at += 1
    return at


def _brackets_inside_words(text: str) -> dict[int, int]:
    """Match the brackets that open and close without a space between."""
    pairs, opened = {}, list[int]()
    for at, character in enumerate(text):
        if character.isspace():
            opened.clear()
        elif character == "(":
            opened.append(at)
        elif character == ")" and opened:
            pairs[opened.pop()] = at
    return pairs
