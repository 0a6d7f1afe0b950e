"""Terms: the immutable tree that a search query is read into.

Positions are offsets into the query. They are ignored when terms are compared, so two
queries that ask the same are equal.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Word:
    """One word as typed, inner punctuation included: `GPT-4`, `O'Brien`, `C++`.

    As the value of a field that takes no text it is the value itself: `2018..2020`,
    `cs.LG`. `prefix` is True for `neur*`; the star is not in `text`.
    """

    text: str
    prefix: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Phrase:
    """Words that must stand together exactly as typed, one blank between them."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Not:
    """A term that must not match. Never holds another Not."""

    term: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class And:
    """Terms that must all match; with none, every paper. Never holds another And."""

    terms: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Or:
    """Two or more terms of which one must match. Never holds another Or."""

    terms: tuple["Node", ...]


@dataclass(frozen=True)
class Field:
    """Terms to look for in one field; `name` is the field's own, even if an alias was typed.

    `value` holds words, phrases, Not, And and Or, never another Field.
    """

    name: str
    value: "Node"
    at: int = field(default=0, compare=False)


Node = Word | Phrase | Not | And | Or | Field
EVERYTHING = And()
TEXT_FIELDS = ("title", "abstract", "comment", "notes")
"""the fields that the full-text index answers"""


def all_of(terms: Iterable[Node]) -> Node:
    """Join terms that must all match, in as few nodes as possible."""
    flat: list[Node] = []
    for term in terms:
        flat.extend(top_terms(term))
    if len(flat) == 1:
        return flat[0]
    return And(tuple(flat))


def any_of(terms: Iterable[Node]) -> Node:
    """Join terms of which one is enough, in as few nodes as possible."""
    flat: list[Node] = []
    for term in terms:
        if isinstance(term, Or):
            flat.extend(term.terms)
        else:
            flat.append(term)
    if len(flat) == 1:
        return flat[0]
    return Or(tuple(flat))


def top_terms(query: Node) -> tuple[Node, ...]:
    """List the terms of a query that must all match."""
    if isinstance(query, And):
        return query.terms
    return (query,)


def negated(term: Node, at: int = 0) -> Node:
    """Negate a term; a double negation is the term itself."""
    if isinstance(term, Not):
        return term.term
    return Not(term, at)


def words_of(node: Node, fields: Collection[str] = TEXT_FIELDS) -> tuple[Word | Phrase, ...]:
    """List the words and phrases that are wanted, in their order.

    Those outside any field and those in the given fields count; negated ones do not.
    """
    match node:
        case Word() | Phrase():
            return (node,)
        case Field(name, value) if name in fields:
            return words_of(value, fields)
        case And(terms) | Or(terms):
            words: list[Word | Phrase] = []
            for term in terms:
                words.extend(words_of(term, fields))
            return tuple(words)
    return ()


def to_text(node: Node) -> str:
    """Write a query in its canonical form; `parse` reads it back as the same terms."""
    match node:
        case Word(text, prefix):
            return text + "*" * prefix
        case Phrase(text):
            return f'"{text}"'
        case Not(term):
            return _negation_to_text(term)
        case Field(name, value):
            return f"{name}:{_bracketed(value, And, Or, Not)}"
        case Or(terms):
            return " OR ".join(map(to_text, terms))
        case And(terms):
            return " ".join([_bracketed(term, Or) for term in terms])


def _negation_to_text(term: Node) -> str:
    operand = _bracketed(term, And, Or)
    # Before anything else, such as a number, a sign may be plain text.
    is_clear = operand[0].isalpha() or operand[0] in '"('
    if is_clear:
        return f"-{operand}"
    return f"NOT {operand}"


def _bracketed(node: Node, *kinds: type[Node]) -> str:
    if isinstance(node, kinds):
        return f"({to_text(node)})"
    return to_text(node)
