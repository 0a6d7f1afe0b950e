"""The `import` command.

papercat import page.txt
papercat import saved-pages/ --dry-run
papercat import page.txt --owner "Simon Osindero" --as-of 2026-01-31
curl … | papercat import -

Files, folders and `-` for standard input; listings, posts, JSON lines and arXiv's
metadata snapshot are told apart by what is in them. Each file is taken whole or not
at all. Importing a file again changes nothing. What you said with --owner still holds
when the file has grown; --owner auto takes it back.

Exit code: 0 done; 1 some entries or files were refused; 3 all of it was refused.
"""

import sqlite3
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from papercat.catalogue.writing import loading, writing
from papercat.commands.support.import_report import Report
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.progress import watched
from papercat.errors import DayFull, InputRefused, UsageError
from papercat.importing.clipboard import clean
from papercat.importing.detect import Format, detect_format
from papercat.importing.documents import Document, open_document
from papercat.importing.load_document import load_document
from papercat.papers.model import Hints, Note, Tally
from papercat.papers.sources import forget_owner, owner_given
from papercat.papers.stats import count_doubts
from papercat.people.known_names import known_names

_LARGE = 4_000_000
"""bytes from which a document is worth a process of its own that reads it"""


class _Asked(NamedTuple):
    """What the user says of every file."""

    hints: Hints
    as_printed: bool
    """take names that fold alike for one person's, and work out no more than that"""
    forget: bool
    """what was said of whose pages they are"""


def run(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders or -.")],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the pages were copied: 2026-01-31.")
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whose page it is; or none, or auto: as the page tells."),
    ] = None,
    as_printed: Annotated[
        bool, typer.Option("--as-printed", help="Don't work out which names are one person's.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change.")] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    owner = None if owner is None else clean(owner)  # a name is pasted as pages are
    if owner == "":
        raise UsageError("--owner is empty; write --owner none for nobody's page")
    whose = {"none": "", "auto": None}.get(owner, owner) if owner else None
    hints = Hints(invocation.today, _day(as_of), whose)
    report = Report(dry_run=dry_run)
    try:
        _import(invocation, paths, _Asked(hints, as_printed, owner == "auto"), report)
    finally:
        invocation.say(*report.remarks())
        if report.tallies:
            try:
                invocation.show(report.rows())
            finally:  # where nobody can read the table, what was done is said still
                invocation.say(report.summary(), *report.advice())
    invocation.exit_code = report.exit_code


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is not a day such as 2026-01-31") from None


def _import(invocation: Invocation, paths: list[str], asked: _Asked, report: Report) -> None:
    """Load every file in a transaction of its own; on a dry run all within one that is undone.

    The catalogue is opened, and made if need be, when there is something to load.
    """
    with ExitStack() as opened:
        db: sqlite3.Connection | None = None
        for path in paths:
            for file in report.found(path):
                try:
                    with closing(open_document(file)) as document:
                        reader = detect_format(document)
                        if db is None:
                            db = _open(invocation.path, opened, dry_run=report.dry_run)
                        with loading(db):
                            tally = _load(db, document, reader, asked)
                        report.tallies.append(tally)
                except InputRefused as error:
                    report.refused_files.append(str(error))
        if db is not None:
            report.doubts = count_doubts(db)


def _open(path: Path, opened: ExitStack, *, dry_run: bool) -> sqlite3.Connection:
    if dry_run and not path.exists():
        path = Path(":memory:")
    return opened.enter_context(writing(path, keep=not dry_run))


def _load(db: sqlite3.Connection, document: Document, reader: Format, asked: _Asked) -> Tally:
    forgotten = asked.forget and forget_owner(db, document.path, document.sha256)
    earlier = owner_given(db, document.path, document.sha256)
    name = Path(document.path).name
    hints = replace(asked.hints, known=known_names(db), earlier=earlier, file_name=name)
    with watched(document):
        records = reader.read(document.lines(), hints)
        try:
            tally = load_document(
                db,
                document.path,
                document.sha256,
                reader.NAME,
                records,
                as_printed=asked.as_printed,
                apart=document.size > _LARGE and not reader.ASKS_CATALOGUE,
            )
        except DayFull as error:
            raise DayFull(f"{document.path}: {error}") from error
    if forgotten:
        tally.notes.insert(0, Note(1, "whose page it is that you said is forgotten"))
    return tally
