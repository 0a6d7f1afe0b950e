"""Progress of long work, shown on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from papercat.importing.documents import Document
from papercat.terminal import is_terminal, visible, width

_LONG = 5_000_000
"""bytes from which an import takes long enough for a progress bar"""
_EVERY = 0.2
"""seconds between two updates"""
_BAR = 20
"""columns of a bar"""
_BESIDE = 42
"""columns of a bar and its figures"""


@contextmanager
def watched(document: Document) -> Iterator[None]:
    """Show the share of a document that has been read, while the block runs."""
    if document.size < _LONG or not is_terminal(sys.stderr):
        yield
        return
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
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
def steps(count: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on a terminal; give the function that begins the next step."""
    bar = Progress(
        BarColumn(_BAR),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
        disable=not is_terminal(sys.stderr),
    )
    task = bar.add_task("", total=count)
    room = max(width() - _BESIDE, 0)
    begun = 0

    def step(what: str) -> None:
        nonlocal begun
        bar.update(task, completed=begun, description=visible(what)[:room])
        begun += 1

    with bar:
        yield step


@contextmanager
def passing() -> Iterator[Callable[[str], None]]:
    """Give a function that shows one line in place of the last; the end clears it."""
    on_terminal = is_terminal(sys.stderr)

    def say(line: str) -> None:
        if on_terminal:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    try:
        yield say
    finally:
        say("")
