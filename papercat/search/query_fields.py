"""The fields of the query language: their names, values and documentation."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from papercat.text.partial_date import is_partial_date

Kind = Literal["text", "value", "year", "date", "choice"]


class FieldSyntax(NamedTuple):
    """One field: its name, the values it takes and its documentation."""

    name: str
    kind: Kind
    """`text` is searched like any words; other values are compared as a whole"""
    aliases: tuple[str, ...]
    """other names that are accepted"""
    hints: tuple[str, ...]
    """names that are refused with a hint at this field"""
    choices: tuple[str, ...]
    """the only values that it takes; empty: any of its kind"""
    example: str
    help: str


def _fields() -> dict[str, FieldSyntax]:
    """Load the fields, in the order in which they are documented."""
    table = Path(__file__).with_suffix(".tsv").read_text("utf-8")
    fields: dict[str, FieldSyntax] = {}
    for line in table.splitlines()[1:]:
        name, kind, aliases, hints, choices, example, about = line.split("\t")
        fields[name] = FieldSyntax(
            name,
            cast("Kind", kind),
            tuple(aliases.split()),
            tuple(hints.split()),
            tuple(choices.split()),
            example,
            about,
        )
    return fields


FIELDS: Mapping[str, FieldSyntax] = MappingProxyType(_fields())


_NAMES: dict[str, FieldSyntax] = {}
"""name or alias of a field → the field"""
_HINTS: dict[str, FieldSyntax] = {}
"""name that a field might have → the field"""
for _field in FIELDS.values():
    _NAMES.update(dict.fromkeys((_field.name, *_field.aliases), _field))
    _HINTS.update(dict.fromkeys(_field.hints, _field))
_HINTS |= _NAMES

_YEAR = r"(?!0000)\d{4}"
_YEARS = rf"(?a){_YEAR}(?:\.\.(?:{_YEAR})?)?|\.\.{_YEAR}"
_YEARS_WITH_DASH = r"(?a)((?:1[89]|2\d)\d\d)[-–—]((?:1[89]|2\d)\d\d)"
_COMPARISON = re.compile(
    r"([a-z]+):?\s*(>=|<=|!=|=|>|<)\s*([12]\d{3})((?:-\d\d){0,2})(?=[\s)]|$)",
    re.ASCII | re.IGNORECASE,
)


def field_called(name: str) -> FieldSyntax | None:
    """Find a field by its name or an alias, in lower case."""
    return _NAMES.get(name)


def field_meant(name: str) -> FieldSyntax | None:
    """Guess the field that an unknown name was meant to be."""
    near = get_close_matches(name, _HINTS, n=1, cutoff=0.7)
    if not near:
        return None
    return _HINTS[near[0]]


def years_meant(text: str) -> str | None:
    """Spell a range of years such as `2018-2020` as the field takes it."""
    years = re.fullmatch(_YEARS_WITH_DASH, text)
    if years is None or years[1] > years[2]:
        return None
    return f"year:{years[1]}..{years[2]}"


def comparison_meant(text: str, at: int = 0) -> tuple[str, str] | None:
    """Read a comparison such as `year>2020`; return it and what the field takes instead."""
    found = _COMPARISON.match(text, at)
    if found is None:
        return None
    field = _HINTS.get(found[1].lower())
    if field is None or field.kind not in ("year", "date"):
        return None
    sign, year = found[2], int(found[3])
    if found[4]:
        name = "before" if "<" in sign else "since"
        return found[0], f"{name}:{found[3]}{found[4]}"
    ranges = {
        "=": f"year:{year}",
        "!=": f"-year:{year}",
        ">": f"year:{year + 1}..",
        ">=": f"year:{year}..",
        "<": f"year:..{year - 1}",
        "<=": f"year:..{year}",
    }
    return found[0], ranges[sign]


def checked_value(syntax: FieldSyntax, value: str) -> str:
    """Give a value in its canonical spelling.

    Raises ValueError with a message for the user if the field can't take it.
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
    if not re.fullmatch(_YEARS, value):
        compared = comparison_meant(name + value)
        meant = years_meant(value)
        if compared:
            meant = compared[1]
        if meant:
            raise ValueError(f"invalid year '{value}'; did you mean {meant}?")
        msg = f"invalid year '{value}'; write {name}:2020, {name}:2018..2020, {name}:2020.. "
        raise ValueError(msg + f"or {name}:..2019")
    first, _, last = value.partition("..")
    if first and last and first > last:
        msg = f"the years of '{value}' run backwards; write {name}:{last}..{first}"
        raise ValueError(msg)
    return value


def _checked_date(name: str, value: str) -> str:
    if not is_partial_date(value):
        msg = f"invalid date '{value}'; write {name}:2024, {name}:2024-03 or {name}:2024-03-29"
        raise ValueError(msg)
    return value


def _checked_choice(syntax: FieldSyntax, value: str) -> str:
    choice = value.lower()
    if choice in syntax.choices:
        return choice
    msg = f"{syntax.name}: takes {', '.join(syntax.choices)}, not '{value}'"
    for near in get_close_matches(choice, syntax.choices, n=1):
        msg += f"; did you mean '{near}'?"
    raise ValueError(msg)


def date_range(field: str, value: str) -> tuple[str, str]:
    """Convert a checked value of `year`, `since` or `before` to a range of stored dates.

    Dates are stored as precisely as they are known and compare as text: from the first,
    below the second. A paper of which only the year is known stands at its first day.
    """
    if field == "since":
        return _first_known(value), ":"
    if field == "before":
        return "", _first_known(value)
    first, dots, last = value.partition("..")
    if not dots:
        last = first
    return first, f"{last}:"


def _first_known(date: str) -> str:
    """Cut `2024-01-01` to `2024`, so that dates stored without day or month are included."""
    while date.endswith("-01"):
        date = date.removesuffix("-01")
    return date
