"""Check that the catalogue is whole.

papercat check
papercat check --repair
papercat check --db papers-2026-11.db

Checks the file, its owner and mode, its references, full-text indexes, and that papers fit
their statements. `--repair` derives everything again from statements and decisions; a damaged
file is first copied to FILE.damaged. Statements and decisions themselves can't be derived:
restore a backup (see `papercat backup`), or import the files again.

Exit code: 0 no faults, or none left; 1 faults; 4 the catalogue can't be opened.
"""

from typing import Annotated

import typer

from papercat.catalogue.backup import copy_beside
from papercat.catalogue.connection import refuse_missing, transaction, writing
from papercat.catalogue.integrity import Fault, access_faults, make_private
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.progress import passing
from papercat.commands.support.wording import plural
from papercat.deriving.repair import find_faults, repair
from papercat.errors import ExitCode
from papercat.papers.find_paper import count_papers
from papercat.shown import Column, Rows

_COLUMNS = (Column("check", 10, 0), Column("fault", 0, 0), Column("repaired", 8, 1))


def run(
    invocation: Invocation,
    *,
    repairs: Annotated[
        bool, typer.Option("--repair", help="Derive everything again and keep the result.")
    ] = False,
) -> None:
    """Show faults; exit with 1 if some are left."""
    path = invocation.path
    refuse_missing(path)
    papers = 0
    copy = None
    with passing() as say:
        say("waiting for other programs that write")
        with writing(path, keep=repairs) as db, transaction(db):
            damage = list(find_faults(db, say))
            found = left = [*access_faults(path), *damage]
            if repairs:
                if damage:
                    copy = copy_beside(path, "damaged")
                repair(db, say)
                make_private(path)
                left = [*access_faults(path), *find_faults(db, say)]
            if not left:
                papers = count_papers(db)
    if found or invocation.view:
        rows = []
        for fault in dict.fromkeys((*found, *left)):
            rows.append((fault.check, fault.what, fault not in left))
        invocation.show(Rows(_COLUMNS, rows))
    invocation.say(*_summary(papers, found, left, repaired=repairs))
    if copy:
        invocation.say(f"kept the damaged file: {copy}")
    if left:
        invocation.exit_code = ExitCode.INCOMPLETE


def _summary(papers: int, found: list[Fault], left: list[Fault], *, repaired: bool) -> list[str]:
    if not found and not repaired:
        return [f"no faults, {plural(papers, 'paper')}"]
    if not found:
        return [f"no faults, {plural(papers, 'paper')}; derived everything again"]
    if not left:
        return [f"repaired {plural(len(found), 'fault')}"]
    repairable = [fault.repairable for fault in left]
    faults = plural(len(left), "fault")
    said = [faults]
    if repaired:
        said = [f"{faults} left"]
    elif any(repairable):
        said.append("repair what can be derived again with: papercat check --repair")
    if not all(repairable):
        said.append("the rest can't be repaired: restore a backup, or import the files again")
    return said
