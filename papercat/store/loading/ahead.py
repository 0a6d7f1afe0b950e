"""An iterator run ahead in a process of its own, so that two processors share a large import.

What it yields comes through a pipe, in its order, and so does what it raises. The process
is a copy of this one: it must ask nothing of the catalogue. It ends with whoever started it.
"""

import os
import pickle
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NoReturn, TypeVar

T = TypeVar("T")

_INTERRUPT = {signal.SIGINT}

_ITEM, _RAISED, _END = "item", "raised", "end"


@contextmanager
def ahead(items: Iterator[T]) -> Iterator[Iterator[T]]:
    """What `items` yields, worked out while the block is busy with what came before.

    Where there can't be another process, this one works it out.
    """
    reading, writing = os.pipe()
    worker = _fork()
    if worker == 0:
        os.close(reading)  # else nobody would notice that there is no reader any more
        _work(items, writing)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123  a descriptor, no path
        if worker is None:
            yield items
            return
        try:
            yield _received(pipe)
        finally:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)


def _fork() -> int | None:
    """What `os.fork` gives; None where there can't be another process.

    An interrupt is for who started this: the copy never gets one, not even at its birth.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
    process = None
    try:
        process = os.fork()
    except OSError:  # no more processes, or no memory for one
        return None
    finally:
        if process != 0:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)
    return process


def _received(pipe: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            kind, what = pickle.load(pipe)  # noqa: S301  from our own process
        except EOFError:
            raise ChildProcessError("the process that reads the file was killed") from None
        if kind == _END:
            return
        if kind == _RAISED:
            raise what
        yield what
        del what  # it may be large, and the next one comes


def _work(items: Iterator[object], writing: int) -> NoReturn:
    """Send everything, and leave without what else a process does when it ends."""
    try:
        with open(writing, "wb") as pipe:
            try:
                for item in items:
                    pickle.dump((_ITEM, item), pipe, pickle.HIGHEST_PROTOCOL)
                    pipe.flush()  # its last bytes are waited for as well
            except BrokenPipeError:
                raise
            except Exception as error:  # noqa: BLE001  whatever it is, it is raised over there
                pickle.dump((_RAISED, error), pipe)
            else:
                pickle.dump((_END, None), pipe)
    finally:
        os._exit(0)
