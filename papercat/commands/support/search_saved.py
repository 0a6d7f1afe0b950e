"""Saved searches on the command line: `--save NAME`, `@NAME`, `@NAME --new` and `--saved`."""

import re
import sqlite3
from collections.abc import Collection, Sequence

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.search_request import SAVED_NAME, Asked, Wanted, query_of
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
from papercat.shown import Cell, Column, Rows

_COLUMNS = (
    Column("name", 20, 0),
    Column("query", 0, 1),
    Column("papers", 6, 2, right=True),
    Column("new", 5, 2, right=True),
)


def saved_query(db: sqlite3.Connection, words: Sequence[str], asked: Asked) -> Wanted:
    """Give the query of `@NAME`; further words narrow it."""
    name, *rest = words[0].split(maxsplit=1)
    found = saved_search(db, name[1:])
    more = query_of([*rest, *words[1:]])
    query = found.query
    if more:
        query = f"({query}) {more}"
    if asked.new:
        return Wanted(query, found.name, (found.unseen,))
    return Wanted(query, found.name)


def save(invocation: Invocation, name: str, query: str, *, force: bool) -> None:
    """Save a query under a name."""
    name = _checked("--save", name)
    if parse(query) == EVERYTHING:
        raise UsageError(f"--save {name}: nothing to save; add the words to search for")
    with noting(invocation.path) as db:
        save_search(db, name, query, force=force)
    invocation.say(f"saved; use it with: papercat search @{name}")


def manage(invocation: Invocation, asked: Asked) -> None:
    """List, delete or rename saved searches."""
    if asked.delete is not None:
        name = asked.delete.removeprefix("@")
        with noting(invocation.path) as db:
            delete_search(db, name)
        invocation.say(f"deleted @{name}")
    elif asked.rename is not None:
        name, new = asked.rename
        new = _checked("--rename", new)
        with noting(invocation.path) as db:
            rename_search(db, name.removeprefix("@"), new)
        invocation.say(f"renamed; use it with: papercat search @{new}")
    else:
        _list_saved(invocation)


def _checked(option: str, name: str) -> str:
    name = name.removeprefix("@")
    if not re.fullmatch(SAVED_NAME, name):
        raise UsageError(f"{option} {name!r}: a name has letters, digits and any of ._-")
    return name


def note_seen(
    invocation: Invocation, db: sqlite3.Connection, name: str, shown: Collection[int]
) -> None:
    """Mark the new papers of a saved search as seen, if all of them were shown."""
    saved = saved_search(db, name)
    new = Search(db, parse(saved.query), saved.unseen).ids(Order("date", limit=1 << 31))
    if not set(shown).issuperset(new):
        invocation.say(f"some papers are still new; see: papercat search @{name} --new")
        return
    source = newest_source(db)
    try:
        with noting(invocation.path) as changing:
            mark_seen(changing, name, source)
    except CatalogueUnusable as error:  # such as a read-only disk
        invocation.say(f"could not mark papers as seen: {error}")


def _list_saved(invocation: Invocation) -> None:
    """Show each saved search with its number of papers, and of new ones."""
    db = invocation.catalogue()
    rows: list[tuple[Cell, ...]] = []
    for each in saved_searches(db):
        query = parse(each.query)
        papers = Search(db, query).count()
        new = Search(db, query, each.unseen).count()
        rows.append((f"@{each.name}", each.query, papers, new))
    empty = "No saved searches; save one with: papercat search WORDS --save NAME"
    invocation.show(Rows(_COLUMNS, rows, empty=empty))
