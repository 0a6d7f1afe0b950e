"""Words for counts, places, decisions and probabilities in messages."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from papercat.importing.read_again import ReadAgain
from papercat.papers.model import Origin
from papercat.shown import Counts, Years

_LONGEST = 200
"""characters of a long value that a message quotes"""
_MOST = 10
"""papers that a message names"""


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: `1 paper`, `2 papers`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def counted(pairs: Sequence[tuple[str, int]], most: int = 8) -> Counts:
    """Make a cell of values and counts: `cs.LG 20, cs.AI 12 and 3 more`."""
    return Counts(tuple(pairs), most)


def years(first: str | None, last: str | None) -> Years | None:
    """Make a cell of two years: `2015–2022`."""
    if not first or not last:
        return None
    return Years(int(first), int(last))


def place(origin: Origin) -> str:
    """Write a place as `file:line`."""
    return f"{origin.file}:{origin.line}"


def newest(origins: Sequence[Origin]) -> list[Origin]:
    """Keep the places in the latest content of each file; `origins` come oldest first."""
    last = {origin.file: origin.sha256 for origin in origins}
    return [origin for origin in origins if origin.sha256 == last[origin.file]]


def places_said(origins: Sequence[Origin]) -> Iterator[str]:
    """Write every place, and how many earlier contents of the file had the paper, too."""
    contents: dict[str, set[str | None]] = {}
    for origin in origins:
        contents.setdefault(origin.file, set()).add(origin.sha256)
    for origin in newest(origins):
        before = len(contents.pop(origin.file, {None})) - 1
        if before > 0:
            states = plural(before, "earlier state")
            yield f"{place(origin)} (and in {states} of the file)"
        else:
            yield place(origin)


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


def sure(probability: float) -> str:
    """Write a probability as `97.3% sure`; only certainty is 100%."""
    text = f"{probability:.1%}"
    if probability < 1 and text == "100.0%":
        return "over 99.9% sure"
    return f"{text} sure"


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
        rest = f" and {len(keys) - _MOST} more" if len(keys) > _MOST else ""
        yield f"{said} {', '.join(keys[:_MOST])}{rest}"
