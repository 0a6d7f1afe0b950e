"""Questions on a terminal: lines that fit its width, and an answer typed by the user."""

from rich.console import Console
from rich.text import Text

from papercat.terminal import visible

try:
    import readline
except ImportError:  # Python can be built without it
    readline = None  # type: ignore[assignment]  # a module or nothing


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """Wrap a text at a number of terminal columns; an empty text has no lines.

    `first` goes before the first line and `rest`, equally long, before the others.
    """
    if not text:
        return []
    room = max(columns - len(rest), 1)
    lines: list[str] = []
    for line in Text(visible(text)).wrap(Console(width=room), room):
        begin = rest if lines else first
        lines.append((begin + line.plain).rstrip())
    return lines


def ask(question: str, text: str) -> str:
    """Ask for a line on the terminal and offer a text for editing.

    Raises EOFError at the end of the input, and KeyboardInterrupt.
    """
    shown = visible(text)
    if readline is None:
        typed = input(f"{question}[{shown}] ").strip() or shown
    else:
        readline.set_startup_hook(lambda: readline.insert_text(shown))
        try:
            typed = input(question).strip()
        finally:
            readline.set_startup_hook()
    if typed == shown.strip():
        return text
    return typed
