"""What is settled and how sure the rest is, in a few words."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from papercat.importing.read_again import ReadAgain

_LONGEST = 200
"""characters of a value that is named by its beginning"""
_MOST = 10
"""papers that are named"""


def fields_said(fields: Mapping[str, object]) -> str:
    """`title: Sheep; authors: Ada Moor, Ben Okafor`; of a long text its beginning."""
    said = (
        (name, shorten(listed(value), _LONGEST, placeholder=" …")) for name, value in fields.items()
    )
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in said)


def how_to_undo(decisions: Sequence[int]) -> str:
    """Which commands take decisions back, the last one first."""
    commands = (f"papercat undo {number}" for number in reversed(decisions))
    return f"take it back with: {', then '.join(commands)}"


def listed(value: object) -> str:
    """The items of a list side by side, or the one value."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def sure(probability: float) -> str:
    """`97.3% sure`; never 100% of what is only nearly so."""
    nearly = probability < 1 and f"{probability:.1%}" == "100.0%"
    return f"{'over 99.9%' if nearly else f'{probability:.1%}'} sure"


def read_otherwise(papers: Sequence[ReadAgain]) -> Iterator[str]:
    """A line for each paper that is read otherwise since, and one for those alike."""
    others = [paper for paper in papers if paper.otherwise]
    for paper in others[:_MOST]:
        yield f"{paper.key} is now read as: {paper.title} | {', '.join(paper.authors)}"
    if len(others) > _MOST:
        yield f"{len(others) - _MOST} more are read otherwise too"
    for said, surer in (("now surer of", True), ("now less sure of", False)):
        keys = [paper.key for paper in papers if not paper.otherwise and paper.surer == surer]
        if keys:
            shown = ", ".join(keys[:_MOST])
            yield f"{said} {shown}" + (f" and {len(keys) - _MOST} more" * (len(keys) > _MOST))
