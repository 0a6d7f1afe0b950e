"""A paper as a JSON object: the form of `export --jsonl`, and of statements in the catalogue.

Every key but `title` may be missing on the way in, and an author may be a plain string.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from papercat.errors import CatalogueUnusable
from papercat.papers.model import (
    FIELDS,
    Author,
    Certainty,
    Doubt,
    Field,
    Guess,
    Kind,
    Origin,
    Paper,
)
from papercat.text.partial_date import is_partial_date

KEYS = [
    "key",
    *FIELDS,
    "authors",
    "authors_truncated",
    "ids",
    "extra",
    "confidence",
    "doubts",
    "inferences",
    "files",
    "sources",
]
"""the keys of an exported object, in their order"""

_MOST_LINES = 1 << 62
"""the largest line number that the database can store"""
_BASIS = {"listed": "stated", "inferred": "inferred"}


class BadRecord(ValueError):
    """A JSON object that is not a paper. The message says why."""


def to_record(paper: Paper) -> dict[str, object]:
    """Return the object for a paper, with every key of `KEYS` in order."""
    record: dict[str, object] = {"key": paper.key}
    for name in FIELDS:
        value = getattr(paper, name)
        record[name] = list(value) if isinstance(value, tuple) else value
    record["authors"] = _authors_out(paper.authors)
    record["authors_truncated"] = paper.authors_truncated
    record["ids"] = _ids_out(paper.ids)
    record["extra"] = dict(paper.extra)
    record["confidence"] = paper.confidence
    record["doubts"] = [
        {
            "field": doubt.field,
            "confidence": doubt.confidence,
            "reason": doubt.reason,
            "alternatives": list(doubt.alternatives),
        }
        for doubt in paper.doubts
    ]
    record["inferences"] = [
        {
            "field": guess.field,
            "printed": guess.printed,
            "reason": guess.reason,
            "basis": guess.certainty.value,
        }
        for guess in paper.guesses
    ]
    record["files"] = list(paper.files)
    record["sources"] = [
        {"file": o.file, "line": o.line, "format": o.format, "printed": o.printed}
        for o in paper.origins
    ]
    return record


def to_text(paper: Paper) -> str:
    """Return the compact JSON text that a statement is stored as."""
    record = {name: value for name, value in to_record(paper).items() if value}
    if paper.confidence is not None:
        record["confidence"] = paper.confidence
    if paper.printed is not None:
        record["printed"] = paper.printed
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str, line: int) -> Paper:
    """Return the paper of a text that `to_text` wrote.

    Raises CatalogueUnusable if the text is damaged.
    """
    try:
        return from_record(json.loads(text), line)
    except (ValueError, BadRecord) as error:
        raise CatalogueUnusable(
            f"damaged: a statement can't be read: {error}; see papercat check"
        ) from None


def _ids_out(ids: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """Return identifiers by scheme; a list if a scheme has several."""
    by_scheme: dict[str, list[str]] = {}
    for scheme, value in ids:
        by_scheme.setdefault(scheme, []).append(value)
    return {scheme: found[0] if len(found) == 1 else found for scheme, found in by_scheme.items()}


def _authors_out(authors: Iterable[Author]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    position = 0
    for author in authors:
        stated = author.source == "listed"
        position += stated
        row: dict[str, object] = {
            "name": author.name,
            "position": position if stated else None,
            "basis": _BASIS[author.source],
        }
        if author.person is not None:
            row = {"id": author.person, **row}
        found.append(row)
    return found


def from_record(row: Mapping[str, Any], line: int) -> Paper:
    """Return the paper that an object holds.

    Raises BadRecord if the title is missing or a key holds a value of the wrong kind:
    papercat takes a whole record or refuses it.
    """
    title = _text(row, "title")
    if not title or not title.strip():
        raise BadRecord("it has no title")
    values: dict[str, Any] = {}
    for name, field in FIELDS.items():
        values[name] = _field(row, name, field)
    return Paper(
        **values,
        line=line,
        authors=tuple(_authors_in(row)),
        authors_truncated=_flag(row, "authors_truncated"),
        extra=_extra(row),
        ids=_ids(row),
        key=_key(row),
        printed=_text(row, "printed"),
        confidence=_share(row, "confidence"),
        doubts=tuple(map(_doubt_in, _list(row, "doubts"))),
        guesses=tuple(map(_guess_in, _list(row, "inferences"))),
        origins=tuple(map(_origin_in, _list(row, "sources"))),
    )


def _field(row: Mapping[str, Any], name: str, field: Field) -> object:
    if field.kind is Kind.WORDS:
        return _words(row, name)
    if field.kind is Kind.FLAG:
        return _flag(row, name)
    if field.kind is Kind.DATE:
        return _date(row, name)
    text = _text(row, name) or None
    if text and field.choices and text not in field.choices:
        raise BadRecord(f"its {name} is {text!r}, not {' or '.join(field.choices)}")
    return text


def _key(row: Mapping[str, Any]) -> str | None:
    """Return the citation key: one word that starts neither an option nor a control sequence."""
    key = _text(row, "key")
    if key and (key.split() != [key] or not key.isprintable() or key.startswith("-")):
        raise BadRecord(f"its key {key!r} is not one word")
    return key


def _words(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return words such as `cs.LG` or `deepmind`, each once."""
    words = tuple(dict.fromkeys(map(_string, _list(row, key))))
    for word in words:
        if word.split() != [word]:
            raise BadRecord(f"{word!r} of its {key} is not one word")
    return words


def _ids(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the identifiers; a scheme has one or a list, null means missing."""
    found: set[tuple[str, str]] = set()
    for scheme, value in _object(row, "ids").items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                found.add((scheme, _string(one)))
    return tuple(sorted(found))


def _extra(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _string(value)) for name, value in _object(row, "extra").items())


def _authors_in(row: Mapping[str, Any]) -> Iterable[Author]:
    """Yield the authors, without those whose name is blank."""
    for author in _list(row, "authors"):
        if isinstance(author, str):
            if author.strip():
                yield Author(author)
            continue
        if not isinstance(author, Mapping):
            raise BadRecord("an author is neither a name nor an object")
        basis = _text(author, "basis")
        if basis not in (None, "stated", "inferred"):
            raise BadRecord(f"an author's basis is {basis!r}, not stated or inferred")
        name = _text(author, "name") or ""
        if name.strip():
            yield Author(name, "inferred" if basis == "inferred" else "listed")


def _doubt_in(doubt: object) -> Doubt:
    if not isinstance(doubt, Mapping):
        raise BadRecord("a doubt is not an object")
    return Doubt(
        _text(doubt, "field") or "title",
        _share(doubt, "confidence") or 0.0,
        _text(doubt, "reason") or "",
        tuple(map(_string, _list(doubt, "alternatives"))),
    )


def _guess_in(guess: object) -> Guess:
    if not isinstance(guess, Mapping):
        raise BadRecord("an inference is not an object")
    basis = _text(guess, "basis") or "page"
    if basis not in {certainty.value for certainty in Certainty}:
        raise BadRecord(f"an inference's basis is {basis!r}, not clock, page or user")
    return Guess(
        _text(guess, "field") or "",
        _text(guess, "reason") or "",
        _text(guess, "printed") or "",
        Certainty(basis),
    )


def _origin_in(origin: object) -> Origin:
    if not isinstance(origin, Mapping):
        raise BadRecord("a source is not an object")
    line = origin.get("line", 1)
    if type(line) is not int or not 0 < line < _MOST_LINES:
        raise BadRecord(f"a source's line is {line!r}, not a number from 1")
    return Origin(
        _text(origin, "file") or "-", line, _text(origin, "format"), _text(origin, "printed")
    )


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise BadRecord(f"its {key} is not text")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise BadRecord(f"{value!r} is not text")
    return value


def _list(row: Mapping[str, Any], key: str) -> list[object]:
    value = row.get(key)
    if value is not None and not isinstance(value, list):
        raise BadRecord(f"its {key} is not a list")
    return value or []


def _object(row: Mapping[str, Any], key: str) -> Mapping[str, object]:
    value = row.get(key)
    if value is not None and not isinstance(value, Mapping):
        raise BadRecord(f"its {key} is not an object")
    return value or {}


def _flag(row: Mapping[str, Any], key: str) -> bool:
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        raise BadRecord(f"its {key} is neither true nor false")
    return bool(value)


def _share(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadRecord(f"its {key} is not a number")
    if not 0 <= value <= 1:
        raise BadRecord(f"its {key} is not between 0 and 1")
    return float(value)


def _date(row: Mapping[str, Any], key: str) -> str | None:
    value = _text(row, key)
    if not value:
        return None
    if not is_partial_date(value):
        raise BadRecord(f"its {key} is {value!r}, not 2022, 2022-03 or 2022-03-29")
    return value
