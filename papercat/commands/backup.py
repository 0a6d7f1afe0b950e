"""The `backup` command.

papercat backup papers-2026-11.db
papercat backup --force papers.db
papercat search --db papers-2026-11.db
papercat backup --db papers-2026-11.db --force FILE      to go back to it

Copies the whole catalogue, also while something is being imported: papers, sources,
decisions, all that is kept. The copy is a catalogue like any other. To go back to it, copy
it in the same way onto the file that `papercat where` names: beside a catalogue that was in
use may lie a log, which would be written into whatever else takes its place.

Exit code: 0 done; 2 the file is there already; 4 it can't be written, or is in use.
"""

from pathlib import Path
from typing import Annotated

import typer

from papercat.catalogue.backup import back_up
from papercat.catalogue.location import is_own_file
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import plural
from papercat.errors import UsageError
from papercat.papers.find_paper import count_papers


def run(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to be made.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    if str(file) == "-":
        raise UsageError("a backup can't go to standard output; name a file")
    db = invocation.catalogue(older=True)  # before it is brought up to date is a good time
    if is_own_file(file, invocation.path):
        raise UsageError(f"{file}: that is the catalogue itself or its log; name another file")
    if file.is_file() and not force:
        raise UsageError(f"{file}: is there already; to replace it: --force")
    back_up(db, file)
    size = file.stat().st_size / 1e6
    invocation.say(f"{plural(count_papers(db), 'paper')} copied to {file}, {size:.1f} MB")
