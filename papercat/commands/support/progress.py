"""What is being done and how far it has got, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from papercat.importing.documents import Document
from papercat.later import Later
from papercat.terminal import is_terminal, visible

console = Later("rich.console")
progress = Later("rich.progress")

_LONG = 5_000_000
"""bytes from which an import takes long enough to be watched"""
_EVERY = 0.2
"""seconds"""


@contextmanager
def watched(document: Document) -> Iterator[None]:
    """Show how much of a document has been read, while the block runs."""
    if document.size < _LONG or not is_terminal(sys.stderr):
        yield
        return
    bar = progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TextColumn("{task.percentage:>3.0f}%"),
        progress.TimeRemainingColumn(),
        console=console.Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(visible(document.path), total=document.size)
    done = Event()

    def watch() -> None:
        while not done.wait(_EVERY):
            bar.update(task, completed=document.done)

    with bar:
        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()


@contextmanager
def passing() -> Iterator[Callable[[str], None]]:
    """A way to say what is being done, each line in the place of the last, none in the end."""
    on_terminal = is_terminal(sys.stderr)

    def say(line: str) -> None:
        if on_terminal:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    try:
        yield say
    finally:
        say("")
