"""What a search query means once it is read: a small tree of terms, never changed.

Positions are offsets into the query and never count when terms are compared,
so two queries that ask the same are equal.
"""

from collections.abc import Collection, Iterable


class _Term:
    """What all terms have in common. Dataclasses would take a twentieth of a search to define."""

    __slots__ = ("at",)
    __match_args__: tuple[str, ...] = ()
    """all that counts when terms are compared"""

    at: int
    """where it begins in the query"""

    def _asked(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Term)
            and type(self) is type(other)
            and self._asked() == other._asked()
        )

    def __hash__(self) -> int:
        return hash((type(self).__name__, *self._asked()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._asked()))})"


class Word(_Term):
    """One word as typed, inner punctuation included: `GPT-4`, `O'Brien`, `C++`.

    As the value of a field that takes no text it is the value itself:
    `2018..2020`, `cs.LG`. `prefix` is True for `neur*`; the star is not in `text`.
    """

    __slots__ = ("prefix", "text")
    __match_args__ = ("text", "prefix")

    def __init__(self, text: str, prefix: bool = False, at: int = 0) -> None:
        self.text, self.prefix, self.at = text, prefix, at


class Phrase(_Term):
    """Words that must stand together, one blank between them."""

    __slots__ = ("text",)
    __match_args__ = ("text",)

    def __init__(self, text: str, at: int = 0) -> None:
        self.text, self.at = text, at


class Not(_Term):
    """What must not be there. Never holds another Not."""

    __slots__ = ("term",)
    __match_args__ = ("term",)

    def __init__(self, term: "Node", at: int = 0) -> None:
        self.term, self.at = term, at


class And(_Term):
    """All of these; with none, every paper. Never holds another And."""

    __slots__ = ("terms",)
    __match_args__ = ("terms",)

    def __init__(self, terms: tuple["Node", ...] = ()) -> None:
        self.terms, self.at = terms, 0


class Or(_Term):
    """At least one of these, and always two or more. Never holds another Or."""

    __slots__ = ("terms",)
    __match_args__ = ("terms",)

    def __init__(self, terms: tuple["Node", ...]) -> None:
        self.terms, self.at = terms, 0


class Field(_Term):
    """Terms that are wanted in one place; `name` is the field's own, also where an alias was typed.

    `value` holds words, phrases, Not, And and Or, never another Field. Its words are
    searched for in a text field and compared in any other, see `fields.py`.
    """

    __slots__ = ("name", "value")
    __match_args__ = ("name", "value")

    def __init__(self, name: str, value: "Node", at: int = 0) -> None:
        self.name, self.value, self.at = name, value, at


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
    """Write a query in its canonical form; `language.parse` reads it back as the same terms."""
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
