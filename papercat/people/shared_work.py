"""Work in pieces, done by copies of this process while it does something else, then by all.

What comes out doesn't depend on who does which piece, nor on whether there are copies at
all: a piece that none delivers, for it was killed or ran out of memory, is done here.
"""

import os
import pickle
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Generic, TypeVar

from papercat import copies
from papercat.copies import Copy

_MOST = 3
"""copies; each has memory of its own for what it works out"""
_PIECE = 4
"""bytes of a piece's number; so few are read in one go or not at all"""

Result = TypeVar("Result")


class SharedWork(Generic[Result]):
    """The pieces 0, 1, … of some work, begun at once; `results` gives what comes of them."""

    def __init__(self, work: Callable[[int], Result], pieces: int, most: int) -> None:
        """Begin with at most so many copies; with none, nothing happens until `results`."""
        self._work = work
        self._pieces = pieces
        self._copies: list[Copy] = []
        self._waiting, tickets = os.pipe()
        # All of them fit into a pipe, so this never waits for a reader.
        os.write(tickets, b"".join(piece.to_bytes(_PIECE, "big") for piece in range(pieces)))
        os.close(tickets)
        for _ in range(min(most, _MOST, pieces - 1)):
            if copy := copies.begin(partial(self._deliver, os.getpid())):
                self._copies.append(copy)

    def _deliver(self, parent: int, pipe: BinaryIO) -> None:
        """Work till nothing waits, or nobody does."""
        pickle.dump(self._take(lambda: os.getppid() == parent), pipe)

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
        while self._copies:
            delivered = self._copies[0].pipe.read()
            if self._copies.pop(0).ended():
                found |= pickle.loads(delivered)  # noqa: S301  from a copy of this very process
        return [
            found[piece] if piece in found else self._work(piece) for piece in range(self._pieces)
        ]

    def close(self) -> None:
        """End copies whose results nobody has waited for."""
        os.close(self._waiting)
        while self._copies:
            self._copies.pop().stop()
