r"""The query language: its grammar, its rules, and its reader.

    query        = [ any ] ;
    any          = all , { ( "OR" | " | " ) , all } ;
    all          = { "AND" | item } ;
    item         = "NOT" , item | signed ;
    signed       = ( "-" | "^" ) , signed | alternatives ;
    alternatives = atom , { "|" , atom } ;
    atom         = field | group | phrase | word , [ "*" ] ;
    field        = name , ":" , signed ;
    group        = "(" , query , ")" ;
    phrase       = '"' , text , '"' ;
    word         = anything up to a space or a bracket that is not its own ;

Terms side by side must all match. NOT binds tighter than AND, AND tighter than OR, and
`a|b` without spaces tightest. No space may follow a sign, or a name and its colon.
Operators are in capitals, names of fields in lower case; the first word of a query may
write its field in any case. A field holds no other field. A query has at most 10,000
characters and 50 nested brackets or negations.

A word also finds its other forms and spellings: plural and singular, verb forms, British
and American spelling, with a hyphen or without. Papers with the exact word come first.
Words in quotes match exactly, in title, abstract and authors. Case, accents
and compatibility characters never matter: `CO₂` is `CO2`. Words of Chinese, Japanese,
Korean and Thai are found inside a text without spaces.

A pasted arXiv id, DOI, address of either, key or category code finds that paper or
category. `year>2020` and `2018-2020` are answered with the right spelling.

People paste titles, so anything that can't be meant as language is text:

- a bracket that opens and closes inside a word: `SU(2)`, `f(x)`, `p(a|b)`; and one
  closed at the end of a word but never opened: `1) first`
- a quote inside or after a word: `5"`, `Schr\"odinger`. Typographic quotes make a
  phrase if they come in pairs and are text otherwise
- a sign alone, doubled, before a number or after a bracket: `-`, `--x`, `degree -1`,
  `^3He`, `->`, `(2+1)-form`
- a name followed by a space, in capitals or with digits: `AlphaStar: a study`,
  `BERT:Pre-training`, `10:30`, `http://x.y`
- a word without a letter or digit is passed over, unless the query has no other
"""

import re
from collections.abc import Callable
from typing import NoReturn

from papercat.errors import QueryError
from papercat.search.query_fields import (
    FIELDS,
    FieldSyntax,
    checked_value,
    comparison_meant,
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

MAX_LENGTH = 10_000
MAX_DEPTH = 50

_NAME = re.compile(r"([A-Za-z]+):")
_LABEL = re.compile(r"\b((?:arxiv|doi|isbn|pmid|pmcid):)(\s+)(?=\d|PMC)", re.IGNORECASE)
"""the label before a pasted identifier: `DOI: 10.1038/nature14539`"""
_LABEL_WITHOUT_COLON = re.compile(
    r"\b(arxiv|doi|isbn)\s(?=10\.\d{4}|\d{4}\.\d{4}|97[89][\d-])", re.IGNORECASE
)
_STAMP = re.compile(
    r"(\s*arxiv:\S+) \[[\w.-]+\]\s+\d{1,2} [a-z]{3} \d{4}", re.IGNORECASE | re.ASCII
)
"""what arXiv prints in the margin: `arXiv:2203.15556v1 [cs.CL] 29 Mar 2022`"""
_OPERATOR = re.compile(r'(OR|AND|NOT)(?=[\s()"]|$)|\|(?=[\s()"]|$)')
_SIGN = re.compile(r"([-^])(?!\1|[)|\s]|$)")
_NUMBER = re.compile(r"-[\d.,]*\d[^\w\s]*(?=[\s)]|$)|\^[\d{]")
_BAR_BETWEEN = re.compile(r'(?:[^\W_]|[*)"”»])\|(?:[^\W_]|[("“«])')
_UNSHOWN = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_CLOSERS = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«»", "「": "」", "『": "』"}
_SHORTEST_NAME = 3
# Text before a colon that only looks like a name: PDF readers print an unknown glyph
# as `(cid:22)`.
_NO_NAMES = frozenset({"cid", "mailto", "urn"})


def parse(query: str) -> Node:
    """Read a query. An empty one is `And(())`: every paper.

    Raises QueryError with the position of the fault.
    """
    if len(query) > MAX_LENGTH:
        message = f"the query has {len(query):,} characters; at most {MAX_LENGTH:,} are read"
        raise QueryError(message, query=query, position=MAX_LENGTH)
    return _Reader(query).read()


class _Reader:
    """A reader of one query, from left to right. Its methods follow the rules of the grammar."""

    def __init__(self, query: str) -> None:
        """Prepare to read; unprintable characters such as NUL separate words."""
        self.query = query
        text = re.sub(_UNSHOWN, " ", query).rstrip()
        if stamp := _STAMP.fullmatch(text):
            text = stamp[1]
        # Every position stays: the blank behind a label moves in front of it, or is its colon.
        self.text = _LABEL_WITHOUT_COLON.sub(r"\1:", _LABEL.sub(r"\2\1", text))
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
        """Name the operator that begins here, or return an empty string."""
        found = _OPERATOR.match(self.text, self.at)
        if found is None:
            return ""
        return found[0]

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
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

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
        if not _SIGN.match(self.text, self.at):
            return False
        return self.field is not None or not _NUMBER.match(self.text, self.at)

    def _without(self, node: Node, at: int) -> Node:
        """Negate a term, unless there is nothing to leave out: `->`, `-()`."""
        if node == EVERYTHING:
            return node
        return negated(node, at)

    def _alternatives(self) -> Node:
        parts = [self._atom()]
        while self._peek("|") and _joins(self.text, self.at):
            self.at += 1
            parts.append(self._deeper(self._atom, self.at))
        wanted = [part for part in parts if part != EVERYTHING]
        if not wanted:
            return EVERYTHING
        return any_of(wanted)

    def _atom(self) -> Node:
        found = _NAME.match(self.text, self.at)
        if found:
            syntax = self._field_named(found)
            if syntax:
                return self._field(syntax, found)
        if self._peek("("):
            return self._deeper(self._group, self.at)
        closers = _CLOSERS.get(self.text[self.at], "")
        end = self._first_of(closers)
        if end:
            return self._phrase(end)
        if closers == '"':
            self._fail('this quote is never closed; add a " or leave it out', self.at)
        return self._word()

    def _first_of(self, closers: str) -> int:
        """Find the nearest closing quote, or return 0."""
        found = [self.text.find(closer, self.at + 1) for closer in closers]
        return min(filter(lambda end: end > 0, found), default=0)

    def _field_named(self, found: re.Match[str]) -> FieldSyntax | None:
        """Find the field that is named before a colon; None if it is text."""
        at = found.start()
        name = found[1]
        follower = self.text[found.end() : found.end() + 1]
        syntax = field_called(name)
        if not self.begun:
            syntax = field_called(name.lower())
        if syntax is None:
            self._refuse_unknown(name, follower, at)
            return None
        if follower in ("", ")") and name.islower():
            self._fail(f"nothing after '{name}:'; write {syntax.example}", at)
        if not follower or follower in "):" or follower.isspace():
            return None
        if self.field:
            self._fail(f"'{name}:' can't stand inside '{self.field.name}:'", at)
        return syntax

    def _refuse_unknown(self, name: str, follower: str, at: int) -> None:
        """Refuse an unknown field, unless it may be a word of a title."""
        has_value = follower.isalnum() or follower in tuple('"(<>=')
        if self.field or not has_value or not _could_be_name(name):
            return
        meant = field_meant(name)
        if meant:
            self._fail(f"no field '{name}'; did you mean '{meant.name}'?", at)
        if not self.begun:
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
        text = self._checked(text)
        phrase: Word | Phrase = Phrase(text, self.at)
        if self.field is not None and self.field.choices:
            phrase = Word(text, at=self.at)
        self.at = end + 1
        self._skip_hyphens()
        if not _says_something(text):
            return self._pass_over(phrase)
        return self._kept(phrase)

    def _skip_hyphens(self) -> None:
        """Pass over signs right behind a bracket or quote: `(2+1)-form`."""
        while self._peek("-^"):
            self.at += 1

    def _word(self) -> Node:
        self._refuse_comparison()
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
        # An operator that was read as a word stays one in the canonical form if quoted.
        if _OPERATOR.fullmatch(text):
            return self._kept(Phrase(text, at))
        return self._kept(Word(stem, stem != text, at))

    def _refuse_comparison(self) -> None:
        """Say how to ask for years where somebody typed `year > 2020`."""
        compared = comparison_meant(self.text, self.at)
        if compared and self.field is None:
            typed, meant = compared
            self._fail(f"'{typed}' compares years; did you mean {meant}?", self.at)

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
    """Tell whether the bar at this position stands between two alternatives."""
    return bool(_BAR_BETWEEN.fullmatch(text[max(at - 1, 0) : at + 2]))


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
    """Pair the brackets that open and close without a space between."""
    pairs, opened = {}, list[int]()
    for at, character in enumerate(text):
        if character.isspace():
            opened.clear()
        elif character == "(":
            opened.append(at)
        elif character == ")" and opened:
            pairs[opened.pop()] = at
    return pairs
