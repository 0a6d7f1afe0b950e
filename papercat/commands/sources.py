"""List the files that the catalogue was made from.

papercat sources
papercat sources --json

`papercat forget ID` deletes what only that source says.
"""

import sys
from collections.abc import Mapping
from typing import Annotated

import typer

from papercat import terminal
from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import plural
from papercat.deriving.changes import count_only_in, find_source, forget_sources
from papercat.errors import UsageError
from papercat.papers.statements import Source, list_sources
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


def run(invocation: Invocation) -> None:
    """Show every source, the one imported first in front."""
    sources = list_sources(invocation.catalogue())
    rows = [
        (s.id, s.path, s.format, s.statements, s.posts, _owner(s), s.imported_at[:10])
        for s in sources
    ]
    empty = "No sources yet; read one with: papercat import FILE"
    invocation.show(Rows(_COLUMNS, rows, objects=map(_object, sources), empty=empty))


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


def forget(
    invocation: Invocation,
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, or ids that `sources` lists.")
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Forget sources: delete what only they say.

    papercat forget saved/page.txt
    papercat forget 3 --yes

    What other sources say stays. Your decisions stay, too, and hold again when the source is
    imported again.
    """
    known = invocation.catalogue()
    found = [find_source(known, source) for source in sources]
    for source in found:
        papers, posts = count_only_in(known, source.id)
        deleted = plural(papers, "paper")
        if posts:
            deleted += f" and {plural(posts, 'post')}"
        invocation.say(f"{source.path}: deletes {deleted} that no other source has")
    if not yes:
        if not terminal.is_terminal(sys.stdin):
            raise UsageError("nobody to ask; add --yes")
        typer.confirm("Forget?", abort=True, err=True)
    with changing(invocation.path) as db:
        forget_sources(db, [source.id for source in found])
    invocation.say(f"Forgot {plural(len(found), 'source')}.")
