"""Lines that a page has again and again, whatever number, month or title stands in them."""

import re
from collections.abc import Sequence

_VARIES = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_BEGINNING = 24
"""characters of a line by which it is known in another: `Figure 1 for Counting Sheep`"""
_NAMED = "…"


def masked(line: str, others: Sequence[str] = ()) -> str:
    """A line without its numbers and months, nor what it says of `others`, an entry's first lines.

    Two lines with one mask are the same line of a site.
    """
    for other in others:
        at = line.find(other[:_BEGINNING]) if len(other) >= _BEGINNING else -1
        if at > 0:
            line = line[:at] + _NAMED
    return _VARIES.sub("0", line)
