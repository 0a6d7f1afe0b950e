"""A paper as a JSON object: what `export --jsonl` writes and `import` reads back.

Keys are only ever added. On the way in every key but `title` may be missing and
an author may be a plain string; on the way out every key is there.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from papercat.papers.model import Author, AuthorSource, Doubt, Guess, Origin, Paper
from papercat.partial_date import is_partial_date

KEYS = [
    "key",
    "title",
    "abstract",
    "authors",
    "authors_truncated",
    "published",
    "categories",
    "has_code",
    "affiliations",
    "venue",
    "ids",
    "confidence",
    "doubts",
    "inferences",
    "sources",
]


_MOST_LINES = 1 << 62
"""a number that a database can keep"""


class BadRecord(ValueError):
    """A JSON object that is no paper; the message says why."""


def to_record(paper: Paper) -> dict[str, object]:
    """The object for a paper, its keys in the order of `KEYS`."""
    return {
        "key": paper.key,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": _authors_out(paper.authors),
        "authors_truncated": paper.authors_truncated,
        "published": paper.published,
        "categories": list(paper.categories),
        "has_code": paper.has_code,
        "affiliations": list(paper.organisations),
        "venue": paper.venue,
        "ids": _ids_out(paper.ids),
        "confidence": paper.confidence,
        "doubts": [
            {
                "field": doubt.field,
                "confidence": doubt.confidence,
                "reason": doubt.reason,
                "alternatives": list(doubt.alternatives),
            }
            for doubt in paper.doubts
        ],
        "inferences": [
            {"field": guess.field, "printed": guess.printed, "reason": guess.reason}
            for guess in paper.guesses
        ],
        "sources": [_origin_out(origin) for origin in paper.origins],
    }


def _ids_out(ids: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """The identifiers by scheme; a list where there are several, as of two DOIs."""
    by_scheme: dict[str, list[str]] = {}
    for scheme, value in ids:
        by_scheme.setdefault(scheme, []).append(value)
    return {scheme: found[0] if len(found) == 1 else found for scheme, found in by_scheme.items()}


def _authors_out(authors: Iterable[Author]) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    position = 0
    for author in authors:
        listed = author.source == "listed"
        position += listed
        out.append(
            {
                "id": author.person,
                "name": author.name,
                "position": position if listed else None,
                "source": author.source,
            }
        )
    return out


def _origin_out(origin: Origin) -> dict[str, object]:
    out: dict[str, object] = {"file": origin.file, "line": origin.line}
    more = {"format": origin.format, "sha256": origin.sha256, "printed": origin.printed}
    out |= {key: value for key, value in more.items() if value is not None}
    if origin.said:
        out["said"] = dict(origin.said)
    if origin.inferred:
        out["inferred"] = list(origin.inferred)
    return out


def from_record(row: Mapping[str, Any], line: int) -> Paper:
    """The paper that an object holds.

    Raises BadRecord where the object has no title or a key holds a value of the
    wrong kind: half a record is not guessed at.
    """
    title = _text(row, "title")
    if not title or not title.strip():
        raise BadRecord("it has no title")
    return Paper(
        title=title,
        line=line,
        abstract=_text(row, "abstract") or None,
        authors=tuple(filter(None, map(_author_in, _list(row, "authors")))),
        authors_truncated=_flag(row, "authors_truncated"),
        published=_date(row),
        categories=_codes(row, "categories"),
        has_code=_flag(row, "has_code"),
        organisations=_codes(row, "affiliations"),
        venue=_text(row, "venue") or None,
        ids=_ids(row),
        key=_key(row),
        confidence=_share(row, "confidence"),
        doubts=tuple(_doubt_in(doubt) for doubt in _list(row, "doubts")),
        guesses=tuple(_guess_in(guess) for guess in _list(row, "inferences")),
        origins=tuple(_origin_in(origin) for origin in _list(row, "sources")),
    )


def _key(row: Mapping[str, Any]) -> str | None:
    """The citation key: one word, as `--keys` writes it to a line of a terminal."""
    key = _text(row, "key")
    if key and (key.split() != [key] or not key.isprintable() or key.startswith("-")):
        raise BadRecord(f"its key {key!r} is not one word that begins without a dash")
    return key


def _codes(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Words such as `cs.LG` or `deepmind`, each once."""
    codes = tuple(dict.fromkeys(map(_string, _list(row, key))))
    for code in codes:
        if code.split() != [code]:
            raise BadRecord(f"{code!r} of its {key} is not one word")
    return codes


def _ids(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The identifiers, of a scheme one or a list; one that is null is missing."""
    given = ((scheme, value) for scheme, value in _object(row, "ids").items() if value is not None)
    return tuple(
        sorted(
            (scheme, _string(one))
            for scheme, value in given
            for one in (value if isinstance(value, list) else [value])
            if one is not None
        )
    )


def _author_in(author: object) -> Author | None:
    """The author, or None where a name is blank: such a one says nothing."""
    if isinstance(author, str):
        return Author(author) if author.strip() else None
    if not isinstance(author, Mapping):
        raise BadRecord("an author is neither a name nor an object")
    source: AuthorSource = "inferred" if author.get("source") == "inferred" else "listed"
    if author.get("source") not in {None, "listed", "inferred"}:
        raise BadRecord(f"an author's source is {author['source']!r}, not listed or inferred")
    person = author.get("id")
    if person is not None and type(person) is not int:  # true is one, to isinstance
        raise BadRecord("an author's id is not a number")
    name = _text(author, "name") or ""
    return Author(name, source, person) if name.strip() else None


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
    return Guess(
        _text(guess, "field") or "", _text(guess, "reason") or "", _text(guess, "printed") or ""
    )


def _origin_in(origin: object) -> Origin:
    if not isinstance(origin, Mapping):
        raise BadRecord("a source is not an object")
    line = origin.get("line", 1)
    if type(line) is not int or not 0 < line < _MOST_LINES:
        raise BadRecord(f"a source's line is {line!r}, not a number from 1")
    said = _object(origin, "said")
    return Origin(
        _text(origin, "file") or "-",
        line,
        _text(origin, "sha256"),
        _text(origin, "format"),
        _text(origin, "printed"),
        tuple(sorted((field, _text(said, field)) for field in said)),
        tuple(map(_string, _list(origin, "inferred"))),
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
    if isinstance(value, bool) or (value is not None and not isinstance(value, int | float)):
        raise BadRecord(f"its {key} is not a number")
    if value is not None and not 0 <= value <= 1:
        raise BadRecord(f"its {key} is not between 0 and 1")
    return None if value is None else float(value)


def _date(row: Mapping[str, Any]) -> str | None:
    value = _text(row, "published")
    if not value:
        return None
    if not is_partial_date(value):
        raise BadRecord(f"it is published {value!r}, not 2022, 2022-03 or 2022-03-29")
    return value
