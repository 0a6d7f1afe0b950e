"""Short forms of given names: Sam is Samuel, Steve is Steven and Stephen.

Source of ``short_forms.txt``: compiled by hand for papercat, from everyday
knowledge. Of its 455 pairs 238 are also in ``names.csv`` of
github.com/carltonnorthern/nicknames (Apache-2.0). The others are short forms and
spellings of other languages. Names that only translate each other (Pedro, Peter)
are left out.

A line holds one group: the short form, then the names it may stand for. Two names
fit if a line holds both *and* one of them is its first word: Steven and Stefan fit
Steve but not each other.
"""

from collections import defaultdict
from functools import cache
from importlib import resources


@cache
def _groups() -> dict[str, set[str]]:
    """Map every name in the table to the names it fits."""
    table = resources.files("papercat.people").joinpath("short_forms.txt").read_text("ascii")
    fits = defaultdict(set)
    for line in table.splitlines():
        short, *full = line.split()
        for name in full:
            fits[short].add(name)
            fits[name].add(short)
    return dict(fits)


def other_forms(given: str) -> set[str]:
    """Return the other forms of a folded given name.

    >>> other_forms("samuel")
    {'sam'}
    """
    return _groups().get(given, set())


def are_short_forms(one: str, other: str) -> bool:
    """Say if one folded given name is a short form of the other."""
    return other in other_forms(one)
