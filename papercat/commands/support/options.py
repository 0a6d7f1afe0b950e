"""Options that several commands have, so that they are called and mean the same everywhere."""

from typing import Annotated

import typer

from papercat.store.paper_ids import MOST

Limit = Annotated[
    int, typer.Option("--limit", "-n", min=0, metavar="N", help="At most so many; 0: all.")
]

EVERYTHING = -1
"""what SQLite takes for no limit"""


def at_most(limit: int) -> int:
    """The limit as SQLite is told it: 0 is none."""
    return min(limit, MOST) or EVERYTHING
