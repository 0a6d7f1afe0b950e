"""What is settled and how sure the rest is, in a few words."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

_LONGEST = 200
"""characters of a value that is named by its beginning"""


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
