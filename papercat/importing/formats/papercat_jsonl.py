"""papercat's own JSON lines: one paper a line, as `export --jsonl` writes them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from papercat.papers.model import Hints, Note, Record, Refusal
from papercat.papers.record import KEYS, BadRecord, from_record

NAME = "jsonl"
ASKS_CATALOGUE = False

_MOST_NOTES = 20
"""keys that are left out and said to be; a file with more has another shape altogether"""


def first_object(head: str) -> dict[str, object] | None:
    """The first line that is a JSON object, where the first of all begins as one; else None."""
    lines = [line for line in head.split("\n") if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return None
    for line in lines:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue  # broken, or longer than the head
        if isinstance(found, dict):
            return found
    return {}


def load_line(line: str) -> Any:  # noqa: ANN401  whatever JSON may hold
    """The value of a line. Raises BadRecord where it is not JSON, or can't be kept.

    Python also reads NaN, Infinity, NUL and half of a surrogate pair; no database keeps them well.
    """
    try:
        value = _DECODER.decode(line)
        if "\\ud" in line or "\\uD" in line:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadRecord("it has half of a surrogate pair, which is no character") from None
    except (ValueError, RecursionError):
        raise BadRecord("not a JSON object on one line") from None
    if "\\u0000" in line and "\\u0000" in json.dumps(value).replace("\\\\", ""):
        raise BadRecord("it has a NUL character in it")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def score(head: str) -> float:
    """Return 1 if the document begins with a JSON object that is not arXiv's metadata."""
    found = first_object(head)
    return float(found is not None and "update_date" not in found)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:  # noqa: ARG001  no hint helps here
    """A paper for every line; a line that is no paper is refused, the rest still read.

    A key that papercat doesn't know is noted where it is met first.
    """
    known = set(KEYS)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _object(line)
            yield from_record(row, number)
        except BadRecord as error:
            yield Refusal(number, str(error))
            continue
        if row.keys() <= known or len(known) >= len(KEYS) + _MOST_NOTES:
            continue
        for key in [key for key in row if key not in known]:
            known.add(key)
            yield Note(number, f"no key {key!r} is known; left out, here and below")


def _object(line: str) -> Mapping[str, Any]:
    row = load_line(line)
    if not isinstance(row, dict):
        raise BadRecord("not a JSON object on one line")
    return row
