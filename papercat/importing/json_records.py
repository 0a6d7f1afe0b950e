"""JSON documents record by record: one object, a list, a page of results, or one object a line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from papercat.papers.model import Refusal
from papercat.papers.record import BadRecord

_KEY = re.compile(r'"([^"\\]{1,60})"\s*:')
_SPACE = re.compile(r"[\s,]*")
_SURROGATE = re.compile(r"\\u[dD]")
_GOES_ON = re.compile(r"\[.*|\{(?:.*[{\[,])?", re.DOTALL)
"""the first line of a JSON value that goes over several lines"""
_LISTS = ("results", "items", "data", "works", "papers", "references")
"""members of a page of results that hold its records"""
_LONGEST = 1 << 28
"""characters of a value that goes over several lines"""

Object = Mapping[str, Any]


def keys_in(head: str) -> frozenset[str]:
    """Return the names of members in the beginning of a JSON document; none for other text."""
    if not head.lstrip().startswith(("{", "[")):
        return frozenset()
    return frozenset(_KEY.findall(head))


def first_object(head: str) -> dict[str, object] | None:
    """Return the first line that is a JSON object, if the first of all begins as one; else None."""
    lines = list(filter(str.strip, head.split("\n")))
    if not "".join(lines[:1]).lstrip().startswith("{"):
        return None
    for line in lines:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue  # broken, or longer than the head
        if isinstance(found, dict):
            return found
    return {}


def load_line(line: str) -> Any:  # noqa: ANN401  JSON holds values of any kind
    """Return the value of a line. Raises BadRecord if it is not JSON, or can't be kept.

    Python also reads NaN, Infinity, NUL and half of a surrogate pair; no database keeps them well.
    """
    try:
        value = _DECODER.decode(line)
    except (ValueError, RecursionError):
        raise BadRecord("not a JSON object on one line") from None
    _check(value, line)
    return value


def json_records(lines: Iterable[str]) -> Iterator[tuple[int, Object] | Refusal]:
    """Yield every record with the line where it begins, and a refusal for anything else.

    Objects that are whole on their line are yielded as they come. Only a document whose first
    value goes over several lines is held in memory.
    """
    rest = enumerate(lines, 1)
    first = True
    for number, line in rest:
        if not line.strip():
            continue
        try:
            value = load_line(line)
        except BadRecord as error:
            if first and _GOES_ON.fullmatch(line.strip()):
                following = [text for _, text in rest]
                yield from _from_text("\n".join([line, *following]), number)
                return
            yield Refusal(number, str(error))
        else:
            yield from _spread(value, number)
        first = False


def _from_text(text: str, line: int) -> Iterator[tuple[int, Object] | Refusal]:
    """Walk the values of a text that go over several lines."""
    if len(text) > _LONGEST:
        yield Refusal(line, "a JSON value over several lines is too long; write one object a line")
        return
    at = _after_space(text, 0)
    end_of_list = ""
    if text.startswith("[", at):
        end_of_list = "]"
        at += 1
    counted, number = 0, line
    while True:
        at = _after_space(text, at)
        number += text.count("\n", counted, at)
        counted = at
        if at >= len(text):
            break
        if text[at] == end_of_list:
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
            _check(value, text[at:end])
        except (ValueError, RecursionError, BadRecord) as error:
            yield Refusal(number, _reason(error))
            at = _next_object(text, at + 1)
            end_of_list = ""
        else:
            yield from _spread(value, number, text[at:end])
            at = end
    if end_of_list:
        yield Refusal(number, "not JSON: the list never closes")


def _after_space(text: str, at: int) -> int:
    """Return the place behind spaces and commas."""
    found = _SPACE.match(text, at)
    assert found is not None  # noqa: S101  the pattern matches nothing, too
    return found.end()


def _reason(error: Exception) -> str:
    """Return the reason why a value can't be read."""
    if isinstance(error, BadRecord):
        return str(error)
    reason = getattr(error, "msg", "it is nested too deeply")
    return f"not JSON: {reason.lower()}"


def _next_object(text: str, at: int) -> int:
    """Return where the next object begins on a line of its own, without indentation."""
    at = text.find("\n{", at - 1)
    if at < 0:
        return len(text)
    return at + 1


def _spread(value: object, line: int, text: str = "") -> Iterator[tuple[int, Object] | Refusal]:
    """Yield the object, or the records of a list or of a page of results."""
    if isinstance(value, list):
        yield from _listed(value, line, text, "")
        return
    if not isinstance(value, Mapping):
        yield Refusal(line, "not a JSON object")
        return
    message = value.get("message")
    name = _list_in(value)
    if isinstance(message, Mapping):
        yield from _spread(message, line, text)
    elif name:
        yield from _listed(value[name], line, text, name)
    else:
        yield line, value


def _list_in(members: Object) -> str:
    """Return the name of the member that holds the records of a page of results, if any."""
    if "title" in members:
        return ""
    for name in _LISTS:
        match members.get(name):
            case [{}, *_]:
                return name
    return ""


def _listed(
    values: list[object], line: int, text: str, name: str
) -> Iterator[tuple[int, Object] | Refusal]:
    """Yield the objects of a list with the lines where they begin."""
    if not values:
        yield Refusal(line, "an empty list")
    lines = _lines_of(text, name, len(values))
    for below, value in zip(lines, values, strict=True):
        where = line + below
        if isinstance(value, Mapping):
            yield where, value
        else:
            yield Refusal(where, "not a JSON object")


def _lines_of(text: str, name: str, count: int) -> list[int]:
    """Return how many lines below the text's beginning each value of a list begins."""
    unknown = [0] * count
    begin = re.search(rf'"{name}"\s*:\s*\[', text)
    if begin is None or "\n" not in text:
        return unknown
    at = begin.end()
    lines: list[int] = []
    line, counted = 0, 0
    while len(lines) < count:
        at = _after_space(text, at)
        line += text.count("\n", counted, at)
        counted = at
        try:
            _, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return unknown
        lines.append(line)
    return lines


def _check(value: object, text: str) -> None:
    """Raise BadRecord for characters that can't be kept."""
    if _SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise BadRecord("it has half of a surrogate pair, which is no character") from None
    if "\\u0000" in text and "\\u0000" in json.dumps(value).replace("\\\\", ""):
        raise BadRecord("it has a NUL character in it")


def _refuse(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which are not JSON."""
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def texts(value: object) -> list[str]:
    """Return the texts of a value that may be missing, a text, or a list of texts."""
    if isinstance(value, str):
        return [value]
    found: list[str] = []
    if isinstance(value, list):
        for one in value:
            if isinstance(one, str):
                found.append(one)
    return found


def text_of(value: object) -> str:
    """Return the first text of such a value; an empty one if it has none. Numbers are text too."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return next(iter(texts(value)), "")


def text_at(value: object, *paths: str) -> str:
    """Return the text at the first of these paths that has one, such as `ids.doi`."""
    for path in paths:
        if text := text_of(member(value, *path.split("."))):
            return text
    return ""


def objects(value: object) -> list[Object]:
    """Return the objects of a value that may be missing or a list."""
    found: list[Object] = []
    if isinstance(value, list):
        for one in value:
            if isinstance(one, Mapping):
                found.append(one)
    return found


def member(value: object, *path: str) -> object:
    """Return a member of nested objects; None if one on the way is missing."""
    for name in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value
