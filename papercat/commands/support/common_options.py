"""Options that every command has, and options of lists."""

from collections.abc import Iterable
from itertools import islice
from typing import Annotated, TypeVar

import typer
from typer.core import TyperOption

from papercat.exporting.output_format import FORMATS

T = TypeVar("T")

COLOURS = ("always", "never", "auto")
EVERYTHING = -1
"""the limit that SQLite takes for no limit"""
MOST = (1 << 63) - 1
"""the largest number that SQLite takes"""

Limit = Annotated[
    int,
    typer.Option("--limit", "-n", min=0, metavar="N", help="Show at most N rows (0 = all)."),
]


def common_options() -> list[TyperOption]:
    """Make the options that every command has."""
    short = ", ".join(f"--{name}" for name in FORMATS)
    options = [
        TyperOption(
            param_decls=["view", "--view"],
            metavar="FORMAT",
            help=f"Choose the output format; short: {short}."
            " The default is a table on a terminal and plain lines in a pipe.",
        )
    ]
    options += [
        TyperOption(param_decls=[f"as_{name}", f"--{name}"], is_flag=True, hidden=True)
        for name in FORMATS
    ]
    options += [
        TyperOption(
            param_decls=["spreadsheet_safe", "--spreadsheet-safe"],
            is_flag=True,
            help="In CSV, put an apostrophe before fields that a spreadsheet would run.",
        ),
        TyperOption(
            param_decls=["db", "--db"],
            metavar="FILE",
            help="Use this catalogue (default: PAPERCAT_DB, else the file in your data folder).",
        ),
        TyperOption(
            param_decls=["color", "--color"],
            metavar="WHEN",
            default="auto",
            help=f"Use colours: {', '.join(COLOURS)}.",
        ),
        TyperOption(
            param_decls=["no_pager", "--no-pager"],
            is_flag=True,
            help="Do not use a pager (default: PAPERCAT_PAGER, PAGER or less for long results).",
        ),
    ]
    return options


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
