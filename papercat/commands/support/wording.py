"""Words for counts, years, probabilities and decisions."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

from papercat.shown import Counts, Years

_LONGEST = 200
"""characters of a long value that a message quotes"""
_TRUNCATED = "authors_truncated"


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: `1 paper`, `2 papers`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun}s"


def counted(pairs: Sequence[tuple[str, int]], most: int = 8) -> Counts:
    """Make a cell of values and counts: `cs.LG 20, cs.AI 12 and 3 more`."""
    return Counts(tuple(pairs), most)


def years(first: str | None, last: str | None) -> Years | None:
    """Make a cell of two years: `2015–2022`."""
    if not first or not last:
        return None
    return Years(int(first), int(last))


def sure(probability: float) -> str:
    """Write a probability as `97.3% sure`; only certainty is 100%."""
    text = f"{probability:.1%}"
    if probability < 1 and text == "100.0%":
        return "over 99.9% sure"
    return f"{text} sure"


def fields_said(fields: Mapping[str, Any]) -> str:
    """Write fields as `title: Sheep; authors: Ada Moor, Ben Okafor`; long texts are cut.

    Each identifier is a field of its scheme. The mark of a list that is cut short is `et al.`
    """
    pairs: list[tuple[str, Any]] = []
    for name, value in fields.items():
        if name == "ids":
            pairs += value
        elif name == "authors" and fields.get(_TRUNCATED):
            pairs.append((name, [*value, "et al."]))
        elif name != _TRUNCATED:
            pairs.append((name, value))
    said = []
    for name, value in pairs:
        text = str(value)
        if isinstance(value, list):
            text = ", ".join(map(str, value))
        text = shorten(text, _LONGEST, placeholder=" …")
        said.append(f"{name.replace('_', ' ')}: {text}")
    return "; ".join(said)


def tags_said(add: Sequence[str], remove: Sequence[str]) -> str:
    """Write tags that are added and removed as `+rl -todo`."""
    return " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])


def how_to_undo(decisions: Sequence[int]) -> str:
    """Name the commands that undo decisions, the latest decision first."""
    commands = (f"papercat undo {number}" for number in reversed(decisions))
    return f"take it back with: {', then '.join(commands)}"
