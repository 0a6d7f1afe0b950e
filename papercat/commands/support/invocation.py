"""One call of a command: its options, the catalogue and the terminal."""

import sqlite3
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Annotated, TextIO, TypeVar

import typer
from typer.core import TyperOption

from papercat import terminal
from papercat.catalogue.connection import reading
from papercat.commands.support.programs import write_paged
from papercat.errors import ExitCode
from papercat.exporting.output_format import FORMATS, load_writer
from papercat.settings import LIGHT, catalogue_path, setting
from papercat.shown import Page, Rows
from papercat.terminal import Screen

T = TypeVar("T")
COLOURS = ("always", "never", "auto")
EVERYTHING = -1
"""the limit that SQLite takes for no limit"""
MOST = (1 << 63) - 1
"""the largest number that SQLite takes"""

Key = Annotated[str, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")]
Keys = Annotated[
    list[str], typer.Argument(metavar="KEY…", help="Keys, arXiv ids or DOIs of papers.")
]
Limit = Annotated[
    int,
    typer.Option("--limit", "-n", min=0, metavar="N", help="Show at most N rows (0 = all)."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
]
DryAsk = Annotated[bool, typer.Option("--dry-run", help="Print what would be asked.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")
]


def common_options() -> list[TyperOption]:
    """Make the options that every command has."""
    short = ", ".join(f"--{name}" for name in FORMATS)
    options = [
        TyperOption(
            param_decls=["view", "--view"],
            metavar="FORMAT",
            help=f"Choose the output format; short: {short}."
            " The default is a table on a terminal and plain lines in a pipe.",
        )
    ]
    for name in FORMATS:
        declared = [f"as_{name}", f"--{name}"]
        options.append(TyperOption(param_decls=declared, is_flag=True, hidden=True))
    return [
        *options,
        TyperOption(
            param_decls=["spreadsheet_safe", "--spreadsheet-safe"],
            is_flag=True,
            help="In CSV, put an apostrophe before fields that a spreadsheet would run.",
        ),
        TyperOption(
            param_decls=["db", "--db"],
            metavar="FILE",
            help="Use this catalogue (default: PAPERCAT_DB, else the file in your data folder).",
        ),
        TyperOption(
            param_decls=["color", "--color"],
            metavar="WHEN",
            default="auto",
            help=f"Use colours: {', '.join(COLOURS)}.",
        ),
        TyperOption(
            param_decls=["no_pager", "--no-pager"],
            is_flag=True,
            help="Do not use a pager (default: PAPERCAT_PAGER, PAGER or less for long results).",
        ),
    ]


class Invocation(typer.Context):
    """One call of a command. Typer gives it to every command as its context."""

    db: str | None = None
    view: str | None = None
    """the chosen output format"""
    colour = "auto"
    pager = True
    spreadsheet_safe = False
    exit_code = 0

    def take_common_options(self) -> None:
        """Take the common options out of `params`, so that the command gets only its own."""
        self.view = self._taken_view()
        self.colour = self.params.pop("color")
        if self.colour not in COLOURS:
            self.fail(f"--color {self.colour!r}: choose one of {', '.join(COLOURS)}")
        self.db = self.params.pop("db")
        if self.db is None and self.parent is not None:
            self.db = self.parent.params.get("db")
        self.pager = not self.params.pop("no_pager")
        self.spreadsheet_safe = self.params.pop("spreadsheet_safe")

    def _taken_view(self) -> str | None:
        """Take the output format out of `params`: `--view NAME` or `--NAME`."""
        views = {self.params.pop("view")} - {None, ""}
        for name in FORMATS:
            if self.params.pop(f"as_{name}"):
                views.add(name)
        if len(views) > 1:
            given = " or ".join(f"--{name}" for name in sorted(views))
            self.fail(f"choose one format: {given}")
        if not views:
            return None
        view = str(views.pop())
        if view not in FORMATS:
            self.fail(f"no output format {view!r}; choose one of {', '.join(FORMATS)}")
        return view

    @property
    def path(self) -> Path:
        """The catalogue file: `--db`, else PAPERCAT_DB, else the file in the data folder."""
        return catalogue_path(self.db)

    @property
    def today(self) -> date:
        """The day in UTC, so that an import gives the same catalogue everywhere."""
        return datetime.now(UTC).date()

    def catalogue(self, *, older: bool = False) -> sqlite3.Connection:
        """Open the catalogue for reading until the command ends."""
        return self.with_resource(reading(self.path, older=older))

    @property
    def view_name(self) -> str:
        """The chosen format, else a table on a terminal and plain lines in a pipe."""
        if self.view:
            return self.view
        if terminal.is_terminal(sys.stdout):
            return "table"
        return "plain"

    def show(self, shown: Rows | Page, out: TextIO | None = None) -> None:
        """Write rows or a page in the chosen format to standard output, or to `out`."""
        write = load_writer(self.view_name)
        target = out or sys.stdout
        on_terminal = terminal.is_terminal(target)
        colour = terminal.wants_colour(target, self.colour)
        light = False
        if colour and (background := setting("background")):
            light = background.value == LIGHT
        screen = Screen(
            terminal.width(),
            colour=colour,
            light=light,
            terminal=on_terminal,
            ascii_only=not terminal.can_write(target, "─█…"),
            spreadsheet_safe=self.spreadsheet_safe,
        )
        if self.pager and on_terminal:
            text = StringIO()
            remark = write(shown, text, screen)
            write_paged(text.getvalue(), target)
        else:
            remark = write(shown, target, screen)
        if remark:
            self.say(remark)

    @property
    def shows_pages(self) -> bool:
        """True if the format shows a page as a person reads it, so pages can follow each other."""
        return self.view_name in ("table", "plain", "markdown")

    def show_pages(self, pages: Iterable[Page]) -> None:
        """Write pages one after another with an empty line between them."""
        for number, page in enumerate(pages):
            if number:
                sys.stdout.write("\n")
            self.show(page)

    def say(self, *lines: str) -> None:
        """Write lines for the user to standard error."""
        terminal.say(*lines)

    def say_incomplete(self, *lines: str) -> None:
        """Say what was not found or not done; the exit code is 1."""
        self.exit_code = ExitCode.INCOMPLETE
        self.say(*lines)


def write_lines(lines: Iterable[object]) -> None:
    """Write lines to standard output."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def one_more(limit: int) -> int:
    """Turn a limit into one for SQLite with one row more, by which `cut` sees that rows follow."""
    if not limit:
        return EVERYTHING
    return min(limit, MOST - 1) + 1


def cut(rows: Sequence[T], limit: int) -> tuple[Sequence[T], str | None]:
    """Cut rows at the limit. Return them with a line that says so, if more rows follow."""
    if not limit or len(rows) <= limit:
        return rows, None
    return rows[:limit], f"the first {limit}; --limit 0 shows all"
