"""Long results on a terminal go through a pager, as in git."""

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import suppress
from typing import TextIO

from papercat.errors import UsageError
from papercat.terminal import height, is_terminal

_DEFAULT = "less"
_LESS = "FRX"
"""options for less: end if all fits on the screen, keep colours, leave the text visible"""


def pager_command() -> list[str] | None:
    """Choose the pager: PAPERCAT_PAGER, else PAGER, else less; None means no pager.

    Raises UsageError for a variable that is not a valid command line.
    """
    for name in ("PAPERCAT_PAGER", "PAGER"):
        if name not in os.environ:
            continue
        try:
            command = shlex.split(os.environ[name])
        except ValueError as error:
            raise UsageError(f"{name} {os.environ[name]!r} is not a command: {error}") from None
        if command in ([], ["cat"]):
            return None
        return command
    if shutil.which(_DEFAULT):
        return [_DEFAULT]
    return None


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
