"""The terminal: its width, its colours, and text that cannot control it.

Text from a document can hold escape sequences, direction marks and line
separators. On a terminal they could move the cursor, set the clipboard or hide
text, so they are written as visible codes. Stored text and the text in CSV and
JSON files stay unchanged.
"""

import json
import os
import shutil
import sys
import unicodedata
from contextlib import suppress
from typing import NamedTuple, TextIO

_JOINERS = {"\u200c", "\u200d"}
"""format characters that Persian, Hindi and emoji need"""
_CONTROLLING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories of characters that can control a terminal"""


def controls(character: str) -> bool:
    """Tell whether a character can control a terminal."""
    return character not in _JOINERS and unicodedata.category(character) in _CONTROLLING


def visible(text: str) -> str:
    r"""Replace each character that can control a terminal with its code, such as `\u{1b}`."""
    if text.isprintable():  # no character in a printable text controls anything
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if controls(character):
        return f"\\u{{{ord(character):x}}}"
    return character


def visible_json(value: object, indent: int | None = None) -> str:
    r"""Write JSON with each character that can control a terminal as its code, such as `\u001b`."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isprintable():
        return text
    return "".join(map(_json_character, text))


def _json_character(character: str) -> str:
    if not controls(character) or character == "\n":
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def say(*lines: str) -> None:
    """Write lines for the user to standard error, made safe for a terminal."""
    with suppress(OSError):  # the answer counts, even if nobody can read the remarks
        for line in lines:
            sys.stderr.write(visible(line) + "\n")
        sys.stderr.flush()


def width() -> int:
    """Give the number of columns of the terminal; the variable COLUMNS comes first."""
    return max(shutil.get_terminal_size((80, 24)).columns, 1)


def height() -> int:
    """Give the number of lines of the terminal; the variable LINES comes first."""
    return shutil.get_terminal_size((80, 24)).lines


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person looks at the stream, which is None if it was closed at the start."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def wants_colour(stream: TextIO, choice: str = "auto") -> bool:
    """Decide on colours: by choice, else by NO_COLOR, CLICOLOR_FORCE and the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def can_write(stream: TextIO, text: str) -> bool:
    """Tell whether the stream's encoding has every character of the text."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


class Screen(NamedTuple):
    """The surface that an output format writes to."""

    width: int
    colour: bool
    light: bool = False
    """True if its background is light"""
    terminal: bool = False
    """True if a person looks at it; otherwise text must stay exact"""
    ascii_only: bool = False
    """True if it cannot show lines and bars"""
    spreadsheet_safe: bool = False
    """True if CSV must not contain formulas"""
