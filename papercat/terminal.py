"""What may be written to a terminal: how wide, in which colours, and nothing that steers it.

Text from a document can hold escape sequences, direction marks and line
separators; on a terminal they could move the cursor, set the clipboard or hide
text. Here they become visible. What is stored, and what CSV and JSON give, stays
as it was.
"""

import os
import shutil
import unicodedata
from typing import NamedTuple, TextIO

from papercat.later import Later

json = Later("json")
readline = Later("readline")
console = Later("rich.console")
rich_text = Later("rich.text")

_KEPT_FORMATS = {"\u200c", "\u200d"}  # joiners that Persian, Hindi and emoji need


def _steers(character: str) -> bool:
    if character in _KEPT_FORMATS:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    r"""The text with every character that steers a terminal written as `\u{1b}`."""
    if text.isprintable():  # Unicode's own test; it lets no steering character through
        return text
    return "".join(f"\\u{{{ord(char):x}}}" if _steers(char) else char for char in text)


def visible_json(text: str) -> str:
    r"""JSON with every such character written as `\u001b`, which is the same value."""
    if text.isprintable():
        return text
    return "".join(
        json.dumps(char)[1:-1] if _steers(char) and char != "\n" else char for char in text
    )


def width() -> int:
    """How many characters fit in a line of the terminal; `COLUMNS` has its say."""
    return max(shutil.get_terminal_size((80, 24)).columns, 1)


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of that many columns, some characters of which take two.

    `first` goes before the first line, `rest`, as long, before the others. None of an empty text.
    """
    room = max(columns - len(rest), 1)
    lines = rich_text.Text(visible(text)).wrap(console.Console(width=room), room) if text else ()
    begins = (first, *[rest] * len(lines))
    return [(begin + line.plain).rstrip() for begin, line in zip(begins, lines, strict=False)]


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is looking at the stream; None is one closed before papercat began."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def ask(question: str, text: str) -> str:
    """A line that is typed on the terminal, begun with a text to be changed.

    Raises EOFError where there is none, and KeyboardInterrupt.
    """
    try:
        readline.set_startup_hook(lambda: readline.insert_text(text))
    except ImportError:  # a Python without it
        return input(f"{question}[{text}] ").strip() or text
    try:
        return input(question).strip()
    finally:
        readline.set_startup_hook()


def wants_colour(stream: TextIO, choice: str = "auto") -> bool:
    """Whether to colour: as chosen, else by NO_COLOR, CLICOLOR_FORCE and the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


class Screen(NamedTuple):
    """What a view needs to know of where it writes."""

    width: int
    colour: bool
    terminal: bool = False
    """whether a person is looking; else what is written must stay exact"""
