"""The user's editor, on a text in a temporary file."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from papercat.errors import UsageError

_DEFAULT = "vi"


def editor_command() -> list[str]:
    """Return the editor: VISUAL, else EDITOR, else vi.

    Raises UsageError if a variable is not a command line, or the program is missing.
    """
    for name in ("VISUAL", "EDITOR"):
        if text := os.environ.get(name):
            try:
                command = shlex.split(text)
            except ValueError as error:
                raise UsageError(f"{name} {text!r} is not a command: {error}") from None
            break
    else:
        name, command = "EDITOR", [_DEFAULT]
    if not command or not shutil.which(command[0]):
        program = command[0] if command else ""
        raise UsageError(f"no editor {program!r}; set {name} to the command of your editor")
    return command


def edited_text(text: str, name: str) -> str:
    """Open a text in the editor and return it as it was saved.

    `name` is the name of the temporary file. Raises UsageError if the editor fails; the file
    is then kept and named.
    """
    command = editor_command()
    folder = Path(tempfile.mkdtemp(prefix="papercat-"))
    file = folder / name.replace("/", "-")
    file.write_text(text + "\n" if text else "", "utf-8")
    code = subprocess.run([*command, str(file)], check=False).returncode  # noqa: S603  the user's own choice
    if code:
        raise UsageError(f"the editor {command[0]!r} failed (exit code {code}); text kept: {file}")
    try:
        saved = file.read_text("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{file}: not UTF-8 text; save it again as UTF-8") from None
    shutil.rmtree(folder)
    return saved
