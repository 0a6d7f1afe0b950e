"""Work in pieces, done by copies of this process while it does something else, then by all.

A copy is forked, so it has whatever this process had without being sent it, and may do
nothing but compute: no database, no output. What comes out doesn't depend on who does
which piece, nor on whether there are copies at all: a piece that none delivers, for it
was killed or ran out of memory, is done here.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, Generic, NoReturn, TypeVar

_MOST = 3
"""copies; each has memory of its own for what it works out"""
_PIECE = 4
"""bytes of a piece's number; so few are read in one go or not at all"""

Result = TypeVar("Result")


def processors() -> int:
    """How many processors this process may use where it can be forked without ado, else 1."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


class SharedWork(Generic[Result]):
    """The pieces 0, 1, … of some work, begun at once; `results` gives what comes of them."""

    def __init__(self, work: Callable[[int], Result], pieces: int, copies: int) -> None:
        """Fork that many copies; with none, nothing happens until `results`."""
        self._work = work
        self._pieces = pieces
        self._copies: dict[int, BinaryIO] = {}
        self._waiting, tickets = os.pipe()
        # All of them fit into a pipe, so this never waits for a reader.
        os.write(tickets, b"".join(piece.to_bytes(_PIECE, "big") for piece in range(pieces)))
        os.close(tickets)
        for _ in range(min(copies, _MOST, pieces - 1)):
            self._fork()

    def _fork(self) -> None:
        here, there = os.pipe()
        parent = os.getpid()
        try:
            copy = os.fork()
        except OSError:  # no more processes, or no memory for one
            os.close(here)
            os.close(there)
            return
        if copy == 0:
            os.close(here)
            self._be_a_copy(parent, there)
        os.close(there)
        self._copies[copy] = open(here, "rb")  # noqa: SIM115, PTH123  a pipe, kept till it ends

    def _be_a_copy(self, parent: int, out: int) -> NoReturn:
        """Work till nothing waits, deliver, and end without tidying what is the parent's."""
        done = False
        with suppress(BaseException):
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt is told by the parent
            found = self._take(lambda: os.getppid() == parent)
            with open(out, "wb") as stream:
                pickle.dump(found, stream)
            done = True
        os._exit(not done)

    def _take(self, wanted: Callable[[], bool]) -> dict[int, Result]:
        """Do pieces as long as there are any."""
        found: dict[int, Result] = {}
        while wanted() and (ticket := os.read(self._waiting, _PIECE)):
            piece = int.from_bytes(ticket, "big")
            found[piece] = self._work(piece)
        return found

    def results(self) -> list[Result]:
        """Help with what is left, and give all results in the order of the pieces."""
        found = self._take(lambda: True)
        for copy, stream in list(self._copies.items()):
            delivered = stream.read()
            if self._ended(copy):
                found |= pickle.loads(delivered)  # noqa: S301  from a copy of this very process
        return [
            found[piece] if piece in found else self._work(piece) for piece in range(self._pieces)
        ]

    def close(self) -> None:
        """End copies whose results nobody has waited for."""
        os.close(self._waiting)
        for copy in list(self._copies):
            with suppress(ProcessLookupError):
                os.kill(copy, signal.SIGKILL)
            self._ended(copy)

    def _ended(self, copy: int) -> bool:
        """Wait for the end of a copy; whether it was a good one."""
        self._copies.pop(copy).close()
        try:
            _, status = os.waitpid(copy, 0)
        except ChildProcessError:  # whoever started this process told it to ignore children
            return False
        return status == 0
