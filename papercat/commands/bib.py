r"""The `bib` command.

papercat bib main.tex > refs.bib
papercat bib main.aux --output refs.bib
papercat bib thesis.tex chapters/*.tex --biblatex

Writes an entry for every key that the documents cite, and for no other paper. It reads .tex
files with the files they input, .aux files, and Biber's .bcf files. Keys that are not in the
catalogue are listed on standard error. FILE is replaced only if this command wrote it before,
or with --force.

Exit code: 0 done; 1 some keys are not in the catalogue.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Output
from papercat.commands.support.wording import plural
from papercat.errors import InputRefused, UsageError
from papercat.exporting.bibtex_output import BIBLATEX, BIBTEX, bibtex_entry
from papercat.exporting.cited_keys import EVERYTHING, cited_keys
from papercat.exporting.output_files import whole_file
from papercat.papers.find_paper import exact_paper
from papercat.papers.model import Paper
from papercat.papers.paper_rows import read_all, read_papers

_MARK = "% Written by papercat bib; changes to this file will be lost.\n"


def run(
    invocation: Invocation,
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Documents: .tex, .aux or .bcf.")
    ],
    output: Output = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace any FILE.")] = False,
) -> None:
    """See the module's text, which is this command's help."""
    if invocation.view not in {None, "bibtex", "biblatex"}:
        raise UsageError(f"bib writes --bibtex or --biblatex, not --{invocation.view}")
    keys: dict[str, None] = {}
    for path in paths:
        cited = cited_keys(path)
        if not cited:
            invocation.say(f"{path}: cites nothing")
        keys |= dict.fromkeys(cited)
    db = invocation.catalogue()
    missing: list[str] = []
    text = StringIO()
    text.write(_MARK)
    written = 0
    dialect = BIBLATEX if invocation.view == "biblatex" else BIBTEX
    for paper in _cited(db, list(keys), missing):
        text.write("\n" + bibtex_entry(paper, dialect))
        written += 1
    if output is None:
        typer.echo(text.getvalue(), nl=False)
    else:
        with whole_file(output, force=force or _is_written_by_bib(output)) as file:
            file.write(text.getvalue())
        invocation.say(f"wrote {plural(written, 'paper')} to {output}")
    if missing:
        invocation.say_incomplete(*[f"{key}: not in the catalogue" for key in missing])


def _cited(db: sqlite3.Connection, keys: list[str], missing: list[str]) -> Iterator[Paper]:
    """Yield the papers of these keys, each under the key it is cited by; note missing keys."""
    if EVERYTHING in keys:
        yield from read_all(db)
        return
    for key in keys:
        paper_id = exact_paper(db, key)
        if paper_id is None:
            missing.append(key)
            continue
        for paper in read_papers(db, [paper_id]):
            yield replace(paper, key=key)


def _is_written_by_bib(path: Path) -> bool:
    """Return True for a file that this command wrote. Raises InputRefused if it can't be read."""
    if not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(len(_MARK)) == _MARK
    except OSError as error:
        raise InputRefused(f"{path}: {error.strerror}") from None
