"""Open papers: a filed PDF, or the page on the web.

papercat open hoffmann2022training
papercat open hoffmann2022training 2203.15556 --print
papercat open hoffmann2022training --page

Without a filed PDF, this opens the best address: the paper's own page, its DOI, arXiv and so
on. The program that opens it is your desktop's; `opener` in the configuration file names
another.
"""

import sqlite3
import sys
from pathlib import Path
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, Keys
from papercat.commands.support.programs import open_target
from papercat.errors import NothingFound
from papercat.papers.find_paper import addresses_of, find_papers, keys_of
from papercat.papers.paper_files import files_of
from papercat.terminal import visible

_WEB = ("https://", "http://")


def run(
    invocation: Invocation,
    keys: Keys,
    *,
    only_print: Annotated[
        bool, typer.Option("--print", help="Only print addresses and paths.")
    ] = False,
    page: Annotated[
        bool, typer.Option("--page", help="Open the page, also if a PDF is filed.")
    ] = False,
) -> None:
    """Open each paper; nothing is opened if one of them can't be."""
    db = invocation.catalogue()
    targets: list[str] = []
    for paper in find_papers(db, keys):
        target = None
        if not page:
            target = _newest_file(db, paper)
        targets.append(target or _web_address(db, paper))
    for target in targets:
        if only_print:
            sys.stdout.write(f"{visible(target)}\n")
        else:
            open_target(target)


def _newest_file(db: sqlite3.Connection, paper: int) -> str | None:
    """Return the PDF that was filed last, of those that exist."""
    for path in reversed(files_of(db, paper)):
        if Path(path).is_file():
            return path
    return None


def _web_address(db: sqlite3.Connection, paper: int) -> str:
    """Return the address of a paper. Raises NothingFound if it has none on the web."""
    key = next(keys_of(db, [paper]))
    address = addresses_of(db, [paper]).get(paper)
    if address is None:
        raise NothingFound(f"{key} has no address and no PDF; file one: papercat file {key} FILE")
    if not address.startswith(_WEB):
        raise NothingFound(f"{key} has no address on the web, only {address!r}")
    return address
