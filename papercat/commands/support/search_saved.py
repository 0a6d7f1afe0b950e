"""Saved searches: `--save NAME`, `@NAME`, `@NAME --new` and `--saved`."""

import re
import sqlite3
from collections.abc import Collection, Sequence

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.query_line import query_of
from papercat.commands.support.search_request import SAVED_NAME, Asked, Wanted
from papercat.errors import CatalogueUnusable, UsageError
from papercat.search.query_language import EVERYTHING, parse
from papercat.search.saved_searches import (
    delete_search,
    mark_seen,
    newest_source,
    noting,
    rename_search,
    save_search,
    saved_search,
    saved_searches,
)
from papercat.search.search_papers import Order, Search
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("name", 20, 0),
    Column("query", 0, 1),
    Column("papers", 6, 2, right=True),
    Column("new", 5, 2, right=True),
)


def wanted(db: sqlite3.Connection, words: Sequence[str], asked: Asked) -> Wanted:
    """The query of `@NAME`, a saved one; further words narrow it."""
    name, *rest = words[0].split(maxsplit=1)
    found = saved_search(db, name[1:])
    more = query_of([*rest, *words[1:]])
    query = f"({found.query}) {more}" if more else found.query
    return Wanted(query, found.name, (found.unseen,) if asked.new else ())


def save(invocation: Invocation, name: str, query: str, *, force: bool) -> None:
    """Keep a query under a name."""
    name = _checked("--save", name)
    if parse(query) == EVERYTHING:
        raise UsageError(f"--save {name}: nothing to save; add the words to search for")
    with noting(invocation.path) as db:
        save_search(db, name, query, force=force)
    invocation.say(f"saved; ask for it with: papercat search @{name}")


def delete(invocation: Invocation, name: str) -> None:
    """Delete a saved search."""
    name = name.removeprefix("@")
    with noting(invocation.path) as db:
        delete_search(db, name)
    invocation.say(f"deleted @{name}")


def rename(invocation: Invocation, name: str, new: str) -> None:
    """Rename a saved search."""
    name, new = name.removeprefix("@"), _checked("--rename", new)
    with noting(invocation.path) as db:
        rename_search(db, name, new)
    invocation.say(f"renamed; ask for it with: papercat search @{new}")


def _checked(option: str, name: str) -> str:
    name = name.removeprefix("@")
    if not re.fullmatch(SAVED_NAME, name):
        raise UsageError(f"{option} {name!r}: a name has letters, digits and any of ._-")
    return name


def seen(invocation: Invocation, db: sqlite3.Connection, name: str, shown: Collection[int]) -> None:
    """Note what is new in a saved search as seen, where all of it was shown.

    On a read-only disk that is forgotten.
    """
    saved = saved_search(db, name)
    new = Search(db, parse(saved.query), saved.unseen).ids(Order("date", limit=1 << 31))
    if not set(shown).issuperset(new):
        invocation.say(f"still new, as not all was shown: see papercat search @{name} --new")
        return
    source = newest_source(db)
    try:
        with noting(invocation.path) as changing:
            mark_seen(changing, name, source)
    except CatalogueUnusable as error:
        invocation.say(f"not noted as seen: {error}")


def list_saved(invocation: Invocation) -> None:
    """Show every saved search, how many papers fit, and how many of them are new."""
    db = invocation.catalogue()
    rows = (
        (
            f"@{each.name}",
            each.query,
            Search(db, parse(each.query)).count(),
            Search(db, parse(each.query), each.unseen).count(),
        )
        for each in saved_searches(db)
    )
    invocation.show(Rows(_COLUMNS, rows))
