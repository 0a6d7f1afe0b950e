"""Long results on a terminal go through a pager, as in git."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from typing import TextIO

from papercat.settings import SETTINGS, command_line, in_file
from papercat.terminal import height, is_terminal

_DEFAULT = "less"
_LESS = "FRX"
"""options for less: end if all fits on the screen, keep colours, leave the text visible"""


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
