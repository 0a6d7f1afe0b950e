"""Edit a paper in your editor.

papercat edit hoffmann2022training
papercat edit 2203.15556

The record opens as YAML. Each field that you change becomes a decision, which holds through
every later import and can be undone by itself. A last author `et al.` says that the list is
cut short: delete it if the list is complete. If something is wrong, the editor opens again
with a message at the top; leave it unchanged to give up. The editor is VISUAL, else EDITOR,
else vi.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from papercat.catalogue.connection import changing, reading
from papercat.commands.correct import corrections_of
from papercat.commands.support.invocation import Invocation, Key
from papercat.commands.support.programs import edited_text
from papercat.commands.support.wording import fields_said, how_to_undo
from papercat.deriving.changes import ET_AL, settle_field
from papercat.errors import UsageError
from papercat.papers.find_paper import find_paper
from papercat.papers.model import FIELDS, Kind, Paper
from papercat.papers.paper_rows import read_papers
from papercat.papers.subjects import NO_STATUS, checked_status, checked_tag

_WRONG = "# Wrong: "
"""the beginning of the line with the message about a mistake"""
_HEAD = "# Change what is wrong, save, and leave the editor. Lines with # are not read.\n"
_ID_FIELDS = ("arxiv", "doi")
_MARKS = ("tags", "status", "notes")
_FLAGS = {True: "yes", False: "no"}
_WIDTH = 88
_LONG = 60
"""characters from which a text gets lines of its own"""


def run(invocation: Invocation, key: Key) -> None:
    """Edit the record of one paper."""
    with reading(invocation.path) as db:
        (paper,) = read_papers(db, [find_paper(db, key)])
    before = editable(paper)
    changed = _edited(before, str(paper.key))
    if not changed:
        invocation.say("Nothing was changed.")
        return
    decisions: list[int] = []
    with changing(invocation.path) as db:
        paper_id = find_paper(db, str(paper.key))
        for name, value in changed.items():
            decisions += settle_field(db, paper_id, name, value, before[name])
    said = f"Settled {paper.key}: {fields_said(changed)}"
    invocation.say(said, how_to_undo(decisions))


def _edited(before: dict[str, object], key: str) -> dict[str, object]:
    """Let the user edit until the text is right. Raises UsageError if the user gives up."""
    text = _HEAD + as_yaml(before)
    while True:
        typed = edited_text(text, f"{key}.yaml")
        try:
            return changed_fields(before, from_yaml(typed))
        except UsageError as error:
            if typed == text:  # the user saw the message and changed nothing
                raise
            lines = typed.splitlines(keepends=True)
            rest = [line for line in lines if not line.startswith(_WRONG)]
            text = f"{_WRONG}{error}\n{''.join(rest)}"


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
    authors = [author.name for author in paper.stated]
    if paper.authors_truncated:
        authors.append(ET_AL)
    record: dict[str, object] = {"title": paper.title, "authors": authors}
    for name, field in FIELDS.items():
        if field.option or name in _MARKS:
            record[name] = _editable_value(getattr(paper, name))
    by_scheme = dict(reversed(paper.ids))
    for scheme in _ID_FIELDS:
        record[scheme] = by_scheme.get(scheme, "")
    return record


def _editable_value(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, bool):
        return _FLAGS[value]
    return value or ""


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
    value: list[str] | str
    for name, typed in after.items():
        if name not in before:
            raise UsageError(f"no field {name!r}; choose from {', '.join(before)}")
        if isinstance(before[name], list):
            value = _list(name, typed)
            is_same = value == before[name]
        elif isinstance(typed, str):
            value = typed
            is_same = typed.strip() == str(before[name]).strip()
        else:
            raise UsageError(f"{name} is not one text")
        if not is_same:
            changed[name] = _checked(name, value)
    return changed


def _list(name: str, value: object) -> list[str]:
    """Return a list of texts; one text is a list of one, an empty one an empty list."""
    texts = value
    if isinstance(value, str):
        texts = [value]
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise UsageError(f"{name} is not a list; write each on a line that begins with -")
    return list(filter(str.strip, texts))


def _checked(name: str, value: Any) -> object:
    """Return a value of a field in its normal form. Raises UsageError for one that can't be."""
    if name == "tags":
        return list(dict.fromkeys(map(checked_tag, value)))
    if name == "status":
        return checked_status(value or NO_STATUS)
    if name == "notes":
        return value.strip()
    if name in FIELDS and FIELDS[name].kind is Kind.FLAG:
        return _checked_flag(name, value)
    if not value and name != "title":
        return [] if isinstance(value, list) else None
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
