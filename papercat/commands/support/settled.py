"""Words for decisions, and for papers that are read differently after them."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from papercat.importing.read_again import ReadAgain

_LONGEST = 200
"""characters of a long value that a message quotes"""
_MOST = 10
"""papers that a message names"""


def fields_said(fields: Mapping[str, object]) -> str:
    """Write fields as `title: Sheep; authors: Ada Moor, Ben Okafor`; long texts are cut."""
    said = []
    for name, value in fields.items():
        text = shorten(listed(value), _LONGEST, placeholder=" …")
        said.append(f"{name.replace('_', ' ')}: {text}")
    return "; ".join(said)


def listed(value: object) -> str:
    """Write the items of a list side by side, or one value."""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def how_to_undo(decisions: Sequence[int]) -> str:
    """Name the commands that undo decisions, the latest decision first."""
    commands = [f"papercat undo {number}" for number in reversed(decisions)]
    return f"take it back with: {', then '.join(commands)}"


def read_otherwise(papers: Sequence[ReadAgain]) -> Iterator[str]:
    """Write a line for each paper that is read differently now, and one for the others."""
    others = [paper for paper in papers if paper.otherwise]
    for paper in others[:_MOST]:
        yield f"{paper.key} is now read as: {paper.title} | {', '.join(paper.authors)}"
    if len(others) > _MOST:
        yield f"{len(others) - _MOST} more are read differently, too"
    for said, surer in (("now surer of", True), ("now less sure of", False)):
        keys = [paper.key for paper in papers if not paper.otherwise and paper.surer == surer]
        if not keys:
            continue
        line = f"{said} {', '.join(keys[:_MOST])}"
        if len(keys) > _MOST:
            line += f" and {len(keys) - _MOST} more"
        yield line
