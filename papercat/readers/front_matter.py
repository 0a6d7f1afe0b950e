"""YAML front matter, read so that a hostile one can neither hang nor change anything.

YAML has aliases that multiply, tags that build objects, and types by guess: `no`
is false and `12:30` a number. Here it is bounded in size and depth, every scalar
is the text that is written, and aliases, anchors, tags and repeated keys are
refused with their line.
"""

import re
from dataclasses import dataclass, field
from typing import Any, cast

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

LARGEST = 64 * 1024
"""bytes of front matter"""
DEEPEST = 16
"""lists and mappings inside one another"""

Value = str | list[Any] | dict[str, Any]
"""a scalar's text, or lists and mappings of such"""


@dataclass(frozen=True)
class FrontMatterError(Exception):
    """The front matter can't be read."""

    line: int
    """counted from the opening `---`, which is 0"""
    reason: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A document's front matter and the text below it."""

    values: dict[str, Value] = field(default_factory=dict)
    body: str = ""


def split(text: str) -> FrontMatter:
    """Read a document that begins with a `---` line.

    Raises FrontMatterError where the front matter can't be read.
    """
    values, body = frontmatter.parse(text, handler=_Handler())
    return FrontMatter(cast("dict[str, Value]", values), body)


class _Handler(YAMLHandler):
    """python-frontmatter's way to YAML, with the bounded loader in it."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)

    def split(self, text: str) -> tuple[str, str]:
        """Return what stands between the two `---` lines, and what stands below."""
        parts = self.FM_BOUNDARY.split(text, 2)
        if len(parts) == 1 or parts[0]:
            raise FrontMatterError(0, "no front matter: it should begin with a line ---")
        if len(parts[1].encode()) > LARGEST:
            raise FrontMatterError(0, f"the front matter is longer than {LARGEST >> 10} KB")
        if len(parts) == 2:  # noqa: PLR2004  an opening line and no closing one
            raise FrontMatterError(0, "the front matter has no closing ---")
        return parts[1], parts[2]

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """Return the keys with their values as text."""
        loader = _Loader(fm)
        try:
            node = loader.get_single_node()
            values = _plain(node) if node else {}
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise FrontMatterError(
                _line(fm, mark.index if mark else 0), f"the front matter is not YAML: {_why(error)}"
            ) from None
        except yaml.reader.ReaderError as error:
            raise FrontMatterError(
                _line(fm, error.position), "the front matter has a character that YAML forbids"
            ) from None
        except (ValueError, OverflowError):  # "\UFFFFFFFF" is no character
            line = _line(fm, loader.index)
            raise FrontMatterError(
                line, "the front matter has an escape for no character"
            ) from None
        except _NodeError as error:
            raise FrontMatterError(_line(fm, error.index), str(error)) from None
        finally:
            loader.dispose()
        if not isinstance(values, dict):
            raise FrontMatterError(1, "the front matter should be lines of the form key: value")
        return values


class _NodeError(Exception):
    """Something in the YAML that papercat does not take, and its place."""

    def __init__(self, mark: yaml.Mark | None, reason: str) -> None:
        super().__init__(reason)
        self.index = mark.index if mark else 0


class _Loader(yaml.BaseLoader):
    """YAML without aliases, anchors, tags and depth, each refused before it costs anything.

    In Python throughout: the C loader's stack overflows on deep nesting.
    """

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node, once its first event has been found harmless."""
        event = cast("yaml.Event", self.peek_event())  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _NodeError(event.start_mark, f"the front matter has an alias, *{event.anchor}")
        if getattr(event, "anchor", None):
            raise _NodeError(event.start_mark, f"the front matter has an anchor, &{event.anchor}")
        if getattr(event, "tag", None):
            raise _NodeError(event.start_mark, f"the front matter has a tag, {event.tag}")
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NodeError(event.start_mark, f"the front matter is deeper than {DEEPEST} levels")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _plain(node: yaml.Node) -> Value:
    """Return a node as text, list or mapping. Raises _NodeError."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    text = str(node.value)
    if re.search(r"[\0\ud800-\udfff]", text):
        raise _NodeError(node.start_mark, "the front matter has an escape for no character")
    return text


def _mapping(node: yaml.MappingNode) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = _plain(key_node)
        if not isinstance(key, str):
            raise _NodeError(key_node.start_mark, "the front matter has a key that is not a word")
        if key in found:
            raise _NodeError(key_node.start_mark, f"the front matter has {key!r} twice")
        found[key] = _plain(value_node)
    return found


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index)


def _why(error: yaml.MarkedYAMLError) -> str:
    return " ".join((error.problem or error.context or "it can't be read").split())
