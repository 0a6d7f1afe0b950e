"""Programs of the user: the pager, the editor, and the opener of the desktop."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from papercat.errors import UsageError
from papercat.settings import SETTINGS, command_line, configuration_file, in_file, setting
from papercat.terminal import height, is_terminal

_PAGER = "less"
_LESS = "FRX"
"""options for less: end if all fits on the screen, keep colours, leave the text visible"""
_EDITOR = "vi"
_OPENERS = {"darwin": "open"}
_OTHER_OPENER = "xdg-open"


def pager_command() -> list[str] | None:
    """Choose the pager: PAPERCAT_PAGER, PAGER, the configuration's, or less; None means none.

    An empty variable means no pager. Raises UsageError for an invalid command line.
    """
    text, origin = _PAGER, "pager"
    if found := in_file("pager"):
        text = found.value
    for name in reversed(SETTINGS["pager"].variables):  # the first one wins
        if name in os.environ:
            text, origin = os.environ[name], name
    command = command_line(text, origin)
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
        subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager,
    ):
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager
        try:
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        finally:
            signal.signal(signal.SIGINT, before)


def editor_command() -> list[str]:
    """Return the editor that the user set, else vi. Raises UsageError if it is missing."""
    command = _set_program("editor", _EDITOR)
    if not command or not shutil.which(command[0]):
        program = " ".join(command[:1])
        raise UsageError(f"no editor {program!r}; set VISUAL to the command of your editor")
    return command


def _set_program(name: str, default: str) -> list[str]:
    """Return the command line that the user set, else that of a program."""
    found = setting(name)
    if found is None:
        return [default]
    return command_line(found.value, found.origin)


def edited_text(text: str, name: str) -> str:
    """Open a text in the editor and return it as it was saved.

    `name` is the name of the temporary file. Raises UsageError if the editor fails; the file
    is then kept and named.
    """
    command = editor_command()
    folder = Path(tempfile.mkdtemp(prefix="papercat-"))
    file = folder / name.replace("/", "-")
    file.write_text(text, "utf-8")
    code = subprocess.run([*command, str(file)], check=False).returncode
    if code:
        raise UsageError(f"the editor {command[0]!r} failed (exit code {code}); text kept: {file}")
    try:
        saved = file.read_text("utf-8")
    except FileNotFoundError:
        raise UsageError(f"the editor {command[0]!r} left no file; nothing was changed") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: not UTF-8 text; save it again as UTF-8") from None
    shutil.rmtree(folder)
    return saved


def open_target(target: str) -> None:
    """Open an address or a file with the program that the user set, or with the desktop's.

    Raises UsageError if that program is missing, or fails.
    """
    command = _set_program("opener", _OPENERS.get(sys.platform, _OTHER_OPENER))
    if not command or not shutil.which(command[0]):
        program = " ".join(command[:1])
        where = configuration_file()
        raise UsageError(f"no program {program!r}; set opener in {where}, or use --print")
    code = subprocess.run([*command, target], check=False).returncode
    if code:
        raise UsageError(f"{command[0]!r} could not open {target} (exit code {code})")
