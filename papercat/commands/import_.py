"""Import listings, posts, bibliographies and JSON lines.

papercat import page.txt
papercat import saved-pages/ --dry-run
papercat import page.txt --owner "Simon Osindero" --as-of 2026-01-31
papercat import arxiv-metadata.json.zst --only-known
curl … | papercat import -

Takes files, folders and `-` for standard input, compressed or not. The content decides the
format: listings, posts, papercat's JSON lines and tables; BibTeX, BibLaTeX, RIS, CSL-JSON,
PubMed NBIB, CSV and TSV; records of arXiv, OpenAlex, Crossref, DBLP and Semantic Scholar.

Each file is taken whole or not at all. Importing a file again replaces what it said before.
An owner that you gave with --owner still holds when the page has grown; --owner auto clears
it. The catalogue's own files are skipped.

Exit code: 0 done; 1 some entries or files were refused; 3 everything was refused.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from papercat.catalogue.connection import transaction, writing
from papercat.catalogue.sqlite_file import is_own_file
from papercat.commands.support.import_report import Report
from papercat.commands.support.invocation import DryRun, Invocation
from papercat.commands.support.progress import watched
from papercat.errors import InputRefused, UsageError
from papercat.importing.documents import Document, find_files, open_document
from papercat.importing.formats import Format, detect_format, read_records
from papercat.importing.load_document import load_document
from papercat.papers.clean_text import clean_pasted
from papercat.papers.model import Hints, Note, Tally
from papercat.papers.statements import owner_given
from papercat.papers.subjects import count_doubts
from papercat.people.name_words import known_names


class _Wishes(NamedTuple):
    """The user's wishes for every file."""

    hints: Hints
    forget_owner: bool
    """True to forget the owner that the user gave before"""
    only_known: bool


def run(
    invocation: Invocation,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders or -.")],
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day on which the pages were copied: 2026-01-31."),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Owner of the page; none: nobody; auto: infer it."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="Column of a table, such as title=Name."),
    ] = None,
    only_known: Annotated[
        bool,
        typer.Option("--only-known", help="Take only what concerns papers in the catalogue."),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Import files."""
    whose = _owner(owner)
    hints = Hints(invocation.today, _day(as_of), whose, columns=_columns(column or []))
    forget_owner = owner is not None and whose is None
    report = Report(dry_run=dry_run)
    try:
        _import(invocation, paths, _Wishes(hints, forget_owner, only_known), report)
    finally:
        invocation.say(*report.remarks())
        if report.tallies:
            try:
                invocation.show(report.rows())
            finally:  # where nobody can read the table, what was done is said still
                invocation.say(report.summary(), *report.advice())
    invocation.exit_code = report.exit_code


def _owner(typed: str | None) -> str | None:
    """Return the owner that the user gave: "" for nobody, None to infer the owner."""
    if typed is None:
        return None
    name = clean_pasted(typed)  # a name is pasted as pages are
    if not name:
        raise UsageError("--owner is empty; write --owner none for nobody's page")
    return {"none": "", "auto": None}.get(name, name)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is not a day such as 2026-01-31") from None


def _columns(said: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the columns that the user named. Raises UsageError for another spelling."""
    columns = []
    for pair in said:
        field, equals, name = pair.partition("=")
        if not equals or not field.strip() or not name.strip():
            raise UsageError(f"--column {pair!r} is not FIELD=NAME, such as title=Name")
        columns.append((field, name))
    return tuple(columns)


def _import(invocation: Invocation, paths: list[str], wishes: _Wishes, report: Report) -> None:
    """Load every file in a transaction of its own; on a dry run all within one that is undone.

    The catalogue is opened, and made if need be, when there is something to load.
    """
    path = invocation.path
    if report.dry_run and not path.exists():
        path = Path(":memory:")
    with ExitStack() as opened:
        db: sqlite3.Connection | None = None
        for file in _files(invocation.path, paths, report):
            try:
                with closing(open_document(file)) as document:
                    reader = detect_format(document, wishes.hints.columns)
                    if db is None:
                        db = opened.enter_context(writing(path, keep=not report.dry_run))
                    with transaction(db):
                        tally = _load(db, document, reader, wishes)
                    report.tallies.append(tally)
            except InputRefused as error:
                report.refused_files.append(str(error))
            except OSError as error:  # a failing disk or network drive
                report.refused_files.append(f"{file}: {error.strerror or error}")
        if db is not None:
            report.doubts = count_doubts(db)


def _files(catalogue: Path, paths: list[str], report: Report) -> Iterator[str]:
    """Yield the files of all paths, without the catalogue's own: those are never opened."""
    for path in paths:
        try:
            for file in find_files([path]):
                if not is_own_file(file, catalogue):
                    yield file
                elif file == path:
                    refused = f"{file}: a file of this catalogue; name another file"
                    report.refused_files.append(refused)
                else:
                    report.own_files.append(file)
        except InputRefused as error:  # a missing file
            report.refused_files.append(str(error))


def _load(db: sqlite3.Connection, document: Document, reader: Format, wishes: _Wishes) -> Tally:
    earlier = owner_given(db, document.path, document.sha256)
    forgotten = wishes.forget_owner and earlier is not None
    if forgotten:
        earlier = None
    name = Path(document.path).name
    hints = replace(wishes.hints, known=known_names(db), earlier=earlier, file_name=name)
    with watched(document) as step:
        tally = load_document(
            db,
            document.path,
            document.sha256,
            reader.NAME,
            read_records(reader, document.lines(), hints),
            only_known=wishes.only_known,
            step=step,
        )
    if document.guessed_encoding:
        tally.notes.insert(0, Note(1, f"not UTF-8; read as {document.guessed_encoding}"))
    if forgotten:
        tally.notes.insert(0, Note(1, "Cleared the owner you set."))
    return tally
