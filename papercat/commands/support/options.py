"""Options that several commands have, so that they are called and mean the same everywhere."""

from collections.abc import Iterable
from itertools import islice
from typing import Annotated, TypeVar

import typer

from papercat.papers.paper_ids import MOST

T = TypeVar("T")

Limit = Annotated[
    int, typer.Option("--limit", "-n", min=0, metavar="N", help="At most so many; 0: all.")
]

EVERYTHING = -1
"""what SQLite takes for no limit"""


def at_most(limit: int) -> int:
    """The limit as SQLite is told it: 0 is none."""
    return min(limit, MOST) or EVERYTHING


def one_more(limit: int) -> int:
    """The same for one row beyond the limit, by which `cut` knows that there are more."""
    return at_most(limit + bool(limit))


def cut(rows: Iterable[T], limit: int) -> tuple[Iterable[T], str | None]:
    """The rows up to the limit and, where there are more, a line that says so."""
    if not limit:
        return rows, None
    found = list(islice(rows, min(limit, MOST - 1) + 1))
    more = f"the first {limit}; --limit 0 shows all" if len(found) > limit else None
    return found[:limit], more
