"""What a search query means once it is read: a small tree of terms.

Positions are offsets into the query and never count when terms are compared,
so two queries that ask the same are equal.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed, inner punctuation included: `GPT-4`, `O'Brien`, `C++`.

    As the value of a field that takes no text it is the value itself:
    `2018..2020`, `cs.LG`.
    """

    text: str
    prefix: bool = False
    """True for `neur*`; the star is not in `text`"""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together, one blank between them."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there. Never holds another Not."""

    term: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of these; with none, every paper. Never holds another And."""

    terms: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these, and always two or more. Never holds another Or."""

    terms: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Terms that are wanted in one place.

    `value` holds words, phrases, Not, And and Or, never another Field. Its words are
    searched for in a text field and compared in any other, see `query_fields`.
    """

    name: str
    """the field's own name, also when one of its aliases was typed"""
    value: "Node"
    at: int = field(default=0, compare=False)


Node = Word | Phrase | Not | And | Or | Field
EVERYTHING = And()


def all_of(terms: Iterable[Node]) -> Node:
    """Join terms that are all wanted, in as few nodes as possible."""
    flat: list[Node] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, And) else (term,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(terms: Iterable[Node]) -> Node:
    """Join terms of which one is enough, in as few nodes as possible."""
    flat: list[Node] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, Or) else (term,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def negated(term: Node, at: int = 0) -> Node:
    """Turn a term round; what is turned round twice is itself."""
    return term.term if isinstance(term, Not) else Not(term, at)


def words_of(
    node: Node, fields: Collection[str] = ("title", "abstract")
) -> tuple[Word | Phrase, ...]:
    """List the words and phrases that are wanted, in their order.

    Those outside any field and those in the given fields count; what follows a
    negation does not.
    """
    match node:
        case Word() | Phrase():
            return (node,)
        case Not():
            return ()
        case Field():
            return words_of(node.value, fields) if node.name in fields else ()
        case And() | Or():
            return tuple(word for term in node.terms for word in words_of(term, fields))


def to_text(node: Node) -> str:
    """Write a query in its canonical form; `query.parse` reads it back as the same terms."""
    match node:
        case Word():
            return node.text + "*" * node.prefix
        case Phrase():
            return f'"{node.text}"'
        case Not():
            operand = _bracketed(node.term, And, Or)
            # Before anything else, such as a number, a sign may be plain text.
            clear = operand[0].isalpha() or operand[0] in '"('
            return f"-{operand}" if clear else f"NOT {operand}"
        case Field():
            return f"{node.name}:{_bracketed(node.value, And, Or, Not)}"
        case Or():
            return " OR ".join(to_text(term) for term in node.terms)
        case And():
            return " ".join(_bracketed(term, Or) for term in node.terms)


def _bracketed(node: Node, *kinds: type[Node]) -> str:
    text = to_text(node)
    return f"({text})" if isinstance(node, kinds) else text
