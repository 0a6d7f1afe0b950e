"""What a decision says, in one line."""

from collections.abc import Mapping


def fields_said(fields: Mapping[str, object]) -> str:
    """`title: Sheep; authors: Ada Moor, Ben Okafor`."""
    return "; ".join(f"{name}: {listed(value)}" for name, value in fields.items())


def listed(value: object) -> str:
    """The items of a list side by side, or the one value."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
