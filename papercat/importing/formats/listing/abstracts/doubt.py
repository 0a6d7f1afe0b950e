"""What is doubtful about which lines are an abstract, in words a person understands."""

from collections.abc import Sequence
from textwrap import shorten

from papercat.importing.formats.listing.abstracts.find import Found, abstract_of
from papercat.papers.model import Doubt

_SURE = 0.95
"""below so much probability an abstract is doubted: six of seven wrong ones are"""
_QUOTED = 60
"""characters of a line, by which it is known again"""


def doubt_of(block: Sequence[str], found: Found) -> Doubt | None:
    """The doubt about a block's abstract, with the other reading; None where it is clear."""
    if found.other is None or found.probability >= _SURE:
        return None
    others = (abstract_of(block, found.other),)
    return Doubt("abstract", found.probability, _reasoning(block, found.lines, found.other), others)


def _reasoning(block: Sequence[str], lines: range, other: range) -> str:
    strange = [block[number] for number in lines if number not in other]
    missed = [block[number] for number in other if number not in lines]
    said = [
        *([f"{_quoted(strange)} may be the site's"] if strange else []),
        *([f"{_quoted(missed)} beside it may belong to it"] if missed else []),
    ]
    return " and ".join(said)


def _quoted(lines: Sequence[str]) -> str:
    """The first line by its beginning, and how many more there are."""
    more = len(lines) - 1
    first = repr(shorten(lines[0], _QUOTED, placeholder=" …"))
    return f"{first} and {more} more line{'s'[: more > 1]}" if more else first
