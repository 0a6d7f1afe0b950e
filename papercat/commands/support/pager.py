"""Long results on a terminal go through a pager, as with git."""

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import suppress
from typing import TextIO

from papercat.errors import UsageError
from papercat.terminal import is_terminal

_USUAL = "less"
_LESS = "FRX"
"""for less, unless LESS is set: end at once when all fits, keep colours, clear nothing"""


def pager_command() -> list[str] | None:
    """The pager: `PAPERCAT_PAGER`, else `PAGER`, else less; None where paging is turned off.

    Raises UsageError where the variable is no command line.
    """
    for name in ("PAPERCAT_PAGER", "PAGER"):
        if name in os.environ:
            try:
                chosen = shlex.split(os.environ[name])
            except ValueError as error:
                raise UsageError(f"{name} {os.environ[name]!r} can't be read: {error}") from None
            return chosen if chosen and chosen != ["cat"] else None
    return [_USUAL] if shutil.which(_USUAL) else None


def write_paged(text: str, out: TextIO) -> None:
    """Write text to a stream, through a pager where it is longer than the screen."""
    command = pager_command() if is_terminal(out) and _is_long(text) else None
    if command is None or not shutil.which(command[0]):
        out.write(text)
        return
    out.flush()
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    # A pager may be closed before the end was read.
    with (
        suppress(BrokenPipeError),
        subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager,  # noqa: S603  the user's own choice
    ):
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the pager's
        try:
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        finally:
            signal.signal(signal.SIGINT, before)


def _is_long(text: str) -> bool:
    return text.count("\n") >= shutil.get_terminal_size((80, 24)).lines
