"""Arguments and options that several commands share, and limits on rows."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated, TypeVar

import typer

T = TypeVar("T")

EVERYTHING = -1
"""the limit that SQLite takes for no limit"""
MOST = (1 << 63) - 1
"""the largest number that SQLite takes"""

Key = Annotated[str, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")]
Keys = Annotated[
    list[str], typer.Argument(metavar="KEY…", help="Keys, arXiv ids or DOIs of papers.")
]
Limit = Annotated[
    int,
    typer.Option("--limit", "-n", min=0, metavar="N", help="Show at most N rows (0 = all)."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
]
DryAsk = Annotated[bool, typer.Option("--dry-run", help="Print what would be asked.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")
]


def at_most(limit: int) -> int:
    """Turn a limit into one for SQLite, where 0 means no limit."""
    return min(limit, MOST) or EVERYTHING


def one_more(limit: int) -> int:
    """Turn a limit into one for SQLite with one row more, by which `cut` sees that rows follow."""
    if not limit:
        return EVERYTHING
    return at_most(limit + 1)


def cut(rows: Iterable[T], limit: int) -> tuple[Iterable[T], str | None]:
    """Cut rows at the limit. Return them with a line that says so, if more rows follow."""
    if not limit:
        return rows, None
    found = list(islice(rows, min(limit, MOST - 1) + 1))
    if len(found) <= limit:
        return found, None
    return found[:limit], f"the first {limit}; --limit 0 shows all"
