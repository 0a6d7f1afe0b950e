"""The `check` command.

papercat check
papercat check --repair
papercat check --db papers-2026-11.db

Checks that the file is sound, that every row that another one refers to is there, and
that what is worked out of others (indices, counts, full text) still fits them. `--repair`
makes that anew. The rest can't be worked out: it is in a backup (see `papercat backup`), or
in the files that were imported.

Exit code: 0 no faults, or none left; 1 faults were found; 4 there is no catalogue, or none
that can be opened.
"""

from typing import Annotated

import typer

from papercat.catalogue.check_kind import Fault
from papercat.catalogue.connection import refuse_missing
from papercat.catalogue.writing import transaction, writing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.progress import passing
from papercat.commands.support.wording import plural
from papercat.errors import ExitCode
from papercat.importing.find_faults import find_faults, make_anew
from papercat.papers.find_paper import count_papers
from papercat.shown import Column, Rows

_COLUMNS = (Column("check", 10, 0), Column("fault", 0, 0), Column("repaired", 8, 1))


def run(
    context: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make anew what follows from the rest.")
    ] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    refuse_missing(invocation.path)
    with passing() as say:
        say("waiting for whoever is writing")
        with writing(invocation.path, keep=repair) as db, transaction(db):
            found = left = list(find_faults(db, say))
            if repair and any(fault.repairable for fault in found):
                say("repairing")
                make_anew(db)
                left = list(find_faults(db, say))
            papers = 0 if found else count_papers(db)
    if found or invocation.view:
        every = dict.fromkeys((*found, *left))
        rows = [(fault.check, fault.what, fault not in left) for fault in every]
        invocation.show(Rows(_COLUMNS, rows))
    invocation.say(*_summary(papers, found, left, repair=repair))
    invocation.exit_code = ExitCode.INCOMPLETE if left else ExitCode.DONE


def _summary(papers: int, found: list[Fault], left: list[Fault], *, repair: bool) -> list[str]:
    if not found:
        return [f"no faults, {plural(papers, 'paper')}"]
    if not left:
        return [f"{plural(len(found), 'fault')}, repaired"]
    said = [plural(len(left), "fault") + " left" * repair]
    if not repair and any(fault.repairable for fault in left):
        said.append("to repair what follows from the rest: papercat check --repair")
    if repair or not all(fault.repairable for fault in left):
        said.append("some can't be repaired: go back to a backup, or import the files anew")
    return said
