"""An iterator run ahead in a process of its own, so that two processors share a large import.

What it yields comes through a pipe, in its order, and so does what it raises. The process
is a copy of this one: it must ask nothing of the catalogue. It ends with whoever started it.
"""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, TypeVar

from papercat import copies

T = TypeVar("T")

_ITEM, _RAISED, _END = "item", "raised", "end"


@contextmanager
def ahead(items: Iterator[T]) -> Iterator[Iterator[T]]:
    """What `items` yields, worked out while the block is busy with what came before.

    Where there can't be another process, this one works it out.
    """
    copy = copies.begin(partial(_send, items))
    if copy is None:
        yield items
        return
    try:
        yield _received(copy.pipe)
    finally:
        copy.stop()


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


def _send(items: Iterator[object], pipe: BinaryIO) -> None:
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
