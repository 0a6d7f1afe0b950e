"""The words and options of a search on the command line, and saved searches.

A shell removes quotes and passes an argument with a space in it, so:

- `"deep learning" title:x`: next to other arguments it is a phrase
- `"deep learning"`, the only argument: words, or a whole query in quotes
- `title:"deep learning"`: the value of the field is a phrase
- `-word` excludes a word. It needs at least two letters, so that a mistyped
  short option still looks different
"""

import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, NamedTuple

import typer

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation
from papercat.errors import CatalogueUnusable, UsageError
from papercat.search import saved_searches as saved
from papercat.search.conditions import Condition
from papercat.search.query_fields import field_called
from papercat.search.query_reader import parse
from papercat.search.query_terms import EVERYTHING
from papercat.search.search_papers import ORDERS, Order, Search
from papercat.shown import Cell, Column, Rows

Query = Annotated[
    list[str] | None, typer.Argument(metavar="QUERY…", help="Only the papers that it finds.")
]
SORTS = ("relevance", *ORDERS)
DEFAULT_LIMIT = 20
_KINDS = ("--posts", "--similar", "--saved", "--delete", "--rename")
"""options that ask for another kind of search"""
_SAVED_NAME = r"[\w.-]+"
_SAVED_COLUMNS = (
    Column("name", 20, 0),
    Column("query", 0, 1),
    Column("papers", 6, 2, right=True),
    Column("new", 5, 2, right=True),
)
_MOST = 1 << 31
"""the limit for all papers; SQL adds limit and offset, so it can't be -1"""
_EXCLUDED = re.compile(r"-(?=[^\W\d_]{2}|\"|\(|[^\W\d_]+:)")
_SYNTAX = re.compile(r'["“”„«»()|*:]|(?:^|\s)[-^]|\b(?:OR|AND|NOT)\b')
_FIELD = re.compile(r"([-^]?)([a-z]+):(?=\S)")


def words_not_options(arguments: Sequence[str]) -> list[str]:
    """Write `-word` as `^word`, which does not look like an option; stop at `--`."""
    words = list(arguments)
    for at, argument in enumerate(words):
        if argument == "--":
            break
        if not argument.startswith("--") and _EXCLUDED.match(argument):
            words[at] = f"^{argument[1:]}"
    return words


def query_of(arguments: Sequence[str]) -> str:
    """Join arguments to the query that a person meant."""
    alone = len(arguments) == 1
    return " ".join(_argument(each, alone=alone) for each in arguments)


def papers_found(db: sqlite3.Connection, query: str) -> Sequence[int]:
    """Find all papers of a query, the newest first; an empty query finds every paper."""
    return Search(db, parse(query)).ids(Order("date", limit=_MOST))


def _argument(text: str, *, alone: bool) -> str:
    if not re.search(r"\s", text):
        return text
    field = _FIELD.match(text)
    if field and field_called(field[2]):
        value = text[field.end() :]
        if _SYNTAX.search(value):
            return text
        return f'{field[0]}"{value}"'
    phrase = text[text[0] in "-^" :]
    sign = text.removesuffix(phrase)
    if (alone and not sign) or _SYNTAX.search(phrase):
        return text
    return f'{sign}"{phrase}"'


def order_of(sort: str, *, reverse: bool, limit: int, offset: int) -> Order:
    """Make the order of results. Raises UsageError for an unknown one."""
    if sort not in SORTS:
        raise UsageError(f"--sort {sort!r}: choose one of {', '.join(SORTS)}")
    return Order(sort, reverse, min(limit or _MOST, _MOST), min(offset, _MOST))


def refuse_sorting(order: Order, option: str) -> None:
    """Raise UsageError for an order that a kind of search does not have."""
    if order.by != "relevance" or order.reverse:
        raise UsageError(f"{option} sorts by relevance only")


def _given(options: Mapping[str, object]) -> list[str]:
    """Return the options that the user gave."""
    return [name for name, value in options.items() if value not in (None, False)]


class Output(NamedTuple):
    """The part of the papers to write."""

    fields: str | None = None
    template: str | None = None
    counted: bool = False
    keys: bool = False
    snippets: bool = False
    all_authors: bool = False

    def check(self, view: str | None) -> None:
        """Raise UsageError for two kinds of output."""
        lines = {"--format": self.template, "--count": self.counted, "--keys": self.keys}
        for options in ({"--fields": self.fields, **lines}, {**lines, f"--{view}": view}):
            given = _given(options)
            if len(given) > 1:
                raise UsageError(f"choose one of {' and '.join(given)}")


class Asked(NamedTuple):
    """The kind of search, besides its words."""

    fuzzy: bool = False
    fulltext: bool = False
    posts: bool = False
    similar: str | None = None
    save: str | None = None
    force: bool = False
    saved: bool = False
    delete: str | None = None
    rename: tuple[str, str] | None = None
    new: bool = False

    def check(self) -> None:
        """Raise UsageError for two kinds of search at once."""
        given = _given({f"--{name}": value for name, value in self._asdict().items()})
        kinds = [option for option in _KINDS if option in given]
        others = [option for option in given if option not in (*_KINDS, "--force")]
        if kinds and len(kinds + others) > 1:
            one, other, *_ = kinds + others
            raise UsageError(f"{one} and {other} don't go together")


class Wanted(NamedTuple):
    """A query as text, and its conditions."""

    query: str
    name: str | None = None
    """the name of the saved search"""
    conditions: tuple[Condition, ...] = ()


def wanted_by(db: sqlite3.Connection, words: Sequence[str], *, new: bool) -> Wanted:
    """Return the query of the words, or of `@NAME`, which further words narrow."""
    first, *others = " ".join(words).split() or [""]
    for word in others:
        if re.fullmatch(rf"\(?@{_SAVED_NAME}\)?", word):
            name = word.strip("()")
            raise UsageError(f"{name}: put it first: papercat search {name} WORDS")
    if not re.fullmatch(f"@{_SAVED_NAME}", first):
        if new:
            raise UsageError("--new needs a saved search: papercat search @NAME --new")
        return Wanted(query_of(words))
    name, *rest = words[0].split(maxsplit=1)
    found = saved.saved_search(db, name[1:])
    query = found.query
    if more := query_of([*rest, *words[1:]]):
        query = f"({query}) {more}"
    if new:
        return Wanted(query, found.name, (found.unseen,))
    return Wanted(query, found.name)


def save(invocation: Invocation, name: str, query: str, *, force: bool) -> None:
    """Save a query under a name."""
    name = _checked_name("--save", name)
    if parse(query) == EVERYTHING:
        raise UsageError(f"--save {name}: nothing to save; add the words to search for")
    with changing(invocation.path, wait=saved.WAIT) as db:
        saved.save_search(db, name, query, force=force)
    invocation.say(f"saved; use it with: papercat search @{name}")


def manage_saved(invocation: Invocation, asked: Asked) -> None:
    """Delete, rename or list saved searches."""
    if asked.delete is not None:
        name = _checked_name("--delete", asked.delete)
        with changing(invocation.path, wait=saved.WAIT) as db:
            saved.delete_search(db, name)
        invocation.say(f"deleted @{name}")
        return
    if asked.rename is not None:
        name, new = asked.rename
        new = _checked_name("--rename", new)
        with changing(invocation.path, wait=saved.WAIT) as db:
            saved.rename_search(db, name.removeprefix("@"), new)
        invocation.say(f"renamed; use it with: papercat search @{new}")
        return
    db = invocation.catalogue()
    rows: list[tuple[Cell, ...]] = []
    for each in saved.saved_searches(db):
        query = parse(each.query)
        unseen = Search(db, query, each.unseen).count()
        rows.append((f"@{each.name}", each.query, Search(db, query).count(), unseen))
    empty = "No saved searches; save one with: papercat search WORDS --save NAME"
    invocation.show(Rows(_SAVED_COLUMNS, rows, empty=empty))


def _checked_name(option: str, name: str) -> str:
    name = name.removeprefix("@")
    if not re.fullmatch(_SAVED_NAME, name):
        raise UsageError(f"{option} {name!r}: a name has letters, digits and any of ._-")
    return name


def note_seen(
    invocation: Invocation, db: sqlite3.Connection, name: str, shown: Collection[int]
) -> None:
    """Mark the new papers of a saved search as seen, if all of them were shown."""
    found = saved.saved_search(db, name)
    new = Search(db, parse(found.query), found.unseen).ids(Order("date", limit=_MOST))
    if not set(shown).issuperset(new):
        invocation.say(f"some papers are still new; see: papercat search @{name} --new")
        return
    source = saved.newest_source(db)
    try:
        with changing(invocation.path, wait=saved.WAIT) as changed:
            saved.mark_seen(changed, name, source)
    except CatalogueUnusable as error:  # such as a read-only disk
        invocation.say(f"could not mark papers as seen: {error}")
