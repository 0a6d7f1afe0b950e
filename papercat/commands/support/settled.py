"""Words for decisions, probabilities and places of statements."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from papercat.papers.model import Origin
from papercat.papers.user_marks import FILE, NO_STATUS, STATUS, TAG

_LONGEST = 200
"""characters of a long value that a message quotes"""


def fields_said(fields: Mapping[str, object]) -> str:
    """Write fields as `title: Sheep; authors: Ada Moor, Ben Okafor`; long texts are cut."""
    said = []
    for name, value in _with_schemes(fields):
        text = shorten(listed(value), _LONGEST, placeholder=" …")
        said.append(f"{name.replace('_', ' ')}: {text}")
    return "; ".join(said)


def _with_schemes(fields: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield fields and their values; each identifier is a field of its scheme."""
    for name, value in fields.items():
        if name == "ids":
            yield from value
        else:
            yield name, value


def mark_said(kind: str, value: Mapping[str, Any]) -> str:
    """Write a decision about tags, status or notes as the user typed it."""
    if kind == TAG:
        return tags_said(value["add"], value["remove"])
    if kind == STATUS:
        return value["status"] or NO_STATUS
    if kind == FILE:
        return str(value["path"])
    return fields_said({"notes": value.get("add") or value["text"] or "deleted"})


def tags_said(add: Sequence[str], remove: Sequence[str]) -> str:
    """Write tags that are added and removed as `+rl -todo`."""
    return " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])


def how_to_undo(decisions: Sequence[int]) -> str:
    """Name the commands that undo decisions, the latest decision first."""
    commands = (f"papercat undo {number}" for number in reversed(decisions))
    return f"take it back with: {', then '.join(commands)}"


def listed(value: object) -> str:
    """Write the items of a list side by side, or one value."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def place(origin: Origin) -> str:
    """Write the place of a statement as `file:line`."""
    return f"{origin.file}:{origin.line}"


def sure(probability: float) -> str:
    """Write a probability as `97.3% sure`; only certainty is 100%."""
    text = f"{probability:.1%}"
    if probability < 1 and text == "100.0%":
        return "over 99.9% sure"
    return f"{text} sure"
