"""Names of the commonest shape, folded without being taken apart.

Most names in a large file read `Jordan Hoffmann`, `Y. LeCun` or `Jin-Hyuk W. Bae`. For
these the answers of `names.py` can be read off, ten times as fast; any other name
is handed on. A test holds that both give the same.
"""

import re

from papercat.people.names import (
    PARTICLES,
    SUFFIXES,
    fold_for_comparison,
    fold_for_identity,
    sort_name,
)

_GIVEN = r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)*"
_GIVEN_AND_SURNAME = re.compile(rf"(?:{_GIVEN}\.? )*({_GIVEN})\.? ([A-Z][A-Za-z]+)")


Forms = tuple[str, str]
"""What is kept of a printed name beside itself: what it is known by, and where an index has it"""


def _is_plain(name: str) -> bool:
    """Whether a name is given names or initials and then one surname, in ASCII."""
    found = _GIVEN_AND_SURNAME.fullmatch(name)
    if found is None:
        return False
    before, surname = found.groups()
    return surname.lower() not in SUFFIXES and before.replace("-", "").lower() not in PARTICLES


def forms(name: str) -> Forms:
    """What `fold_for_identity` and `sort_name` give."""
    if not _is_plain(name):
        return fold_for_identity(name), sort_name(name)
    given, _, surname = name.rpartition(" ")
    return name.replace(".", "").replace("-", " ").lower(), f"{surname}, {given}"


def surname_words(name: str) -> tuple[str, ...]:
    """The particles and surnames of `fold_for_comparison`."""
    if _is_plain(name):
        return (name.rpartition(" ")[2].lower(),)
    parts = fold_for_comparison(name)
    return parts.particles + parts.surnames
