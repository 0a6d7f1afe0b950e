"""A paper as a JSON object, and as one row of a table.

The object is the form of `export --jsonl`, and of statements in the catalogue. Every key but
`title` may be missing on the way in, and an author may be a plain string.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from papercat.errors import CatalogueUnusable
from papercat.papers.identifiers import best_address
from papercat.papers.model import (
    FIELDS,
    Author,
    Certainty,
    Doubt,
    Field,
    Guess,
    Id,
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

_BETWEEN = "; "
"""between the values in a cell of a table"""
_TRUE = frozenset(("1", "true", "yes"))
_NOT_EXTRA = frozenset((*KEYS, "authors_inferred", "year", "arxiv", "doi", "url", "category"))
"""columns of papercat's own table; some repeat others for people, and reading ignores those"""
_GUARDED = frozenset(("'=", "'+", "'-", "'@", "'\t", "'\r"))
"""beginnings of cells that `--spreadsheet-safe` writes"""


_BASES = tuple(certainty.value for certainty in Certainty)
_COMPLAINTS = {
    str: "not text",
    list: "not a list",
    Mapping: "not an object",
    bool: "neither true nor false",
}
"""type of a value → what is wrong with a value of another type"""


class BadRecord(ValueError):
    """A JSON object that is not a paper. The message says why."""


def to_record(paper: Paper) -> dict[str, object]:
    """Return the object for a paper, with every key of `KEYS` in order."""
    record: dict[str, object] = {"key": paper.key}
    for name in FIELDS:
        value = getattr(paper, name)
        record[name] = list(value) if isinstance(value, tuple) else value
    authors: list[dict[str, object]] = []
    position = 0
    for author in paper.authors:
        row: dict[str, object] = {}
        if author.person is not None:
            row["id"] = author.person
        row |= {"name": author.name, "position": None, "basis": author.basis}
        if author.basis == "stated":
            position += 1
            row["position"] = position
        authors.append(row)
    record["authors"] = authors
    record["authors_truncated"] = paper.authors_truncated
    record["ids"] = _ids_out(paper.ids)
    record["extra"] = dict(paper.extra)
    record["confidence"] = paper.confidence
    record["doubts"] = [
        asdict(doubt) | {"alternatives": list(doubt.alternatives)} for doubt in paper.doubts
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
    record["sources"] = [asdict(origin) for origin in paper.origins]
    return record


def _ids_out(ids: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """Return identifiers by scheme; a list if a scheme has several."""
    by_scheme: dict[str, list[str]] = {}
    for scheme, value in ids:
        by_scheme.setdefault(scheme, []).append(value)
    found: dict[str, str | list[str]] = {}
    for scheme, values in by_scheme.items():
        found[scheme] = values if len(values) > 1 else values[0]
    return found


def to_text(paper: Paper) -> str:
    """Return the compact JSON text that a statement is stored as."""
    record = {name: value for name, value in to_record(paper).items() if value}
    if paper.confidence is not None:
        record["confidence"] = paper.confidence
    if paper.printed is not None:
        record["printed"] = paper.printed
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def is_key(text: str) -> bool:
    """Return True for a printable word that no command takes for an option."""
    return text.split() == [text] and text.isprintable() and not text.startswith("-")


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


def from_record(row: Mapping[str, Any], line: int) -> Paper:
    """Return the paper that an object holds.

    Raises BadRecord if the title is missing or a key holds a value of the wrong kind:
    papercat takes a whole record or refuses it.
    """
    title = _text(row, "title")
    if not title.strip():
        raise BadRecord("it has no title")
    values: dict[str, Any] = {}
    for name, field in FIELDS.items():
        values[name] = _field(row, name, field)
    key = _value(row, "key", str)
    if key and not is_key(key):
        raise BadRecord(f"its key {key!r} is not one word")
    extra = _value(row, "extra", Mapping, default={})
    return Paper(
        **values,
        line=line,
        authors=tuple(_authors(row)),
        authors_truncated=_value(row, "authors_truncated", bool, default=False),
        extra=tuple([(name, _string(value)) for name, value in extra.items()]),
        ids=_ids(row),
        key=key,
        printed=_value(row, "printed", str),
        confidence=_share(row, "confidence"),
        doubts=tuple(_doubts(row)),
        guesses=tuple(_guesses(row)),
        origins=tuple(_origins(row)),
    )


def _field(row: Mapping[str, Any], name: str, field: Field) -> object:
    if field.kind is Kind.FLAG:
        return _value(row, name, bool, default=False)
    if field.kind is Kind.WORDS:
        return _words(row, name)
    if field.choices:
        return _one_of(row, name, field.choices, f"its {name}")
    text = _value(row, name, str) or None
    if text and field.kind is Kind.DATE and not is_partial_date(text):
        raise BadRecord(f"its {name} is {text!r}, not 2022, 2022-03 or 2022-03-29")
    return text


def _words(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return words such as `cs.LG` or `deepmind`, each once."""
    words = tuple(dict.fromkeys(_strings(row, name)))
    for word in words:
        if word.split() != [word]:
            raise BadRecord(f"{word!r} of its {name} is not one word")
    return words


def _ids(row: Mapping[str, Any]) -> tuple[Id, ...]:
    """Return the identifiers; a scheme has one or a list, null means missing."""
    found: set[Id] = set()
    for scheme, value in _value(row, "ids", Mapping, default={}).items():
        values = value if isinstance(value, list) else [value]
        found.update((scheme, _string(one)) for one in values if one is not None)
    return tuple(sorted(found))


def _authors(row: Mapping[str, Any]) -> Iterator[Author]:
    """Yield the authors, without those whose name is blank."""
    for each in _value(row, "authors", list, default=[]):
        author = {"name": each} if isinstance(each, str) else each
        if not isinstance(author, Mapping):
            raise BadRecord("an author is neither a name nor an object")
        basis = _one_of(author, "basis", ("stated", "inferred"), "an author's basis")
        name = _text(author, "name")
        if name.strip():
            yield Author(name, "inferred" if basis == "inferred" else "stated")


def _doubts(row: Mapping[str, Any]) -> Iterator[Doubt]:
    for doubt in _objects(row, "doubts", "a doubt"):
        yield Doubt(
            _text(doubt, "field") or "title",
            _share(doubt, "confidence") or 0.0,
            _text(doubt, "reason"),
            _strings(doubt, "alternatives"),
        )


def _guesses(row: Mapping[str, Any]) -> Iterator[Guess]:
    for guess in _objects(row, "inferences", "an inference"):
        basis = _one_of(guess, "basis", _BASES, "an inference's basis") or "page"
        field, reason, printed = [_text(guess, name) for name in ("field", "reason", "printed")]
        yield Guess(field, reason, printed, Certainty(basis))


def _origins(row: Mapping[str, Any]) -> Iterator[Origin]:
    for origin in _objects(row, "sources", "a source"):
        line = origin.get("line", 1)
        if type(line) is not int or not 0 < line < _MOST_LINES:
            raise BadRecord(f"a source's line is {line!r}, not a number from 1")
        form, printed = _value(origin, "format", str), _value(origin, "printed", str)
        yield Origin(_text(origin, "file") or "-", line, form, printed)


def _objects(row: Mapping[str, Any], key: str, what: str) -> Iterator[Mapping[str, Any]]:
    for each in _value(row, key, list, default=[]):
        if not isinstance(each, Mapping):
            raise BadRecord(f"{what} is not an object")
        yield each


def _value(row: Mapping[str, Any], key: str, kind: type, *, default: object = None) -> Any:
    """Return a value, or the default if it is missing. Raises BadRecord for another kind."""
    value = row.get(key)
    if value is None:
        return default
    if not isinstance(value, kind):
        raise BadRecord(f"its {key} is {_COMPLAINTS[kind]}")
    return value


def _text(row: Mapping[str, Any], key: str) -> str:
    return str(_value(row, key, str, default=""))


def _one_of(row: Mapping[str, Any], key: str, choices: Sequence[str], what: str) -> str | None:
    """Return one of a few words, or None where it is missing."""
    text = _text(row, key)
    if text and text not in choices:
        *first, last = choices
        raise BadRecord(f"{what} is {text!r}, not {', '.join(first)} or {last}")
    return text or None


def _strings(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(map(_string, _value(row, key, list, default=[])))


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise BadRecord(f"{value!r} is not text")
    return value


def _share(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadRecord(f"its {key} is not a number")
    if not 0 <= value <= 1:
        raise BadRecord(f"its {key} is not between 0 and 1")
    return float(value)


def paper_of_row(row: Mapping[str, str], line: int) -> Paper:
    """Return the paper of a table's row that papercat wrote. Raises BadRecord or ValueError."""
    cells: dict[str, str] = {}
    for name, cell in row.items():
        cells[name] = cell[1:] if cell[:2] in _GUARDED else cell
    authors: list[dict[str, str]] = []
    for basis, column in (("stated", "authors"), ("inferred", "authors_inferred")):
        for author in _parts(cells.get(column, "")):
            authors.append({"name": author, "basis": basis})
    ids: dict[str, list[str]] = {}
    for scheme, value in _pairs(cells.get("ids", "")):
        ids.setdefault(scheme, []).append(value)
    record: dict[str, object] = {
        "key": cells.get("key") or None,
        "authors": authors,
        "authors_truncated": _in_cell(cells.get("authors_truncated", ""), Kind.FLAG),
        "ids": ids,
        "extra": _extra_cells(cells),
    }
    for name, field in FIELDS.items():
        record[name] = _in_cell(cells.get(name, ""), field.kind)
    if cells.get("confidence"):
        record["confidence"] = float(cells["confidence"])
    return from_record(record, line)


def _extra_cells(cells: Mapping[str, str]) -> dict[str, object]:
    """Return the further fields: those of the column `extra`, and columns that a user added."""
    extra = json.loads(cells.get("extra") or "{}")
    if not isinstance(extra, dict):
        raise BadRecord("its extra is not an object")
    for name, cell in cells.items():
        if name and cell and name not in _NOT_EXTRA:
            extra[name] = cell
    return extra


def _in_cell(cell: str, kind: Kind) -> object:
    """Return the value of a field; None or nothing for a blank cell."""
    if kind is Kind.WORDS:
        return _parts(cell)
    if kind is Kind.FLAG:
        return cell.lower() in _TRUE
    return cell or None


def looked_for(
    published: str | None, categories: str, ids: str, address: str | None
) -> tuple[int | None, str | None, str | None, str | None, str | None]:
    """Return the columns year, arXiv id, DOI, web address and first category.

    `categories` and `ids` are as they stand in the table. Reading a table back ignores these.
    """
    pairs = _pairs(ids)
    by_scheme = dict(reversed(pairs))
    year = int(published[:4]) if published else None
    address = address or best_address(tuple(pairs))
    category = categories.partition(_BETWEEN)[0] or None
    return year, by_scheme.get("arxiv"), by_scheme.get("doi"), address, category


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split(_BETWEEN) if part]


def _pairs(cell: str) -> list[tuple[str, str]]:
    """Return (scheme, value) of each identifier in a cell."""
    pairs = [part.partition(":") for part in _parts(cell)]
    return [(scheme, value) for scheme, _, value in pairs]
