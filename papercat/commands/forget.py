"""Forget sources: delete what only they say.

papercat forget saved/page.txt
papercat forget 3 --yes

What other sources say stays. Your decisions stay, too, and hold again when the source is
imported again.
"""

import sys
from typing import Annotated

import typer

from papercat import terminal
from papercat.catalogue.writing import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import plural
from papercat.deriving.changes import count_only_in, find_source, forget_sources
from papercat.errors import UsageError


def run(
    context: typer.Context,
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, or ids that `sources` lists.")
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Say what will be deleted, ask, and delete it."""
    invocation: Invocation = context.obj
    known = invocation.catalogue()
    found = [find_source(known, source) for source in sources]
    for source in found:
        papers, posts = count_only_in(known, source.id)
        deleted = plural(papers, "paper")
        if posts:
            deleted += f" and {plural(posts, 'post')}"
        invocation.say(f"{source.path}: deletes {deleted} that no other source has")
    if not yes:
        _confirm()
    with changing(invocation.path) as db:
        forget_sources(db, [source.id for source in found])
    invocation.say(f"Forgot {plural(len(found), 'source')}.")


def _confirm() -> None:
    if not terminal.is_terminal(sys.stdin):
        raise UsageError("nobody to ask; add --yes")
    typer.confirm("Forget?", abort=True, err=True)
