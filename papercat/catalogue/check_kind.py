"""One kind of fault: how it is found, and what makes anew what is at fault."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

_FEW = 3
"""examples in what is said of many"""


class Check(NamedTuple):
    """One kind of fault."""

    name: str
    find: Callable[[sqlite3.Connection], Iterable[str]]
    """what is wrong, a line each; nothing where all is well"""
    mend: Callable[[sqlite3.Connection], None] | None = None
    """makes anew what is at fault; None where nothing in the catalogue says how it was"""


class Fault(NamedTuple):
    """Something that is not as it should be."""

    check: str
    what: str
    repairable: bool


def code(error: sqlite3.DatabaseError) -> int:
    """What kind of complaint it is; Python, which finds text that is none, has no code for it."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def said(what: str, wrong: Iterable[str]) -> str:
    """How many are wrong, and some of them."""
    listed = sorted(map(str, wrong))
    return f"{what}: {len(listed)}, {', '.join(listed[:_FEW])}{' …' * (len(listed) > _FEW)}"
