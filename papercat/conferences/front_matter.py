"""Front matter in YAML or TOML, read so that a hostile one can neither hang nor change anything.

YAML has aliases that multiply, tags that build objects, and types by guess: `no`
is false and `12:30` a number. Here both languages are bounded in size and depth,
every scalar is text, and aliases, anchors and tags are refused with their line.
"""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

LARGEST = 64 * 1024
"""bytes of front matter"""
DEEPEST = 16
"""lists and mappings inside one another"""

Value = str | list[Any] | dict[str, Any]
"""a scalar's text, or lists and mappings of such"""

_FENCES = {"---": "YAML", "+++": "TOML"}


class FrontMatterError(Exception):
    """The front matter can't be read."""

    def __init__(self, line: int, reason: str) -> None:
        """`line` counts from the opening fence, which is 0."""
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A document's front matter and the text below it."""

    values: dict[str, Value] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    """where the body begins; the opening fence is 0"""
    repeated: tuple[tuple[int, str], ...] = ()
    """keys that came before, with their lines; the last value counts"""


def is_fence(line: str) -> bool:
    """Tell whether a line opens front matter."""
    return line.rstrip() in _FENCES


def split(text: str) -> FrontMatter:
    """Read a document; one that does not begin with a fence has no front matter.

    Raises FrontMatterError where the front matter can't be read.
    """
    first, _, rest = text.partition("\n")
    if not is_fence(first):
        return FrontMatter(body=text)
    fence = re.escape(first.rstrip())
    end = re.search(rf"^{fence}[ \t]*$", rest, re.MULTILINE)
    if end is None:
        raise FrontMatterError(0, f"the front matter has no closing {first.rstrip()}")
    front = rest[: end.start()]
    if len(front.encode()) > LARGEST:
        raise FrontMatterError(0, f"the front matter is longer than {LARGEST >> 10} KB")
    repeated: list[tuple[int, str]] = []
    if first.startswith("+"):
        values = _read_toml(front)
    else:
        values = _read_yaml(front, repeated)
    return FrontMatter(values, rest[end.end() :], front.count("\n") + 1, tuple(repeated))


def _read_toml(front: str) -> dict[str, Value]:
    try:
        values = tomllib.loads(front)
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at line ")
        line = int(re.sub(r"\D.*", "", place) or 0)
        raise FrontMatterError(line, f"the front matter is not TOML: {why}") from None
    except RecursionError:
        raise FrontMatterError(0, f"the front matter is deeper than {DEEPEST} levels") from None
    return {key: _toml_value(value, 1) for key, value in values.items()}


def _toml_value(value: Any, depth: int) -> Value:
    if depth > DEEPEST:
        raise FrontMatterError(0, f"the front matter is deeper than {DEEPEST} levels")
    if isinstance(value, list):
        return [_toml_value(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {key: _toml_value(item, depth + 1) for key, item in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


def _read_yaml(front: str, repeated: list[tuple[int, str]]) -> dict[str, Value]:
    try:
        node = _Loader(front).get_single_node()
        values: Value = {}
        if node:
            values = _plain(node, repeated)
    except yaml.MarkedYAMLError as error:
        why = " ".join(str(error.problem or "it can't be read").split())
        line = 1
        if error.problem_mark:
            line += error.problem_mark.line
        raise FrontMatterError(line, f"the front matter can't be read as YAML: {why}") from None
    except yaml.reader.ReaderError as error:
        line = 1 + front.count("\n", 0, error.position)
        reason = "the front matter has a character that YAML forbids"
        raise FrontMatterError(line, reason) from None
    if not isinstance(values, dict):
        raise FrontMatterError(1, "the front matter should be lines of the form key: value")
    return values


def _bad_node(mark: yaml.Mark, problem: str) -> yaml.MarkedYAMLError:
    """Return the error of something in the YAML that papercat does not take."""
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


class _Loader(yaml.BaseLoader):
    """YAML without aliases, anchors, tags and depth, each refused before it costs anything.

    In Python throughout: the C loader's stack overflows on deep nesting.
    """

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node, once its first event has been found harmless."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's
        place = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise _bad_node(place, f"it has an alias, *{event.anchor}")
        if getattr(event, "anchor", None):
            raise _bad_node(place, f"it has an anchor, &{event.anchor}")
        if getattr(event, "tag", None):
            raise _bad_node(place, f"it has a tag, {event.tag}")
        self.depth += 1
        if self.depth > DEEPEST:
            raise _bad_node(place, f"it is deeper than {DEEPEST} levels")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: yaml.Mark) -> list[str]:
        """Return a stretch of a quoted scalar. An escape may be beyond the last character."""
        try:
            return super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            raise _bad_node(start_mark, "it has an escape for no character") from None


def _plain(node: yaml.Node, repeated: list[tuple[int, str]]) -> Value:
    """Return a node as text, list or mapping. Raises yaml.MarkedYAMLError.

    A key that a mapping has twice is added to `repeated`.
    """
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, repeated) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = _plain(key_node, repeated)
            if not isinstance(key, str):
                raise _bad_node(key_node.start_mark, "it has a key that is not a word")
            if key in found:
                repeated.append((key_node.start_mark.line + 1, key))
            found[key] = _plain(value_node, repeated)
        return found
    text = str(node.value)
    if re.search(r"[\0\ud800-\udfff]", text):
        raise _bad_node(node.start_mark, "it has an escape for no character")
    return text
