"""Copies of this process that compute beside it, where there are processors to spare.

A copy is forked, so it has whatever this process had without being sent it, and may do
nothing but compute: no database, no output. An interrupt is for whoever started it.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, NoReturn

_INTERRUPT = {signal.SIGINT}


def processors() -> int:
    """How many processors this process may use where it can be forked without ado, else 1."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


class Copy:
    """A copy at work."""

    def __init__(self, process: int, pipe: BinaryIO) -> None:
        """`pipe` is where what the copy writes arrives."""
        self._process = process
        self.pipe = pipe

    def ended(self) -> bool:
        """Wait for its end; whether it was a good one."""
        self.pipe.close()
        try:
            _, status = os.waitpid(self._process, 0)
        except ChildProcessError:  # whoever started this process told it to ignore children
            return False
        return status == 0

    def stop(self) -> None:
        """End it now: nobody wants any more of it."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        self.ended()


def begin(work: Callable[[BinaryIO], None]) -> Copy | None:
    """A copy that does `work`, given the pipe to write to; None where there can't be one."""
    reading, writing = os.pipe()
    process = _fork()
    if process == 0:
        os.close(reading)  # else nobody would notice that there is no reader any more
        _be_a_copy(work, writing)
    os.close(writing)
    if process is None:
        os.close(reading)
        return None
    return Copy(process, open(reading, "rb"))  # noqa: PTH123  a pipe, closed with the copy


def _fork() -> int | None:
    """What `os.fork` gives; the copy never gets an interrupt, not even at its birth."""
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


def _be_a_copy(work: Callable[[BinaryIO], None], writing: int) -> NoReturn:
    """Do the work, and end without tidying what is the other process's."""
    done = False
    with suppress(BaseException):
        with open(writing, "wb") as pipe:
            work(pipe)
        done = True
    os._exit(not done)
