"""A paper's record as YAML that a person edits, and the fields that were changed in it."""

from collections.abc import Mapping
from typing import Any

import yaml

from papercat.commands.support.correct_options import corrections_of
from papercat.deriving.changes import ET_AL
from papercat.errors import UsageError
from papercat.papers.model import FIELDS, Kind, Paper
from papercat.papers.user_marks import NO_STATUS, checked_status, checked_tag

_ID_FIELDS = ("arxiv", "doi")
_MARKS = ("tags", "status", "notes")
_FLAGS = {True: "yes", False: "no"}
_WIDTH = 88
_LONG = 60
"""characters from which a text gets lines of its own"""


class _Dumper(yaml.SafeDumper):
    """A writer of YAML with long texts in blocks."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|"
    elif len(text) > _LONG:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def editable(paper: Paper) -> dict[str, object]:
    """Return the fields that a person may edit, each a text or a list of texts."""
    authors = [author.name for author in paper.listed]
    if paper.authors_truncated:
        authors.append(ET_AL)
    record: dict[str, object] = {"title": paper.title, "authors": authors}
    for name, field in FIELDS.items():
        if name == "title" or not (field.option or name in _MARKS):
            continue
        value = getattr(paper, name)
        match field.kind:
            case Kind.WORDS:
                record[name] = list(value)
            case Kind.FLAG:
                record[name] = _FLAGS[value]
            case _:
                record[name] = value or ""
    by_scheme = dict(reversed(paper.ids))
    for scheme in _ID_FIELDS:
        record[scheme] = by_scheme.get(scheme, "")
    return record


def as_yaml(record: Mapping[str, object]) -> str:
    """Write a record as YAML."""
    return yaml.dump(
        dict(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )


def from_yaml(text: str) -> dict[str, object]:
    """Read a record that a person edited. Raises UsageError with the line of a mistake."""
    try:
        record = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  it reads texts alone
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise UsageError(f"{line}not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise UsageError(f"not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(record, dict):
        raise UsageError("write a line for each field, such as title: Sheep")
    return record


def changed_fields(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields that differ, checked; a field that is left out is unchanged.

    Raises UsageError for a field that there is not, or a value that can't be.
    """
    changed: dict[str, Any] = {}
    for name, typed in after.items():
        if name not in before:
            raise UsageError(f"no field {name!r}; choose from {', '.join(before)}")
        value = _list(name, typed) if isinstance(before[name], list) else typed
        if not isinstance(value, list | str):
            raise UsageError(f"{name} is not one text")
        if _same(value, before[name]):
            continue
        changed[name] = _checked(name, value)
    return changed


def _same(value: object, before: object) -> bool:
    if isinstance(value, str):
        return value.strip() == str(before).strip()
    return value == before


def _list(name: str, value: object) -> list[str]:
    """Return a list of texts; one text is a list of one, an empty one an empty list."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{name} is not a list; write each on a line that begins with -")
    return [one for one in value if one.strip()]


def _checked(name: str, value: Any) -> object:  # noqa: ANN401  a text or a list of texts
    """Return a value of a field in its normal form. Raises UsageError for one that can't be."""
    match name:
        case "tags":
            return list(dict.fromkeys(map(checked_tag, value)))
        case "status":
            return checked_status(value or NO_STATUS)
        case "notes":
            return value.strip()
    if name in FIELDS and FIELDS[name].kind is Kind.FLAG:
        return _checked_flag(name, value)
    if not value and name != "title":
        return value if isinstance(value, list) else None
    return _checked_correction(name, value)


def _checked_flag(name: str, value: str) -> bool:
    if value not in _FLAGS.values():
        raise UsageError(f"{name} {value!r} is neither yes nor no")
    return value == _FLAGS[True]


def _checked_correction(name: str, value: str | list[str]) -> object:
    """Return a value that `correct` takes as well, in its normal form."""
    try:
        checked = corrections_of({name: value})
    except UsageError as error:
        raise UsageError(str(error).removeprefix("--")) from None
    if name in _ID_FIELDS:
        scheme, identifier = checked["ids"][0]
        if scheme != name:
            raise UsageError(f"{name} {value!r} is an arXiv id; write it behind arxiv:")
        return identifier
    return checked[name]
