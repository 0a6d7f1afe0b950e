"""What `search` is asked for: its options by what they are about."""

import re
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from papercat.errors import UsageError
from papercat.search.conditions import Condition
from papercat.search.search_papers import ORDERS, Order

SORTS = ("relevance", *ORDERS)
USUAL_LIMIT = 20
SAVED_NAME = r"[\w.-]+"
_MOST = 1 << 31
"""stands for all: limit and offset are added, so what SQLite takes for no limit won't do"""


class Sorting(NamedTuple):
    """In which order, and which part of it."""

    sort: Annotated[str, typer.Option("--sort", metavar="BY", help=f"{', '.join(SORTS)}.")] = (
        "relevance"
    )
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=0,
            metavar="N",
            help=f"At most so many, else {USUAL_LIMIT}; 0: all.",
        ),
    ] = None
    offset: Annotated[
        int, typer.Option("--offset", min=0, metavar="N", help="Leave out so many first.")
    ] = 0

    def order(self, usual_limit: int = USUAL_LIMIT) -> Order:
        """The order of results. Raises UsageError for one that there is not."""
        if self.sort not in SORTS:
            raise UsageError(f"--sort {self.sort!r}: there are {', '.join(SORTS)}")
        limit = usual_limit if self.limit is None else self.limit
        return Order(self.sort, self.reverse, min(limit or _MOST, _MOST), min(self.offset, _MOST))


class Asked(NamedTuple):
    """What is looked for besides the words."""

    fuzzy: Annotated[
        bool, typer.Option("--fuzzy", help="Where nothing fits, take the nearest spelling.")
    ] = False
    posts: Annotated[bool, typer.Option("--posts", help="Search posts instead of papers.")] = False
    similar: Annotated[
        str | None, typer.Option("--similar", metavar="KEY", help="Papers like that one.")
    ] = None
    save: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help="Keep this search as @NAME.")
    ] = None
    force: Annotated[
        bool, typer.Option("--force", help="With --save: replace another search of that name.")
    ] = False
    saved: Annotated[bool, typer.Option("--saved", help="List the saved searches.")] = False
    delete: Annotated[
        str | None, typer.Option("--delete", metavar="NAME", help="Delete a saved search.")
    ] = None
    rename: Annotated[
        tuple[str, str] | None,
        typer.Option("--rename", metavar="NAME NEW", help="Rename a saved search."),
    ] = None
    new: Annotated[
        bool, typer.Option("--new", help="Of @NAME: only what was added since all was last shown.")
    ] = False

    def checked(self) -> None:
        """Raise UsageError where two of these ask for different things."""
        kinds = {
            "--posts": self.posts,
            "--similar": self.similar is not None,
            "--saved": self.saved,
            "--delete": self.delete is not None,
            "--rename": self.rename is not None,
        }
        extras = {"--fuzzy": self.fuzzy, "--save": self.save is not None, "--new": self.new}
        kind = next((name for name, wanted in kinds.items() if wanted), None)
        others = (name for name, wanted in (kinds | extras).items() if wanted and name != kind)
        if kind and (other := next(others, None)):
            raise UsageError(f"{kind} and {other} don't go together")

    def names_saved(self, words: Sequence[str]) -> bool:
        """Whether the words of the command line begin with a saved search, `@NAME`."""
        first, *others = " ".join(words).split() or [""]
        if inside := next(filter(re.compile(rf"\(?@{SAVED_NAME}\)?").fullmatch, others), None):
            name = inside.strip("()")
            raise UsageError(f"{name}: a saved search comes first: papercat search {name} WORDS")
        if first.startswith("@") and re.fullmatch(SAVED_NAME, first[1:]):
            return True
        if self.new:
            raise UsageError("--new goes with a saved search: papercat search @NAME --new")
        return False


class Wanted(NamedTuple):
    """A query as text, and what was asked besides it."""

    query: str
    name: str | None = None
    """of the saved search that was asked for"""
    conditions: tuple[Condition, ...] = ()
