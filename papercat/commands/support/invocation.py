"""What every command is given besides its own arguments: the catalogue, the view, the terminal."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Protocol, TextIO

from papercat import terminal
from papercat.catalogue.connection import reading
from papercat.catalogue.location import catalogue_path
from papercat.later import Later
from papercat.shown import Page, Rows
from papercat.terminal import Screen, visible

paging = Later("papercat.commands.support.pager")


class View(Protocol):
    """What a module of `papercat.exporting` offers."""

    def render(self, shown: Rows | Page, out: TextIO, screen: Screen) -> None:
        """Write `shown` to `out`."""


class Invocation:
    """One call of one command."""

    def __init__(
        self,
        load_view: Callable[[str], View],
        resources: ExitStack,
        *,
        db: str | None = None,
        view: str | None = None,
        colour: str = "auto",
        pager: bool = True,
    ) -> None:
        """`resources` is closed when the command has ended; the rest is what was asked for."""
        self.load_view, self.resources = load_view, resources
        self.db, self.view, self.colour, self.pager = db, view, colour, pager
        self.exit_code = 0

    @property
    def path(self) -> Path:
        """The catalogue file: `--db`, else `PAPERCAT_DB`, else the user's data folder."""
        return catalogue_path(self.db)

    @property
    def today(self) -> date:
        """The day in UTC, so that the same import gives the same catalogue everywhere."""
        return datetime.now(UTC).date()

    def catalogue(self, *, older: bool = False) -> sqlite3.Connection:
        """The catalogue for questions, open until the command has ended."""
        return self.resources.enter_context(reading(self.path, older=older))

    def expect_view(self) -> None:
        """Import what a table takes while SQLite looks for the answer: both take a while."""
        if self.view_name == "table":
            Thread(target=self.load_view, args=("table",), daemon=True).start()

    @property
    def view_name(self) -> str:
        """The view asked for, else a table on a terminal and plain lines in a pipe."""
        return self.view or ("table" if terminal.is_terminal(sys.stdout) else "plain")

    def show(self, shown: Rows | Page) -> None:
        """Write rows or a page to standard output in the view that was asked for."""
        on_terminal = terminal.is_terminal(sys.stdout)
        colour = terminal.wants_colour(sys.stdout, self.colour)
        screen = Screen(terminal.width(), colour, on_terminal)
        render = self.load_view(self.view_name).render
        if self.pager and on_terminal:
            text = StringIO()
            render(shown, text, screen)
            paging.write_paged(text.getvalue(), sys.stdout)
        else:
            render(shown, sys.stdout, screen)

    def say(self, *lines: str) -> None:
        """Say something beside the data, on standard error, a line each."""
        say(lines)


def say(lines: Iterable[str]) -> None:
    """Write lines to standard error, made safe for a terminal."""
    for line in lines:
        sys.stderr.write(visible(line) + "\n")
    sys.stderr.flush()


def debugging() -> bool:
    """Whether the user asked for tracebacks, with `PAPERCAT_DEBUG=1`."""
    return os.environ.get("PAPERCAT_DEBUG", "0") not in {"", "0"}
