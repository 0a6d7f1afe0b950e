"""A range of an index: the values that begin with a text."""

_LAST = "\U0010ffff"
"""behind every character a value can begin with"""


def beginning_with(text: str) -> tuple[str, str]:
    """(from, below), for `value >= ? AND value < ?`."""
    return text, text + _LAST
