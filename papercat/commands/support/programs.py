"""Programs of the user: the editor, the opener of the desktop, and their command lines."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from papercat.errors import UsageError
from papercat.settings import command_line, configuration_file, setting

_EDITOR = "vi"
_OPENERS = {"darwin": "open"}
_OTHER_OPENER = "xdg-open"


def editor_command() -> list[str]:
    """Return the editor that the user set, else vi. Raises UsageError if it is missing."""
    found = setting("editor")
    command = command_line(found.value, found.origin) if found else [_EDITOR]
    if not command or not shutil.which(command[0]):
        program = " ".join(command[:1])
        raise UsageError(f"no editor {program!r}; set VISUAL to the command of your editor")
    return command


def edited_text(text: str, name: str) -> str:
    """Open a text in the editor and return it as it was saved.

    `name` is the name of the temporary file. Raises UsageError if the editor fails; the file
    is then kept and named.
    """
    command = editor_command()
    folder = Path(tempfile.mkdtemp(prefix="papercat-"))
    file = folder / name.replace("/", "-")
    file.write_text(text, "utf-8")
    code = subprocess.run([*command, str(file)], check=False).returncode  # noqa: S603  the user's own choice
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
    found = setting("opener")
    if found:
        command = command_line(found.value, found.origin)
    else:
        command = [_OPENERS.get(sys.platform, _OTHER_OPENER)]
    if not command or not shutil.which(command[0]):
        program = " ".join(command[:1])
        where = configuration_file()
        raise UsageError(f"no program {program!r}; set opener in {where}, or use --print")
    code = subprocess.run([*command, target], check=False).returncode  # noqa: S603  the user's own choice
    if code:
        raise UsageError(f"{command[0]!r} could not open {target} (exit code {code})")
