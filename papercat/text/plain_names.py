"""A fast way to fold names of the commonest shape.

Most names in a large file read `Jordan Hoffmann`, `Y. LeCun` or `Jin-Hyuk W. Bae`. Their
forms need no analysis; any other name is left to `names.py`. Both give the same forms.
"""

import re
from functools import lru_cache

from papercat.text.names import (
    PARTICLES,
    SUFFIXES,
    TITLES,
    fold_for_comparison,
    fold_for_identity,
    fold_for_search,
    sort_name,
)

_GIVEN = r"[A-Z](?:[a-z][A-Za-z]*)?(?:-[A-Za-z]+)*"
_GIVEN_AND_SURNAME = re.compile(rf"(?:{_GIVEN}\.? )*({_GIVEN})\.? ([A-Z][A-Za-z]+)")

Forms = tuple[str, str]
"""(folded name, name in an index) of a printed name."""


def _is_plain(name: str) -> bool:
    """Say if a name is given names or initials and then one surname, in ASCII."""
    found = _GIVEN_AND_SURNAME.fullmatch(name)
    if found is None:
        return False
    before, surname = found.groups()
    first = name.partition(" ")[0].rstrip(".").lower()
    return (
        surname.lower() not in SUFFIXES
        and before.replace("-", "").lower() not in PARTICLES
        and first not in TITLES
    )


@lru_cache(maxsize=1 << 17)
def forms(name: str) -> Forms:
    """Return what `fold_for_identity` and `sort_name` give."""
    if not _is_plain(name):
        return fold_for_identity(name), sort_name(name)
    given, _, surname = name.rpartition(" ")
    return name.replace(".", "").replace("-", " ").lower(), f"{surname}, {given}"


def surname_words(name: str) -> tuple[str, ...]:
    """Return the particles and surnames of a name in ASCII, for a citation key."""
    if _is_plain(name):
        return (name.rpartition(" ")[2].lower(),)
    parts = fold_for_comparison(name)
    return tuple(fold_for_search(word) for word in parts.particles + parts.surnames)
