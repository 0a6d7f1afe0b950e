"""Set the reading status of papers.

papercat status hoffmann2022training reading
papercat status $(papercat search tag:rl --keys) unread --dry-run
papercat status hoffmann2022training none          clears it

The status is unread, reading or read. `papercat search status:unread` finds the papers that
you marked so, `papercat search -status:read` all that you have not read.
"""

from typing import Annotated

import typer

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import DryRun, Invocation
from papercat.commands.support.wording import how_to_undo, plural
from papercat.deriving.changes import set_status
from papercat.errors import UsageError
from papercat.papers.find_paper import find_papers
from papercat.papers.subjects import NO_STATUS, checked_status


def run(
    invocation: Invocation,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY… STATUS", help="Keys, arXiv ids or DOIs; unread, reading, read or none."
        ),
    ],
    *,
    dry_run: DryRun = False,
) -> None:
    """Set the status of each paper; nothing is changed if one of the keys is unknown."""
    *keys, last = words
    status = checked_status(last)
    if not keys:
        raise UsageError(f"no paper is named; write papercat status KEY {last}")
    if dry_run:
        papers = find_papers(invocation.catalogue(), keys)
        invocation.say(f"Would set {plural(len(papers), 'paper')} to {status or NO_STATUS}.")
        return
    with changing(invocation.path) as db:
        papers = find_papers(db, keys)
        decisions = set_status(db, papers, status)
    said = f"Set {plural(len(papers), 'paper')} to {status or NO_STATUS}."
    invocation.say(said, how_to_undo(decisions))
