"""One call of a command: the catalogue, the output format and the terminal."""

import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import TextIO

from papercat import terminal
from papercat.catalogue.connection import reading
from papercat.catalogue.location import catalogue_path
from papercat.commands.support.pager import write_paged
from papercat.exporting.output_format import load_writer
from papercat.settings import LIGHT, setting
from papercat.shown import Page, Rows
from papercat.terminal import Screen


class Invocation:
    """One call of one command."""

    def __init__(
        self,
        resources: ExitStack,
        *,
        db: str | None = None,
        view: str | None = None,
        colour: str = "auto",
        pager: bool = True,
        spreadsheet_safe: bool = False,
    ) -> None:
        """Keep the common options; `resources` is closed when the command ends."""
        self.resources = resources
        self.db = db
        self.view = view
        self.colour = colour
        self.pager = pager
        self.spreadsheet_safe = spreadsheet_safe
        self.exit_code = 0

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
        return self.resources.enter_context(reading(self.path, older=older))

    @property
    def on_terminal(self) -> bool:
        """True if a person sees standard output."""
        return terminal.is_terminal(sys.stdout)

    @property
    def view_name(self) -> str:
        """The chosen format, else a table on a terminal and plain lines in a pipe."""
        if self.view:
            return self.view
        if self.on_terminal:
            return "table"
        return "plain"

    def show(self, shown: Rows | Page, out: TextIO | None = None) -> None:
        """Write rows or a page in the chosen format to standard output, or to `out`."""
        write = load_writer(self.view_name)
        target = out or sys.stdout
        on_terminal = terminal.is_terminal(target)
        colour = terminal.wants_colour(target, self.colour)
        screen = Screen(
            terminal.width(),
            colour=colour,
            light=colour and _has_light_background(),
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


def _has_light_background() -> bool:
    found = setting("background")
    return found is not None and found.value == LIGHT


def debugging() -> bool:
    """Tell whether the user asked for tracebacks with `PAPERCAT_DEBUG=1`."""
    return os.environ.get("PAPERCAT_DEBUG", "0") not in {"", "0"}
