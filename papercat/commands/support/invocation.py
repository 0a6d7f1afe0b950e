"""One call of a command: the catalogue, the output format, the terminal and its pager."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import TextIO

from papercat import terminal
from papercat.catalogue.connection import reading
from papercat.catalogue.location import catalogue_path
from papercat.exporting.output_format import load_writer
from papercat.settings import LIGHT, SETTINGS, command_line, in_file, setting
from papercat.shown import Page, Rows
from papercat.terminal import Screen, height, is_terminal

_DEFAULT = "less"
_LESS = "FRX"
"""options for less: end if all fits on the screen, keep colours, leave the text visible"""


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


def write_lines(lines: Iterable[object]) -> None:
    """Write lines to standard output."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def debugging() -> bool:
    """Tell whether the user asked for tracebacks with `PAPERCAT_DEBUG=1`."""
    return os.environ.get("PAPERCAT_DEBUG", "0") not in {"", "0"}


def pager_command() -> list[str] | None:
    """Choose the pager: PAPERCAT_PAGER, PAGER, the configuration's, or less; None means none.

    An empty variable means no pager. Raises UsageError for an invalid command line.
    """
    for name in SETTINGS["pager"].variables:
        if name in os.environ:
            return _pager(os.environ[name], name)
    if found := in_file("pager"):
        return _pager(found.value, "pager")
    if shutil.which(_DEFAULT):
        return [_DEFAULT]
    return None


def _pager(text: str, name: str) -> list[str] | None:
    command = command_line(text, name)
    if command in ([], ["cat"]):
        return None
    return command


def write_paged(text: str, out: TextIO) -> None:
    """Write text to a stream, through a pager if it is longer than the screen."""
    command = None
    if is_terminal(out) and text.count("\n") >= height():
        command = pager_command()
    if command is None or not shutil.which(command[0]):
        out.write(text)
        return
    out.flush()
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    # The user may leave the pager before it has read everything.
    with (
        suppress(BrokenPipeError),
        subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager,  # noqa: S603  the user's own choice
    ):
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager
        try:
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        finally:
            signal.signal(signal.SIGINT, before)
