"""Progress of long work, shown on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from papercat.importing.documents import Document
from papercat.terminal import is_terminal, visible, width

_LONG = 5_000_000
"""bytes from which an import takes long enough for a progress bar"""
_READING = 0.5
"""the share of an import that reads records and writes their rows"""
_STEPS = {
    "indexing words": (0.5, 0.65),
    "grouping names": (0.65, 0.99),
    "comparing papers": (0.99, 1.0),
}
"""the shares at the beginning and the end of a step; measured with 20,000 papers"""
_EVERY = 0.2
"""seconds between two updates"""
_BAR = 20
"""columns of a bar"""
_BESIDE = 42
"""columns of a bar and its figures"""


class ImportShare:
    """The share of an import that is done, as far as it can be told."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._began = monotonic()
        self._part: tuple[float, float] | None = None
        self._part_began = self._began
        self.text = visible(document.path)

    def begin(self, step: str) -> None:
        """Begin a step after the last record."""
        self.text = step
        self._part = _STEPS.get(step, (1.0, 1.0))
        self._part_began = monotonic()

    def done(self) -> float:
        """Return the share from 0 to 1; the time for a step is estimated from all before it."""
        if self._part is None:
            return _READING * min(self._document.done / self._document.size, 1.0)
        start, end = self._part
        speed = start / max(self._part_began - self._began, _EVERY)
        return min(start + speed * (monotonic() - self._part_began), end)


@contextmanager
def watched(document: Document) -> Iterator[Callable[[str], None]]:
    """Show the share of an import that is done; give the function that begins a step of it."""
    share = ImportShare(document)
    if document.size < _LONG or not is_terminal(sys.stderr):
        yield share.begin
        return
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(share.text, total=1)
    finished = Event()

    def watch() -> None:
        while not finished.wait(_EVERY):
            bar.update(task, completed=share.done(), description=share.text)

    with bar:
        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield share.begin
        finally:
            finished.set()
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
