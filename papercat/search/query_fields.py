"""The fields a search can name: what each is called, takes and is for."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal, NamedTuple

from papercat.later import Later

partial_date = Later("papercat.partial_date")

Kind = Literal["text", "value", "year", "date", "choice"]

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "text": "words",
        "value": "a value",
        "year": "a year or years",
        "date": "a date",
        "choice": "one of",
    }
)


class FieldSyntax(NamedTuple):
    """What may follow one field's colon, and what its documentation says."""

    name: str
    kind: Kind
    """`text` is searched for like any words; the others are compared as a whole"""
    help: str
    example: str
    aliases: tuple[str, ...] = ()
    """other names that are taken for this one"""
    hints: tuple[str, ...] = ()
    """names that are refused, but whoever types them may well mean this field"""
    choices: tuple[str, ...] = ()


_TABLE = (
    FieldSyntax("title", "text", "words of the title", 'title:"deep learning"', ("ti",), ()),
    FieldSyntax(
        "abstract",
        "text",
        "words of the abstract",
        "abstract:memor*",
        ("abs",),
        ("summary",),
    ),
    FieldSyntax(
        "author",
        "text",
        "a person on the paper, under any of their names",
        "author:(smith OR jones)",
        ("authors", "au"),
        ("person", "people", "writer"),
    ),
    FieldSyntax(
        "category",
        "value",
        "an arXiv subject class: its code, the end of its code, or its name",
        "category:cs.LG",
        ("categories", "cat"),
        ("colour", "color", "subject", "topic", "tag"),
    ),
    FieldSyntax(
        "year", "year", "when it was published", "year:2018..2020", (), ("date", "published")
    ),
    FieldSyntax(
        "since", "date", "published on that day or later", "since:2024-03", (), ("from", "after")
    ),
    FieldSyntax(
        "before", "date", "published before that day", "before:2024", (), ("until", "till")
    ),
    FieldSyntax(
        "org",
        "value",
        "an organisation behind the paper",
        "org:deepmind",
        ("organisation", "organization"),
        ("affiliation", "institution", "company"),
    ),
    FieldSyntax(
        "has",
        "choice",
        "what papercat knows of the paper",
        "has:code",
        (),
        (),
        ("code", "doubts", "abstract", "authors", "date", "org", "conference", "venue"),
    ),
    FieldSyntax(
        "conference", "value", "the conference it was shown at", "conference:iclr2024", ("conf",)
    ),
    FieldSyntax(
        "venue", "text", "where it was published", "venue:nature", (), ("journal", "booktitle")
    ),
    FieldSyntax("key", "value", "the citation key", "key:hoffmann*", ("citekey",)),
    FieldSyntax(
        "source",
        "value",
        "the file it was imported from",
        "source:listing.txt",
        (),
        ("file",),
    ),
    FieldSyntax(
        "stated",
        "choice",
        "yes: only authors a source states, none that papercat inferred",
        "author:osindero stated:yes",
        (),
        ("inferred", "listed"),
        ("yes", "no"),
    ),
    FieldSyntax("id", "value", "any identifier of the paper", "id:2203.15556", ("ids",)),
    FieldSyntax("arxiv", "value", "the arXiv identifier", "arxiv:2203.15556"),
    FieldSyntax("doi", "value", "the DOI", "doi:10.1038/nature14539"),
)

FIELDS: Mapping[str, FieldSyntax] = MappingProxyType({row.name: row for row in _TABLE})

_NAMES = {name: row for row in _TABLE for name in (row.name, *row.aliases)}
_HINTS = {name: row for row in _TABLE for name in row.hints} | _NAMES

_YEARS = r"((?!0000)\d{4})?(\.\.)?((?!0000)\d{4})?"


def field_called(name: str) -> FieldSyntax | None:
    """Find a field by its name or an alias, in lower case."""
    return _NAMES.get(name)


def field_meant(name: str) -> FieldSyntax | None:
    """Guess which field was meant by a name that is none, if one is near enough."""
    near = get_close_matches(name, _HINTS, n=1, cutoff=0.7)
    return _HINTS[near[0]] if near else None


def checked_value(syntax: FieldSyntax, value: str) -> str:
    """Give a value in its canonical spelling.

    Raises ValueError with a message for the user where the field can't take it.
    """
    match syntax.kind:
        case "year":
            return _checked_years(syntax.name, value)
        case "date":
            return _checked_date(syntax.name, value)
        case "choice":
            return _checked_choice(syntax, value)
        case "text" | "value":
            return value


def _checked_years(name: str, value: str) -> str:
    parts = re.fullmatch(_YEARS, value, re.ASCII)
    if parts is None or value in ("", "..") or (len(value) > len("2020") and not parts[2]):
        msg = f"'{value}' is no year; write {name}:2020, {name}:2018..2020, {name}:2020.. "
        raise ValueError(msg + f"or {name}:..2019")
    first, _, last = parts.groups()
    if first and last and first > last:
        msg = f"the years of '{value}' run backwards; write {name}:{last}..{first}"
        raise ValueError(msg)
    return value


def _checked_date(name: str, value: str) -> str:
    if not partial_date.is_partial_date(value):
        msg = f"'{value}' is no date; write {name}:2024, {name}:2024-03 or {name}:2024-03-29"
        raise ValueError(msg)
    return value


def _checked_choice(syntax: FieldSyntax, value: str) -> str:
    choice = value.lower()
    if choice in syntax.choices:
        return choice
    near = get_close_matches(choice, syntax.choices, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    msg = f"{syntax.name}: takes {', '.join(syntax.choices)}, not '{value}'{hint}"
    raise ValueError(msg)


def fields_table() -> str:
    """Write the table of fields as Markdown."""
    lines = ["| field | takes | finds | example |", "|---|---|---|---|"]
    for row in FIELDS.values():
        names = ", ".join(f"`{name}:`" for name in (row.name, *row.aliases))
        takes = " ".join([KINDS[row.kind], ", ".join(f"`{choice}`" for choice in row.choices)])
        lines.append(f"| {names} | {takes.strip()} | {row.help} | `{row.example}` |")
    return "\n".join(lines) + "\n"
