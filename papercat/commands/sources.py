"""List the files that the catalogue was made from.

papercat sources
papercat sources --json

`papercat forget ID` deletes what only that source says.
"""

from collections.abc import Mapping

import typer

from papercat.commands.support.invocation import Invocation
from papercat.papers.sources import Source, list_sources
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("id", 5, 0, right=True),
    Column("file", 0, 0),
    Column("format", 10, 2),
    Column("papers", 7, 1, right=True),
    Column("posts", 6, 3, right=True),
    Column("owner", 24, 2),
    Column("imported", 10, 4),
)


def run(context: typer.Context) -> None:
    """Show every source, the one imported first in front."""
    invocation: Invocation = context.obj
    sources = list_sources(invocation.catalogue())
    rows = [
        (s.id, s.path, s.format, s.statements, s.posts, _owner(s), s.imported_at[:10])
        for s in sources
    ]
    invocation.show(Rows(_COLUMNS, rows, objects=map(_object, sources)))


def _owner(source: Source) -> str | None:
    """Return the owner's name, marked if it was inferred."""
    if not source.owner:
        return None
    if source.owner_given:
        return source.owner
    return f"~{source.owner}"


def _object(source: Source) -> Mapping[str, object]:
    owner = None
    if source.owner:
        basis = "stated" if source.owner_given else "inferred"
        owner = {"name": source.owner, "basis": basis, "margin": source.owner_margin}
    return {
        "id": source.id,
        "file": source.path,
        "format": source.format,
        "imported_at": source.imported_at,
        "papers": source.statements,
        "posts": source.posts,
        "owner": owner,
    }
