"""The `backup` command.

papercat backup papers-2026-11.db
papercat backup --force papers.db
papercat search --db papers-2026-11.db
papercat backup --db papers-2026-11.db --force FILE      to go back to it

Copies the whole catalogue into FILE: papers, sources, decisions and everything else. You can
do this while an import runs. The copy is a catalogue like any other.

To go back to a backup, copy it onto your catalogue in the same way; `papercat where` names
that file. Do not copy it with `cp`: next to the catalogue may be a log, which SQLite would
apply to the wrong file.

Exit code: 0 done; 2 FILE exists already; 4 FILE can't be written, or is in use.
"""

from pathlib import Path
from typing import Annotated

import typer

from papercat.catalogue.backup import back_up
from papercat.catalogue.sqlite_file import is_own_file
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import plural
from papercat.errors import UsageError
from papercat.papers.find_paper import count_papers


def run(
    invocation: Invocation,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to make.")],
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """See the module's text, which is this command's help."""
    if str(file) == "-":
        raise UsageError("a backup can't go to standard output; name a file")
    db = invocation.catalogue(older=True)  # before it is brought up to date is a good time
    if is_own_file(file, invocation.path):
        raise UsageError(f"{file}: that is the catalogue itself or its log; name another file")
    if file.is_file() and not force:
        raise UsageError(f"{file} exists already; to replace it: --force")
    back_up(db, file)
    size = file.stat().st_size / 1e6
    invocation.say(f"{plural(count_papers(db), 'paper')} copied to {file}, {size:.1f} MB")
