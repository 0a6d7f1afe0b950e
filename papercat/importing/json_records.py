"""JSON documents record by record: one object, a list, a page of results, or one object a line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from papercat.papers.model import Refusal
from papercat.papers.record import BadRecord

_KEY = re.compile(r'"([^"\\]{1,60})"\s*:')
_BEGIN = re.compile(r"[^\s,]")
"""the beginning of the next value, or the end of a list"""
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


def load_line(line: str) -> Any:
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
    """Yield the records of values that go over several lines; `text` begins on `line`."""
    if len(text) > _LONGEST:
        yield Refusal(line, "a JSON value over several lines is too long; write one object a line")
    elif text.lstrip().startswith("["):
        yield from _walk(text, text.index("[") + 1, line, "]")
    else:
        yield from _walk(text, 0, line, "")


def _walk(text: str, at: int, line: int, end: str) -> Iterator[tuple[int, Object] | Refusal]:
    """Yield the records of the values from `at` up to the sign `end`, or all if it is empty.

    After a value that can't be read, go on with the next object on a line of its own.
    """
    counted = at
    while found := _BEGIN.search(text, at):
        at = found.start()
        line += text.count("\n", counted, at)
        counted = at
        if text[at] == end:
            return
        try:
            value, stop = _decoded(text, at)
        except BadRecord as error:
            yield Refusal(line, str(error))
            at = text.find("\n{", at) + 1
            if not at:
                return
            end = ""
            continue
        list_begin = _list_begin(value, text, at)
        if list_begin and not end:
            yield from _walk(text, list_begin, line + text.count("\n", at, list_begin), "]")
        else:
            yield from _spread(value, line)
        at = stop
    if end:
        yield Refusal(line, "not JSON: the list never closes")


def _decoded(text: str, at: int) -> tuple[object, int]:
    """Return the value that begins at a place, and where it ends."""
    try:
        value, stop = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise BadRecord(f"not JSON: {error.msg.lower()}") from None
    except (ValueError, RecursionError):
        raise BadRecord("not JSON: it is nested too deeply") from None
    _check(value, text[at:stop])
    return value, stop


def _list_begin(value: object, text: str, at: int) -> int:
    """Return where the records of a page of results begin, which is itself at `at`; else 0."""
    name = _list_in(member(value, "message")) or _list_in(value)
    found = re.compile(rf'"{name}"\s*:\s*\[').search(text, at)
    if not name or not found:
        return 0
    return found.end()


def _list_in(value: object) -> str:
    """Return the name of the member that holds the records of a page of results, if any."""
    if not isinstance(value, Mapping) or "title" in value:
        return ""
    for name in _LISTS:
        match value.get(name):
            case [{}, *_]:
                return name
    return ""


def _spread(value: object, line: int) -> Iterator[tuple[int, Object] | Refusal]:
    """Yield the object on a line, or the records of a list or of a page of results."""
    if isinstance(member(value, "message"), Mapping):
        value = member(value, "message")
    name = _list_in(value)
    if name:
        value = member(value, name)
    if value == []:
        yield Refusal(line, "an empty list")
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield line, one
        else:
            yield Refusal(line, "not a JSON object")


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
