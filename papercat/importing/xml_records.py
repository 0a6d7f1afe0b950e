"""XML documents record by record, with line numbers, in bounded memory.

Entities that a document declares itself are refused; those of HTML, which DBLP uses, are known.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from html.entities import html5

# Declared entities, the means of all known attacks, are refused below.
from xml.parsers import expat

from papercat.papers.model import Refusal

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DEEPEST = 100
_MARKUP = frozenset(("i", "b", "sub", "sup", "tt", "ref", "em", "strong"))
"""elements of which only the text is kept"""


@dataclass(slots=True)
class Element:
    """An element of XML, its children in order."""

    name: str
    """without its namespace's prefix"""
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return the text of the first child of this name; an empty one if it has none."""
        for child in self.children:
            if child.name == name:
                return child.content
        return ""

    def all(self, name: str) -> list["Element"]:
        """Return the children of this name."""
        return [child for child in self.children if child.name == name]

    @property
    def content(self) -> str:
        """The text of the element on one line."""
        return " ".join("".join(self.text).split())


class _Refused(Exception):
    pass


class _Collector:
    """Collects the elements that are records while the parser goes through the document."""

    def __init__(self, names: Collection[str]) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.UseForeignDTD()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._declared
        self.found: list[tuple[int, Element]] = []
        self._names = names
        self._open: list[Element] = []
        self._line = 0
        self._depth = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Refused(f"elements are nested more than {_DEEPEST} deep")
        name = name.rpartition(":")[2]
        if not self._open:
            if name not in self._names:
                return
            self._line = self.parser.CurrentLineNumber
        self._open.append(Element(name, attributes))

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        done = self._open.pop()
        if not self._open:
            self.found.append((self._line, done))
        elif done.name in _MARKUP:
            self._open[-1].text += done.text
        else:
            self._open[-1].children.append(done)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].text.append(text)

    def _declared(self, *_: object) -> None:
        raise _Refused("it declares entities of its own")


def xml_records(
    lines: Iterable[str], names: Collection[str]
) -> Iterator[tuple[int, Element] | Refusal]:
    """Yield every element that has one of these names and is in none of them, with its line.

    Where the document is not well-formed, a refusal ends it.
    """
    collector = _Collector(names)
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            text = _ENTITY.sub(_character, line)
            if number == 1:
                text = re.sub(r'(<\?xml[^>]*) encoding="[^"]*"', r"\1", text.lstrip())
            collector.parser.Parse(text + "\n")
            yield from collector.found
            collector.found.clear()
        is_last = True
        collector.parser.Parse("", is_last)
    except (expat.ExpatError, UnicodeEncodeError, _Refused) as error:
        yield Refusal(number, f"not read from here on: {error}")


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    if name in _OF_XML:
        return entity[0]
    return html5.get(f"{name};", entity[0])
